"""Who a phrase means: names, pronouns, "the minister", "the company".

Where to look:
    cast.py       who stands where in the text, and what they are called besides
    phrases.py    the phrase before or after a verb that says who acts
    referent.py   somebody who is meant, and how sure that is
    described.py  "the minister", "the company"
    referents.py  from a phrase to somebody, or to nobody
"""
