"""Plain and Markdown text: made clean, compared, named, cut into sentences.

Everything here takes time in proportion to the text's length, whatever the text.
"""

import re
import unicodedata

_BREAKS = ("\r\n", "\r", "\u2028", "\u2029")
_UNWANTED = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but not tab and line feed
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # separators and what turns the writing direction
    "\ufeff\ud800-\udfff\ufffe\uffff]+"  # halves of characters, and what is none
)
"""A pattern that takes long to compile and that hardly any text needs."""
_GAPS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_QUOTES = str.maketrans("‘’‚‛", "''''", '"“”„‟«»‹›')
_AROUND = " .,;:!?'`*_()[]{}<>…¿¡。、！？"


def clean(text: str) -> str:
    """The text without anything that is no character, or that a terminal could take for more than text; line ends are line feeds."""
    if text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable():
        return text  # nearly every text, and far quicker seen so than by the pattern
    if not re.search(_UNWANTED, text):
        return text
    for line_end in _BREAKS:
        text = text.replace(line_end, "\n")
    return re.sub(_UNWANTED, "", text)


def normalise(name: str) -> str:
    """A form of a name in which two spellings of the same name are equal."""
    folded = name if name.isascii() else unicodedata.normalize("NFKC", name)
    spaced = _GAPS.sub(" ", folded.casefold().translate(_QUOTES)).strip()
    return spaced.strip(_AROUND) or spaced


def slugify(title: str) -> str:
    """A title as a short name for files and commands, such as `informational-interview`."""
    folded = unicodedata.normalize("NFKC", title).lower()
    kept = "".join(char if _belongs_to_a_word(char) else " " for char in folded)
    if words := kept.split():
        return "-".join(words)
    from studykit.content.identity import identify  # noqa: PLC0415 - loads OpenSSL, and hardly a title needs it

    return identify(title)


def shorten(text: str, most: int = 40) -> str:
    """The text on one line and not too long, to be quoted in a sentence."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _belongs_to_a_word(char: str) -> bool:
    """Whether the character is a letter, a digit, or a mark upon one."""
    return char.isalnum() or unicodedata.category(char).startswith("M")
