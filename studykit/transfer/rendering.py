"""Markdown of authors for programs that show HTML, or nothing but text."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote

from studykit.content.html import marked
from studykit.content.markdown import plain
from studykit.content.text import clean
from studykit.transfer.markup import from_html
from studykit.transfer.media import MEDIA
from studykit.transfer.references import has_kind, is_outside

_PLACE = re.compile(
    r'<img src="(?P<picture>[^"]*)" alt="(?P<words>[^"]*)"\s*/?>|<a href="(?P<link>[^"]*)"[^<>]*>|<[^<>]*>'
    r"|\(sound: (?P<sound>[\w.-]+)\)"
)
"""A picture, a link, any other tag, or a sound."""
_SIMPLE = re.compile(r"(?:[^\W\d_][^\n\\\[\]<>&~|_`$*]*)?")
"""A line without Markdown, as many are."""
_KEPT = re.compile(rf"{MEDIA}/([\w.-]+)")
LINK = '<a href="{address}">(sound: {name})</a>'
"""How a sound stands in HTML, unless a program has a way of its own."""

Address = Callable[[str], str]
"""Where a program finds what goes along, by its name."""


def html_of(markdown: str, before: str = "") -> str:
    """A text as HTML with its formulas marked as LaTeX; this stands before the names of what goes along."""
    html = marked(markdown)
    return placed(html, lambda name: f"{before}{quote(name)}").strip()


def placed(html: str, address: Address, sound: str = LINK) -> str:
    """HTML of ours whose pictures, sounds and links lead to where they go along; of others, which lie elsewhere, their words."""
    if "<img" not in html and "<a " not in html and "(sound: " not in html:
        return html
    return _PLACE.sub(lambda match: _place(match, address, sound), html)


def _place(match: re.Match[str], address: Address, sound: str) -> str:
    """What stands for a picture, a link, a tag or a sound."""
    if (name := match["sound"]) is not None:
        return sound.format(address=address(name), name=name) if has_kind(name) else match[0]
    if (source := match["picture"]) is not None:
        name = _kept(source)
        return (
            f'<img src="{escape(address(name))}" alt="{match["words"]}"/>'
            if name
            else match["words"]
        )
    way = match["link"]
    if way is None or is_outside(way) or not has_kind(unquote(unescape(way))):
        return match[0]
    return f'<a href="{escape(address(name))}">' if (name := _kept(way)) else "<a>"


def _kept(source: str) -> str:
    """The name of what lies in the folder for media."""
    found = _KEPT.fullmatch(unquote(unescape(source)))
    return found[1] if found else ""


def looks_the_same(markdown: str) -> bool:
    """Whether a text looks the same after it has left as HTML and come back."""
    if _SIMPLE.fullmatch(markdown):
        return True
    html = marked(markdown)
    again = from_html(html, lambda name: name.removeprefix(f"{MEDIA}/"))
    return marked(again).split() == html.split()


def plain_of(markdown: str) -> str:
    """Markdown without its marks, on one line."""
    return line_of(plain(markdown))


def line_of(text: str) -> str:
    """A title, which is no Markdown, on one line."""
    return " ".join(clean(text).split())


def letter(at: int) -> str:
    """What stands before a choice: A to Z, then AA and so on."""
    return letter(at // 26 - 1) + letter(at % 26) if at >= 26 else chr(ord("A") + at)
