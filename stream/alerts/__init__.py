"""Rules to matches: what a story fulfils, where, and why not. Knows nothing of Kafka.

    index = RuleIndex()
    index.add("kallas", parse('person:"Kaja Kallas" AND topic:diplomacy').clause)
    index.match(event)           the rules that an enriched story fulfils

Where to look:
    query/          the query language: text to clause and back
    compiling.py    a rule to its clause, or why it is refused
    files.py        rules in YAML and JSON
    linting.py      rules that are likely a mistake
    wording.py      words, and the forms of a rule's word
    terms.py        words and phrases of all rules, found in one walk
    names.py        which names of an entity a rule may use
    codes.py        topics and places as codes, and what they lie in
    leaves.py       the tests that rules make, each once
    reading.py      which tests hold for a story
    logic.py        a clause over tests, and the conjunctions it is filed by
    postings.py     conjunctions of all rules as columns
    index.py        all rules, ready for stories
    marks.py        where in a story a test holds
    sentences.py    the sentences around that, with highlights
    matching.py     rules that come and go, and what they make of stories
    deciding.py     a rule's matches to alerts
    quiet.py        quiet hours
    backtesting.py  what rules would have told
    explaining.py   why a rule matches, or doesn't
"""
