"""What a component is for its story, by the word of its `Role`; there is no common list of them."""

from stream.wire.formats.instructions import plain_word
from stream.wire.formats.newsml_1.names import formal
from stream.wire.xml import Part

_WORDS = {
    "body": "main body text maintext bodytext fulltext article story content articlebody news "
    "texte corps haupttext brodtext",
    "lead": "lead lede intro ingress ingres chapeau chapo standfirst vorspann",
    "title": "title headline titre titel rubrik",
    "summary": "abstract summary teaser synopsis description resume zusammenfassung subtitle",
    "caption": "caption legend legende photocaption picturecaption imagecaption bildtext script "
    "shotlist",
    "note": "ednote editorsnote editornote editorialnote notetoeditors advisory",
    "picture": "picture photo image mainpicture mainphoto leadpicture bild",
    "graphic": "graphic infographic chart",
    "video": "video videoclip clip footage",
    "audio": "audio sound radio soundbite quote",
    "aside": "stylesheet css logo contact contacts tweettext tweet thumbnail preview quicklook "
    "index icon supporting contactinfo multimedia attachment document factbox boilerplate",
}
_BY_WORD = {word: role for role, words in _WORDS.items() for word in words.split()}

MEDIA = frozenset({"picture", "graphic", "video", "audio"})
PARTS = frozenset({"lead", "title", "summary", "caption", "note", "aside"})
"""Roles of what is only a part of a story, and never one by itself."""


def role_of(component: Part) -> str:
    """One of the roles above; "" where it names none that we know."""
    return _BY_WORD.get(plain_word(formal(component.first("Role"))), "")
