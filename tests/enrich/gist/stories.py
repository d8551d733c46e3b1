"""A story as the gist is told it, without a model: names are those that a test gives."""

from schemas.enrichment import Mention
from stream.enrich.gist.finder import Gist, of_names
from stream.enrich.gist.told import Sentence, Told
from stream.enrich.quotes import find_quotes
from stream.enrich.quotes.reading import Reading


def told(body: str, headline: str = "", start: int = 0) -> Told:
    read: list[Reading] = []
    find_quotes(body, [], start, also=read.append)
    sentences = [Sentence(it.sentence, it.paragraph) for it in read]
    return Told(headline, body, read[0].text if read else "", sentences, start)


def gist_of(body: str, headline: str = "", names: tuple[str, ...] = (), start: int = 0) -> Gist:
    mentions = [
        Mention(start=at, end=at + len(name), text=name, field=field)
        for field, text in (("headline", headline), ("body", body))
        for name in names
        if (at := text.find(name)) >= 0
    ]
    return of_names(told(body, headline, start), mentions)
