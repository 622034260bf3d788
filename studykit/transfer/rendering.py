"""Markdown of authors for programs that show HTML, or nothing but text."""

import re

from studykit.content.html import marked
from studykit.content.markdown import plain
from studykit.content.text import clean
from studykit.transfer.pieces import Piece
from studykit.transfer.shipment import Shipment

_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"\s*/?>')
_LINKED = re.compile(r"!\[([^\[\]\n]*)\]\([^()\s]*\)")
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}


def html_of(markdown: str) -> str:
    """A text as HTML with its formulas marked as LaTeX; of a picture, which lies elsewhere, what it shows."""
    return without_images(marked(markdown.translate(_NO_CHARACTERS))).strip()


def without_images(html: str) -> str:
    """HTML that we made, with what its pictures show in their place; nothing is fetched from anywhere to show it."""
    return _PICTURE.sub(lambda match: match[2], html)


def without_pictures(markdown: str) -> str:
    """Markdown with what its pictures show in their place."""
    return _LINKED.sub(r"\1", markdown) if "![" in markdown else markdown


def plain_of(markdown: str) -> str:
    """Markdown without its marks, on one line."""
    return line_of(plain(markdown))


def line_of(text: str) -> str:
    """A title, which is no Markdown, on one line."""
    return " ".join(clean(text).translate(_NO_CHARACTERS).split())


def letter(at: int) -> str:
    """What stands before a choice: A to Z, then AA and so on."""
    return letter(at // 26 - 1) + letter(at % 26) if at >= 26 else chr(ord("A") + at)


def tell_pictures(piece: Piece, shipment: Shipment) -> None:
    """Note that a picture is not carried."""
    question = piece.question
    texts = (question.text, piece.answer, question.hint, *(one.text for one in question.choices))
    if any("![" in text for text in texts):
        shipment.change(
            piece.title, question.text, "Its pictures are not carried, only their names."
        )
