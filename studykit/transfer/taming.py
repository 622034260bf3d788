"""HTML made such that the standard parser reads it in time proportional to its length.

That parser looks through the rest of the text again for each `<` that begins a tag, comment or declaration with no end.
So comments and declarations are taken out here, and a `<` that begins no whole tag becomes what it shows: a sign.
"""

import re

_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*+>)")
_NO_QUOTED_TAG = re.compile(
    r"<(?!/?[a-zA-Z](?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,100}+>)"
)
_FEW = 500
"""So many signs that look like no tag are looked at more closely: quoted, a `<` may stand in an attribute."""


def tamed(html: str) -> str:
    """HTML without comments and declarations, in which each `<` begins a whole tag."""
    html = _DECLARATION.sub("", _without_comments(html))
    count = sum(1 for _ in _NO_TAG.finditer(html))
    if not count:
        return html
    return (_NO_QUOTED_TAG if count <= _FEW else _NO_TAG).sub("&lt;", html)


def _without_comments(html: str) -> str:
    """HTML without comments; one that has no end is none."""
    if "<!--" not in html:
        return html
    kept: list[str] = []
    done = 0
    while (start := html.find("<!--", done)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        kept.append(html[done:start])
        done = end + 3
    return "".join((*kept, html[done:]))
