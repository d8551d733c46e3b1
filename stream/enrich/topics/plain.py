"""One form for matching, of the same length as the text, so that offsets hold for both."""

_JOINERS = dict.fromkeys("-\u2010\u2011\u2013\u2014/\u00a0\n\t\r", " ")
_QUOTES = dict.fromkeys("\u2018\u2019\u02bc", "'")
_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ"
_BARE = "aaaaaaceeeeiiiinooooouuuuyAAAAAACEEEEIIIINOOOOOUUUUY"
_MARKS = _JOINERS | _QUOTES | dict(zip(_ACCENTED, _BARE, strict=True))


def plain(text: str) -> str:
    """Hyphens and line ends become spaces, quotes straight, Latin letters bare."""
    # A text has few of these signs: looking for each is a fifth of what `translate` costs.
    for sign in _MARKS.keys() & set(text):
        text = text.replace(sign, _MARKS[sign])
    return text


def lower(text: str) -> str:
    """Lower case letter by letter: a letter whose lower case is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := it.lower()) == 1 else it for it in text)
