"""What a story is about, as IPTC Media Topics, with the words that decided.

    TopicFinder().find(headline, body, agency_topics(parsed))      best first, as deep as sure

A hand-written lexicon speaks, weighed by where its words stand: `data/lexicon/`, one file a branch.
The agency's own codes and categories speak beside it (`stated.py`).
The vocabulary is `data/mediatopics.tsv`. Sources and licences: `data/SOURCES.md`.
"""

from stream.enrich.topics.finder import TopicFinder
from stream.enrich.topics.stated import Stated, agency_topics
from stream.enrich.topics.vocabulary import MediaTopic, lineage, vocabulary

__all__ = ["MediaTopic", "Stated", "TopicFinder", "agency_topics", "lineage", "vocabulary"]
