"""Markdown taken apart into tokens, once for all who show it; `$…$` is a token of its own."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from studykit.content.markdown import FORMULA

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_TAB = 4
_LONGEST = 50_000
_DEEPEST = 60
_MOST_BRACKETS = 3_000
"""For each of them the parser may look through all others."""


@lru_cache(maxsize=256)
def parse(markdown: str) -> tuple["Token", ...]:
    """The tokens of a Markdown text: CommonMark with tables, strikethrough and formulas, and no HTML.

    A text so long that parsing could take seconds, or nested so deeply that the parser would leave parts of it out,
    is one token of type `text`.
    """
    if len(markdown) > _LONGEST or markdown.count("[") > _MOST_BRACKETS:
        return (_literal(markdown),)
    tokens = _parser().parse(markdown.expandtabs(_TAB))
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return (_literal(markdown),)
    return tuple(tokens)


def _literal(text: str) -> "Token":
    """A token that says no more than its text."""
    from markdown_it.token import Token  # noqa: PLC0415  # as below

    return Token("text", "", 0, content=text)


@cache
def _parser() -> "MarkdownIt":
    """The parser, made when the first text is to be shown."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # costs 30 ms that the first screen does not have

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable(
        ["table", "strikethrough"]
    )
    parser.inline.ruler.before("escape", "formula", _formula)
    return parser


def _formula(state: "StateInline", silent: bool) -> bool:
    """A rule for markdown-it: a formula keeps its stars, underscores and backslashes."""
    if state.src[state.pos] != "$":
        return False
    match = FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = match["display"] or match["inline"]
    state.pos = match.end()
    return True
