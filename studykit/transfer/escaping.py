"""Text of other programs written so that Markdown shows exactly it."""

import re

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SPECIAL = re.compile(
    r"(\\(?=[!-/:-@\[-`{-~\n])|`|\*(?=\S)|(?<=\S)\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|\](?=[(:])|~(?=~)"
    r"|&(?=#?\w{1,40};)|<(?=[^\s<>:@]*+[:@][^\s<>]*+>))"
)
_LINE_START = re.compile(
    r"^([^\S\n]*)(#{1,6}(?=\s|$)|[-+*>](?=\s|$)|={3,}|-{3,}|~{3,}|\d{1,9}[.)](?=\s|$))",
    re.MULTILINE,
)


def escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return _LINE_START.sub(_escape_start, escaped_within(text))


def escaped_within(text: str) -> str:
    """The same, but for what means something only where a line begins."""
    return _SPECIAL.sub(r"\\\1", text)


def _escape_start(match: re.Match[str]) -> str:
    """The beginning of a line that would make a heading, a list or a quotation."""
    before, sign = match[1], match[2]
    return f"{before}{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"{before}\\{sign}"


def escaped_inline(text: str, before: list[str]) -> str:
    """Text escaped; signs that begin a line count only there."""
    at_start = not before or before[-1].endswith("\n")
    return escaped(text) if at_start else escaped_within(text)


def shifted(text: str, tag: str) -> str:
    """A raised or lowered text, in the characters that are so; others between marks that say it."""
    table = _RAISED if tag == "sup" else _LOWERED
    moved = text.translate(table)
    if all(char != new or char.isspace() for char, new in zip(text, moved, strict=True)):
        return moved
    return f"^{text}" if tag == "sup" else text


def fenced(code: str, language: str = "") -> str:
    """Code between fences that are longer than any within it."""
    ticks = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}{language}\n{code}\n{fence}"
