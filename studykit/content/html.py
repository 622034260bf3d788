"""Markdown of authors as HTML, and pages that need nothing else: no script, no outside address; for screen and paper."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from html import escape, unescape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from studykit.content.markdown import plain
from studykit.content.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BASE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --quiet: #5a5a5a; --line: #c8c8c8; --tint: #f4f4f1; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e3; --paper: #16181a; --quiet: #a5a8aa; --line: #44484b; --tint: #202427; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --line: #999; --tint: #fff; }
  h3, table { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 Georgia, serif;
  color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
h1, h2, h3, th { font-family: system-ui, sans-serif; line-height: 1.25; }
h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); }
h3 { margin-top: 1.8rem; }
table { border-collapse: collapse; }
th, td { padding: .25rem .9rem .25rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
blockquote { margin: .6rem 0; padding: .1rem 1rem; border-left: 3px solid var(--line); }
img { max-width: 100%; max-height: 18rem; }
pre { padding: .6rem 1rem; background: var(--tint); border: 1px solid var(--line); white-space: pre-wrap; }
""".strip()


_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
}
"""Of what a page can show; a drawing that is shown as a picture runs no script and fetches nothing."""

Find = Callable[[str], bytes | None]
"""Gives the content of a picture by the way to it within its course; None if it is not there."""


def page(title: str, body: str, style: str = "") -> str:
    """A whole page.

    Args:
        title: Its title, as plain text.
        body: What stands on it, as HTML.
        style: More rules of CSS than every page has.

    """
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(clean(title))}</title>\n<style>\n{_BASE}\n{style}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def with_pictures(html: str, find: Find) -> str:
    """A page with its pictures in it; where one is not there, what it shows is said in words."""

    def shown(match: re.Match[str]) -> str:
        source, about = unquote(unescape(match[1])), match[2]
        kind = PICTURES.get(PurePath(source).suffix.lower())
        content = find(source) if kind else None
        if content is None:
            return f"<em>[{about or escape(source)}]</em>"
        return f'<img src="data:{kind};base64,{b64encode(content).decode()}" alt="{about}">'

    return _PICTURE.sub(shown, html)


def blocks(markdown: str) -> str:
    """Markdown of authors as HTML, with its formulas in Unicode; links are only named, and pictures wait for `with_pictures`."""
    from studykit.content.formula import formulas  # noqa: PLC0415 - costs time, and only a page needs it

    return str(_parser().render(formulas(clean(markdown))))


def marked(markdown: str, opening: str = r"\(", closing: str = r"\)") -> str:
    """Markdown as HTML for programs that show LaTeX themselves: formulas stay as they are, between these marks."""
    from studykit.content.tokens import parse  # noqa: PLC0415 - as above

    env: dict[str, str] = {"opening": opening, "closing": closing}
    return str(_parser().renderer.render(parse(clean(markdown)), _parser().options, env))


def inline(markdown: str) -> str:
    """The same for a text on one line, without a paragraph around it."""
    from studykit.content.formula import formulas  # noqa: PLC0415 - as above

    return str(_parser().renderInline(formulas(" ".join(clean(markdown).split()))))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable(["link", "autolink", "reference"])
    parser.add_render_rule("image", _image)
    parser.add_render_rule("formula", _formula)
    return parser


def _formula(
    _renderer: Any, tokens: Sequence["Token"], position: int, _options: Any, env: Any
) -> str:
    """A formula for a program that shows it."""
    return f"{env['opening']}{escape(tokens[position].content)}{env['closing']}"


def _image(
    _renderer: Any, tokens: Sequence["Token"], position: int, _options: Any, _env: Any
) -> str:
    """A picture, for now with the way to it; written so that nothing else on a page looks like it."""
    token = tokens[position]
    source = escape(str(token.attrs.get("src", "")))
    return f'<img src="{source}" alt="{escape(plain(token.content))}">'
