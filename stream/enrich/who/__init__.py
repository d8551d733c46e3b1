"""Who a phrase means: names, pronouns, "the minister", "the company".

Where to look:
    cast.py       who stands where in the text, and what they are called besides
    finite.py     finite verbs, as far as forms tell
    phrase.py     a stretch that names somebody, and where it begins
    asides.py     ages, appositions, relative clauses between commas
    phrases.py    the phrase before or after a verb that says who acts
    referent.py   somebody who is meant, and how sure that is
    named.py      names that act, and names that others are only told of by
    heard.py      who spoke or acted right before: "he", "it", "the Swede"
    epithets.py   what a story calls whoever has just spoken
    described.py  "the minister", "the company"
    kinds.py      what bodies of a kind are called
    unlisted.py   names that no entity has
    unnamed.py    phrases for somebody who has no name
    referents.py  from a phrase to somebody, or to nobody
"""
