"""Markdown as plain text, for terminals without control and for pipes."""

from studykit.content.layout import Skin, lay_out
from studykit.content.runs import plain_text

_PLAIN = Skin()


def as_text(markdown: str, width: int = 78) -> str:
    """The Markdown as text without marks, wrapped to the width; only code may be wider."""
    return "\n".join(plain_text(line).rstrip() for line in lay_out(markdown, _PLAIN, width))
