"""A formula on one line: what LaTeX stacks stands side by side, with brackets where that needs them."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Any, NamedTuple

from studykit.content.symbols import (
    ACCENTS,
    BINOMIALS,
    CHARACTERS,
    DOUBLE_STRUCK,
    DRESSES,
    FRACTIONS,
    FUNCTIONS,
    MODULI,
    SIZES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TEXTS,
    symbol,
)

_UNARY = re.compile(r"(^|[(\[{=<>≤≥≈≠,:] ?)([−+±∓]) (?=\S)")
_NUMBER_OR_LETTER = r"(?:\d+(?:[.,]\d+)*|[^\W\d_]{3,}|\w[\u0300-\u036f\u20d7]*)"
_SCRIPTS = "[" + re.escape("".join({*SUPERSCRIPTS.values(), *SUBSCRIPTS.values()})) + "]*"
_FACTOR = re.compile(rf"√?{_NUMBER_OR_LETTER}{_SCRIPTS}(?:[_^]\w+)?|(?:√|[A-Z]\w*)?\([^()]*\)|[∞∅]")
_JOINS_LEFT = frozenset(")]!/′°")
_JOINS_RIGHT = frozenset("([{√∑∏∫!/")


class _Kind(Enum):
    """What a part of a formula is, as far as its neighbours ask."""

    OTHER = auto()
    FRACTION = auto()
    GROUP = auto()
    SCRIPT = auto()
    FUNCTION = auto()
    TEXT = auto()


class _Part(NamedTuple):
    """A rendered part of a formula."""

    text: str
    kind: _Kind = _Kind.OTHER


_Atoms = deque[Any]
"""What is still to be rendered: single characters, and nodes of pylatexenc, which has no types."""


def linear(latex: str) -> str:
    """The formula in Unicode; what cannot be parsed raises one of the parser's many errors."""
    return tidy(_render(_nodes(latex)).text)


def tidy(text: str) -> str:
    """The rendered formula with single spaces, none after a sign that belongs to its number, and composed letters."""
    spaced = " ".join(text.split())
    return unicodedata.normalize(
        "NFC", _UNARY.sub(r"\1\2", spaced).replace("( ", "(").replace(" )", ")")
    )


def _nodes(latex: str) -> list[Any]:
    """The formula as pylatexenc's nodes; a bare % is a per cent sign and begins no comment."""
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415  # costs 60 ms, and few guides have formulas

    source = re.sub(r"(?<!\\)%", r"\\%", latex)
    return list(LatexWalker(source, tolerant_parsing=False).get_latex_nodes()[0])


def _render(nodes: Iterable[Any]) -> _Part:
    """The nodes, one after the other."""
    atoms: _Atoms = deque(_atoms(nodes))
    parts: list[_Part] = []
    while atoms:
        parts.append(_next(atoms))
    if len(parts) == 1:
        return parts[0]
    return _Part(_joined(parts), _Kind.GROUP)


def _atoms(nodes: Iterable[Any]) -> Iterator[Any]:
    """The nodes with runs of characters taken apart, since a script takes only the next of them."""
    for node in nodes:
        if hasattr(node, "chars"):
            yield from node.chars
        elif hasattr(node, "specials_chars"):
            yield from node.specials_chars
        else:
            yield node


def _next(atoms: _Atoms) -> _Part:
    """The next atom, with the arguments that it takes from what follows."""
    atom = atoms.popleft()
    if isinstance(atom, str):
        if atom in "^_":
            return _script(atom, _argument(atoms).text)
        return _Part(CHARACTERS.get(atom, atom))
    if hasattr(atom, "macroname"):
        return _macro(atom, atoms)
    if hasattr(atom, "environmentname"):
        return _environment(atom)
    return _render(atom.nodelist)


def _argument(atoms: _Atoms) -> _Part:
    """What a command or script mark takes: the next atom that is not a space."""
    while atoms and isinstance(atoms[0], str) and atoms[0].isspace():
        atoms.popleft()
    return _next(atoms) if atoms else _Part("")


def _arguments(macro: Any, atoms: _Atoms, count: int) -> list[_Part]:
    """The arguments of a command: those that the parser found, else what follows."""
    found = macro.nodeargd.argnlist if macro.nodeargd else []
    if len(found) >= count:
        return [_render([node]) for node in found[-count:]]
    return [_argument(atoms) for _ in range(count)]


def _macro(macro: Any, atoms: _Atoms) -> _Part:
    """A command with its arguments."""
    name = macro.macroname
    if name in SIZES:
        return _sized(atoms)
    if name in FUNCTIONS:
        return _Part(name, _Kind.FUNCTION)
    if name in FRACTIONS:
        return _fraction(*_arguments(macro, atoms, 2))
    if name in BINOMIALS:
        return _Part(f"C({', '.join(part.text for part in _arguments(macro, atoms, 2))})")
    if name == "sqrt":
        return _root(macro, atoms)
    return _dressed(macro, atoms) if name in DRESSES else _sign(macro, atoms)


def _sign(macro: Any, atoms: _Atoms) -> _Part:
    """A command that stands for a sign; one that nobody knows is shown as it was written."""
    found = symbol(macro.macroname)
    if found is None:
        return _Part(_as_written(macro, atoms))
    if macro.macro_post_space and atoms and isinstance(atoms[0], str) and atoms[0] in "=+-<>":
        atoms.appendleft(" ")
    return _Part(found)


