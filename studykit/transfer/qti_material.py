"""The texts and pictures of QTI 1.2."""

import re
from collections.abc import Iterator

from studykit.transfer.elements import Element, inner_html

_BASE = re.compile(r"(?:\$|%24)(?:IMS[-_]CC[-_]FILE[-_]?BASE|CANVAS_COURSE_REFERENCE)(?:\$|%24)/?")
"""What Canvas writes before the path of a picture; left there, it would be taken for a formula."""


def html_of(element: Element) -> str:
    """The texts and pictures within a material, as HTML."""
    return _BASE.sub("", "".join(_html_parts(element)))


def _html_parts(element: Element) -> Iterator[str]:
    for child in element.children():
        if child.name in ("mattext", "mat_formattedtext"):
            is_html = child.name != "mattext" or child.get("texttype").lower() == "text/html"
            if not is_html and not any(child.children()):
                yield _plain_html(child.text)
            elif any(child.children()):
                yield inner_html(child)
            else:
                yield child.text
        elif child.name == "matemtext":
            yield f"<em>{_plain_html(child.text)}</em>"
        elif child.name == "matbreak":
            yield "<br>"
        elif child.name in ("matimage", "mataudio", "matvideo"):
            yield f'<img src="{child.get("uri")}" alt="{child.get("label")}">'
        else:
            yield from _html_parts(child)


def _plain_html(text: str) -> str:
    """Text without markup as HTML; what has tags all the same is taken for what it is."""
    if "</" in text or "<br" in text or "&nbsp;" in text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
