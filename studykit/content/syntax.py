"""Mistakes in the syntax of YAML, told in words that help to mend them.

The messages of YAML parsers name what the parser expected. What the author did is seen from the message together with
the line that it points at; both of PyYAML's parsers, in C and in Python, are understood.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from studykit.content.nodes import SourceError
from studykit.content.spot import Spot, Told

QUOTE = 'Put the whole value in double quotes: "…".'
TOO_DEEP = (
    "The file is nested too deeply.",
    "Text with brackets in it needs double quotes around it.",
)
GLUED = ("A space is missing after this colon.", "Write `key: value`.")
_SIGILS = {"*": "an alias", "&": "an anchor", "!": "a tag"}


def sigil(char: str) -> Told:
    """What is said of a value that begins with a character that YAML keeps for itself."""
    made = _SIGILS.get(char, "an anchor, an alias or a tag")
    return (
        f"A value cannot begin with `{char}`, which makes {made} in YAML; there are none here.",
        QUOTE,
    )


def explain(error: Exception, text: str) -> SourceError:
    """The error of a YAML parser in our words, at the place that the author has to look at."""
    message = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '') or error}"
    end = _spot(getattr(error, "problem_mark", None), text)
    start = _spot(getattr(error, "context_mark", None), text) if _has_context(error) else end
    for pattern, tell in _RULES:
        if re.search(pattern, message):
            return tell(start, end)
    return end.error(
        ("This cannot be read as YAML.", "Look at the indentation and the quotes here and above.")
    )


def _has_context(error: Exception) -> bool:
    """Whether the parser says where the thing began that it complains about."""
    return getattr(error, "context_mark", None) is not None


def _spot(mark: Any, text: str) -> Spot:
    """The place of a parser's mark; the beginning of the text if there is none."""
    return Spot(text, mark.line, mark.column) if mark is not None else Spot(text, 0, 0)


def _tab(start: Spot, end: Spot) -> SourceError:
    """A tab as indentation."""
    del start
    return end.error(
        ("A tab stands here as indentation.", "Indent with spaces; YAML knows no tabs.")
    )


def _nested(start: Spot, end: Spot) -> SourceError:
    """Brackets within brackets, deeper than the parser goes; libyaml has a limit since 0.2.6."""
    del end
    return start.error(TOO_DEEP)


def _reserved(start: Spot, end: Spot) -> SourceError:
    """A value that begins with a character that cannot begin one."""
    if end.char == "\t":
        return _tab(start, end)
    name = "a backtick" if end.char == "`" else f"`{end.char}`"
    return end.error((f"A value cannot begin with {name}.", QUOTE))


def _sigil(start: Spot, end: Spot) -> SourceError:
    """A star, an ampersand or an exclamation mark that begins a value."""
    del end
    return start.error(sigil(start.char))


def _directive(start: Spot, end: Spot) -> SourceError:
    """A percent sign that begins a line."""
    del end
    return start.error(
        ("A line cannot begin with `%`.", "Indent it, or put the value in double quotes.")
    )


def _unclosed_quote(start: Spot, end: Spot) -> SourceError:
    """A quote that is opened and never closed."""
    del end
    return start.error(
        (
            f"The quote ({start.char}) that opens here is never closed.",
            f"Write {start.char} at the end of the text as well.",
        )
    )


def _escape(start: Spot, end: Spot) -> SourceError:
    """A backslash in double quotes that YAML does not know."""
    del start
    return end.error(
        (
            "In double quotes a backslash begins an escape, and there is none like this.",
            "Use single quotes '…' or a `|` block where a text has backslashes, or write each of them twice.",
        )
    )


def _block(start: Spot, end: Spot) -> SourceError:
    """Text on the same line as `|` or `>`."""
    del end
    return start.error(
        (
            f"After `{start.char}` the text begins on the next line.",
            f"Move the text below, indented; or put it in double quotes if it is to begin with `{start.char}`.",
        )
    )


def _colon(start: Spot, end: Spot) -> SourceError:
    """A colon with a space where no key can stand."""
    del start
    if re.match(r"\s*(?:- +)*[^\s'\"][^:]*:\s", end.before):
        return end.error(("There is a `: ` within this value.", QUOTE))
    above = end.above
    if glued := re.match(r"\s*(?:- +)*\w+(?=:[^\s/])", above.row):
        return replace(above, column=glued.end()).error(GLUED)
    return replace(end, column=len(end.row) - len(end.row.lstrip())).error(
        (
            "No key can stand here.",
            "Indent it exactly as the other keys of the same thing; a text with `: ` in it needs double quotes.",
        )
    )