def _as_written(macro: Any, atoms: _Atoms) -> str:
    """A command with the braces behind it."""
    written = str(macro.latex_verbatim())
    while atoms and getattr(atoms[0], "delimiters", None) == ("{", "}"):
        written += atoms.popleft().latex_verbatim()
    return written


def _sized(atoms: _Atoms) -> _Part:
    """Nothing, for a command that gives a bracket's size; a dot after it stands for no bracket at all."""
    if atoms and atoms[0] == ".":
        atoms.popleft()
    return _Part("")


def _dressed(macro: Any, atoms: _Atoms) -> _Part:
    """An argument under an accent, in another alphabet, or taken as words."""
    name, inner = macro.macroname, _arguments(macro, atoms, 1)[0]
    if name in ACCENTS:
        return _Part(
            "".join(char + ACCENTS[name] if char.isalnum() else char for char in inner.text),
            inner.kind,
        )
    if name in MODULI:
        return _Part(MODULI[name].format(inner.text), _Kind.TEXT)
    if name == "not":
        return _Part(f" {inner.text.strip()}\u0338 ")
    if name == "mathbb":
        return _Part("".join(DOUBLE_STRUCK.get(char, char) for char in inner.text))
    if name in TEXTS:
        return _Part(inner.text.replace("−", "-").replace("′", "'"), _Kind.TEXT)
    return _Part(inner.text, _Kind.FUNCTION if name == "operatorname" else inner.kind)


def _fraction(above: _Part, below: _Part) -> _Part:
    """A fraction, with brackets around what is more than one factor."""
    top, bottom = above.text.strip(), below.text.strip()
    simple = not re.search(r"[\s+−=±/<>,]", re.sub(r"\([^()]*\)", "", top))
    return _Part(f"{top if simple else f'({top})'}/{_bracketed(bottom)}", _Kind.FRACTION)


def _root(macro: Any, atoms: _Atoms) -> _Part:
    """A root, with its degree if there is one."""
    given = macro.nodeargd.argnlist if macro.nodeargd else []
    degree = (
        _script("^", _render([given[0]]).text).text
        if len(given) > 1 and given[0] is not None
        else ""
    )
    inner = _arguments(macro, atoms, 1)[0].text.strip()
    return _Part(f"{degree}√{f'({inner})' if inner.startswith('√') else _bracketed(inner)}")


def _bracketed(text: str) -> str:
    """The text in brackets, unless it is one factor."""
    return text if _FACTOR.fullmatch(text) else f"({text})"


def _script(mark: str, text: str) -> _Part:
    """A super- or subscript: raised or lowered letters if there are such, else after the mark."""
    table = SUPERSCRIPTS if mark == "^" else SUBSCRIPTS
    tight = text.replace(" ", "")
    if tight and all(char in table for char in tight):
        return _Part("".join(table[char] for char in tight), _Kind.SCRIPT)
    shown = tight if len(tight) <= 1 or tight.isalnum() else f"({' '.join(text.split())})"
    return _Part(mark + shown, _Kind.SCRIPT)


def _environment(environment: Any) -> _Part:
    """A matrix, cases or aligned lines: rows with semicolons between them."""
    inside = _render(environment.nodelist).text
    rows = "; ".join(" ".join(row.split()) for row in inside.split(";") if row.strip())
    name = environment.environmentname
    if name == "cases":
        return _Part(f"{{ {rows}")
    return _Part(f"[{rows}]" if name.endswith("matrix") else rows)


def _joined(parts: list[_Part]) -> str:
    """The parts in one text: a fraction among factors gets brackets, a function gets room."""
    shown = ""
    for index, part in enumerate(parts):
        following = next((other for other in parts[index + 1 :] if other.text.strip()), _Part(""))
        before, after = shown.rstrip()[-1:], following.text.lstrip()[:1]
        is_product = _ends_a_factor(before) or _starts_a_factor(following, after)
        is_raised = following.kind is _Kind.SCRIPT and not _FACTOR.fullmatch(part.text)
        if (part.kind is _Kind.FRACTION and is_product) or (part.kind is _Kind.GROUP and is_raised):
            shown += f"({part.text})"
        elif part.kind is _Kind.FUNCTION:
            shown += f"{' ' if shown[-1:].isalnum() else ''}{part.text}{' ' if _is_operand(following, after) else ''}"
        else:
            shown += part.text
    return shown


def _ends_a_factor(char: str) -> bool:
    """Whether what stands before would be multiplied with what follows."""
    return char.isalnum() or char in _JOINS_LEFT if char else False


def _starts_a_factor(part: _Part, char: str) -> bool:
    """Whether what follows would be multiplied with what stands before."""
    if not char or part.kind is _Kind.TEXT:
        return False
    return part.kind is _Kind.SCRIPT or char.isalnum() or char in _JOINS_RIGHT


def _is_operand(part: _Part, char: str) -> bool:
    """Whether a function needs room before what follows: a letter, a number, a fraction, but no bracket or script."""
    return part.kind is not _Kind.SCRIPT and (char.isalnum() or char == "√")
