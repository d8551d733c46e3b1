"""A customer's own watch list: names that are always found, under the customer's own ids.

    WatchFile(Path("watchlist.yaml")).current.find(text)    every watched name in a text

Where to look:
    entries.py    what an entry may say, and what is refused
    in_yaml.py, in_csv.py    the two ways to write a list, line by line
    files.py      a list's file, read whole or refused by line; followed while it changes
    wording.py    words of a text and the forms of a word
    spelling.py   which spellings of a name count: spaces, hyphens, capitals
    matcher.py    the names in a text, in any script with spaces
    unspaced.py   the same where no spaces part the words
"""

from stream.enrich.watch.entries import Watched
from stream.enrich.watch.files import WatchFile, WatchList, read
from stream.enrich.watch.matcher import Hit, Matcher

__all__ = ["Hit", "Matcher", "WatchFile", "WatchList", "Watched", "read"]
