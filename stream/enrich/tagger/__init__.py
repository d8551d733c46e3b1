"""A second reader over the first: which of the words that both see are names, and of what.

It sees no words, only what they are like: what the model's own layers make of them, how the model
and the rules marked them and their neighbours, closed classes of words (prepositions, titles,
company suffixes), what the gazetteer knows of them, how the rest of the story uses them. From that
it marks people, organisations, places, and names of other things, each with how sure it is.

    classes     words to classes          shapes      how a word is written
    lexicon     both, and the gazetteer, for a token
    inputs      a story's candidates, as keys and vectors
    weights     what was learned, by `make names-model`
    chain       the likeliest labels of a run of words, and how likely each is
    tagger      all of it, over a story
"""
