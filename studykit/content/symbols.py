"""What the commands of a formula look like in Unicode: tables, and the names of commands that do the same."""

import unicodedata
from functools import cache

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθ∘′*",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿ°′*",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip(
        "0123456789+−-=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
CHARACTERS = {"-": "−", "'": "′", "~": " ", "\n": " ", "&": " "}
"""Characters that mean something else in a formula than in a text."""

ACCENTS = {
    "bar": "\u0304", "overline": "\u0305", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "underline": "\u0332",
}  # fmt: skip
DOUBLE_STRUCK = dict(zip("CHNPQRZE", "ℂℍℕℙℚℝℤ𝔼", strict=True))

FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "cfrac"})
BINOMIALS = frozenset({"binom", "tbinom", "dbinom"})
FUNCTIONS = frozenset(
    "log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh max min sup inf lim arg argmax argmin "
    "det dim ker gcd deg hom Pr".split()
)
MODULI = {"pmod": " (mod {})", "pod": " ({})"}
"""Commands that say to which modulus something holds."""
TEXTS = frozenset({"text", "textrm", "textbf", "textit", "texttt", "textsf", "mbox", "hbox"})
_FONTS = frozenset(
    "mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal boldsymbol bm".split()
)
DRESSES = frozenset({*ACCENTS, *_FONTS, *TEXTS, *MODULI, "mathbb", "operatorname", "not"})
"""Commands that change how their one argument looks."""
SIZES = frozenset(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm "
    "displaystyle textstyle scriptstyle limits nolimits".split()
)
"""Commands that say how large something is, not what it is."""

_OWN = {
    "!": "", ",": " ", ":": " ", ";": " ", ">": " ", " ": " ", "quad": " ", "qquad": " ", "\\": "; ", "|": "‖",
    "colon": ": ", "mid": "|", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "implies": "⟹", "iff": "⟺",
    "cdots": "⋯", "ldots": "…", "dots": "…", "prime": "′", "degree": "°", "lt": "<", "gt": ">",
    "bmod": " mod ", "mod": " mod ",
}  # fmt: skip
_UNSPACED = frozenset("∀∁∂∃∄∆∇∏∐∑√∛∜∞∫∬∭∮¬∅‖∠")


def symbol(command: str) -> str | None:
    """What a command without arguments stands for, with spaces around relations and operators."""
    if command in _OWN:
        return _spaced(_OWN[command])
    if not command.isalpha():
        return command
    found = _known(command)
    return None if found is None else _spaced(found)


def _spaced(sign: str) -> str:
    """The sign, with a space on both sides if it stands between two things."""
    between = (
        len(sign) == 1
        and sign not in _UNSPACED
        and (unicodedata.category(sign) == "Sm" or sign in "·⋯")
    )
    return f" {sign} " if between or "\u2190" <= sign <= "\u21ff" else sign


def _known(command: str) -> str | None:
    """What pylatexenc's table has for a command."""
    spec = _table().get_macro_spec(command)
    shown = getattr(spec, "simplify_repl", None)
    return shown.strip() if isinstance(shown, str) and "%" not in shown else None


@cache
def _table():  # type: ignore[no-untyped-def]  # pylatexenc has no types
    """The table of commands, read when the first formula needs it."""
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415  # costs 45 ms

    return get_default_latex_context_db()