def _list_in_line(start: Spot, end: Spot) -> SourceError:
    """A dash on the line of its key."""
    del start
    return end.error(
        (
            "A list begins on a line of its own.",
            "Put `- ` on the next line, indented; or put the value in double quotes if it is to begin with a dash.",
        )
    )


def _no_colon(start: Spot, end: Spot) -> SourceError:
    """A line that is neither a key nor an item."""
    del end
    if glued := re.match(r"\s*\w+(?=:\S)", start.row):
        return replace(start, column=glued.end()).error(GLUED)
    if start.above.row.rstrip().endswith(("|", ">")):
        return start.error(
            ("The text of a block is not indented.", "Indent it by two spaces more than its key.")
        )
    return start.error(
        (
            "This is neither a key with `: ` after it nor an item with `- ` before it.",
            "Write `key: value` or `- item`; if it goes on with the text above, indent it further than that key.",
        )
    )


def _misfit(start: Spot, end: Spot) -> SourceError:
    """Something in the midst of a block that does not belong to it."""
    before = end.before.rstrip()
    if before.endswith(('"', "'")):
        return end.error(
            (
                "The text goes on after the closing quote.",
                "Put the whole value in quotes, and write a quote within it twice ('') or as \\\" in double quotes.",
            )
        )
    if before.endswith(("]", "}")):
        return end.error(("The value goes on after the closing bracket.", QUOTE))
    return _misplaced_line(start, end)


def _misplaced_line(start: Spot, end: Spot) -> SourceError:
    """A line with an indentation that fits nothing above it."""
    if start.char == "-" and end.column == start.column:
        return end.error(
            ("An item of this list lacks its `- `.", "Begin the line with `- `, or indent it.")
        )
    if end.char == "-":
        return end.error(
            (
                "A list item stands where a key is wanted.",
                "Put it below its key, or write `key: ` first.",
            )
        )
    if end.char == ":":
        return end.error(("There is no key before this colon.", "Write `key: value`."))
    return end.error(
        (
            "The indentation of this line fits nothing above it.",
            "Indent it exactly as the lines that it belongs with.",
        )
    )


def _unclosed_bracket(start: Spot, end: Spot) -> SourceError:
    """A list or mapping in brackets that does not end as it should."""
    closing = "]" if start.char == "[" else "}"
    if end.line != start.line or not end.char:
        return start.error(
            (
                f"The `{start.char}` that opens here is not closed.",
                f"Write `{closing}` where it ends.",
            )
        )
    return end.error(
        (
            f"A comma or `{closing}` is missing before this.",
            "Put commas between the items; an item with `: `, a comma or brackets in it needs double quotes.",
        )
    )


def _nothing_here(start: Spot, end: Spot) -> SourceError:
    """A comma or bracket where a value is wanted, or the end of the file."""
    if not end.char and (bracket := _last_open(start)):
        return _unclosed_bracket(bracket, end)
    return end.error((f"A value is wanted here, not `{end.char}`.", QUOTE))


def _last_open(spot: Spot) -> Spot | None:
    """The last bracket before a place that is not closed there; None: all are."""
    closed = 0
    rows = spot.text.split("\n")[: spot.line + 1]
    for line in range(len(rows) - 1, -1, -1):
        row = rows[line][: spot.column] if line == spot.line else rows[line]
        for column in range(len(row) - 1, -1, -1):
            closed += (row[column] in "]}") - (row[column] in "[{")
            if closed < 0:
                return replace(spot, line=line, column=column)
    return None


def _after_the_end(start: Spot, end: Spot) -> SourceError:
    """Something after the one value of the file."""
    del start
    return end.error(
        (
            "The file goes on after its content has ended.",
            "A guide begins with `term: ` at its first line.",
        )
    )


_RULES: tuple[tuple[str, Callable[[Spot, Spot], SourceError]], ...] = (
    (r"\btab\b", _tab),
    (r"maximum nesting depth", _nested),
    (r"cannot start any token", _reserved),
    (r"scanning an? (?:alias|anchor|tag)|tag handle", _sigil),
    (r"quoted scalar: found unexpected (?:end|document)", _unclosed_quote),
    (r"quoted scalar|chr\(\)", _escape),
    (r"scanning a directive", _directive),
    (r"scanning a block scalar", _block),
    (r"mapping values are not allowed", _colon),
    (r"sequence entries are not allowed", _list_in_line),
    (r"could not find expected ':'", _no_colon),
    (r"parsing a flow (?:sequence|mapping)", _unclosed_bracket),
    (r"node content", _nothing_here),
    (r"parsing a block (?:mapping|collection)", _misfit),
    (r"document start", _after_the_end),
)
