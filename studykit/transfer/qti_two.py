"""An item of QTI 2.x or QTI 3."""

import re
from collections.abc import Callable
from itertools import groupby, islice

from studykit.transfer import bounds
from studykit.transfer.asked import Ask, Item, Kind, Option, gap
from studykit.transfer.elements import Element, inner_html
from studykit.transfer.judging import joined
from studykit.transfer.marks import MOST_PAIRS
from studykit.transfer.markup import Locate, from_html, to_text
from studykit.transfer.qti_declared import IN_PART, Declared, read_declared

_ANSWERERS = {"scorer", "tutor", "author", "testconstructor", "proctor"}
"""For whom a rubric is that is no instruction to the learner."""
_UNSEEN = (
    "feedbackinline",
    "feedbackblock",
    "endattemptinteraction",
    "templateblock",
    "stylesheet",
)
_CHOICES = (
    "simplechoice",
    "inlinechoice",
    "simpleassociablechoice",
    "gaptext",
    "gapimg",
    "hottext",
)


def read_item(element: Element, place: str, locate: Locate) -> Item:
    """What an item asks."""
    item = Item(place, element.get("title"))
    body = element.child("itembody")
    if body is None:
        item.fault = "It has no text."
        return item
    declared = {
        one.get("identifier"): read_declared(one) for one in element.children("responsedeclaration")
    }
    reader = _Body(body, declared, locate)
    item.text = reader.text()
    item.asks = reader.asks
    item.changes = reader.changes
    item.fault = reader.fault
    _add_tolerance(element, item)
    item.answer = _feedback(element, item, locate)
    return item


def _add_tolerance(element: Element, item: Item) -> None:
    """Say how far a number may be off."""
    processing = element.child("responseprocessing")
    ask = item.asks[0] if len(item.asks) == 1 else None
    if processing is None or ask is None or ask.kind is not Kind.NUMBER or not ask.accept:
        return
    for test in processing.walk("equal"):
        try:
            number = float(ask.accept[0])
            share = abs(number) / 100 if test.get("tolerancemode") == "relative" else 1
            low, *high = (float(one) * share for one in test.get("tolerance").split())
        except ValueError:
            continue
        ask.limits.append((f"{number - low:.6g}", f"{number + (high or [low])[0]:.6g}"))


class _Body:
    """The body of an item: its text, in which gaps stand for what is asked within it, and what it asks."""

    def __init__(self, body: Element, declared: dict[str, Declared], locate: Locate) -> None:
        self.asks: list[Ask] = []
        self.changes: list[str] = []
        self.fault = ""
        self._declared = declared
        self._locate = locate
        self._body = body
        self._ways: dict[str, Callable[[Element, Declared], str]] = {
            "textentryinteraction": self._type,
            "inlinechoiceinteraction": self._choose_in_text,
            "choiceinteraction": self._choose,
            "hottextinteraction": self._choose_words,
            "extendedtextinteraction": self._write,
            "orderinteraction": self._order,
            "matchinteraction": self._match,
            "associateinteraction": self._associate,
            "gapmatchinteraction": self._fill,
            "sliderinteraction": self._slide,
        }

    def text(self) -> str:
        """The text as Markdown; what is asked is known afterwards."""
        html = inner_html(self._body, self._replaced)
        text = from_html(html, self._locate).strip()
        ends = re.search("\n*\ue010([^\ue011]*)\ue011$", text)
        text = "\n\n".join(said for said, _ in groupby(text.split("\n\n")))  # prompts say it again
        if ends and len(self.asks) == 1 and text.count("\ue010") == 1 and "\n" in ends[0]:
            text = text[: ends.start()].rstrip()
        return text

    def _replaced(self, element: Element) -> str | None:
        """What is shown of an element that is no text; None for those that are shown as they are."""
        name = element.name
        if name in self._ways:
            declared = self._declared.get(element.get("responseidentifier"), Declared())
            return self._ways[name](element, declared)
        if name.endswith("interaction") and name != "endattemptinteraction":
            self.fault = self.fault or f"It asks in a way ({name}) that a terminal has no room for."
            return ""
        if name in _UNSEEN or (name == "rubricblock" and _is_for_answerers(element)):
            return ""
        return _shown(element)

    def _markdown(self, element: Element) -> str:
        return from_html(inner_html(element, self._replaced), self._locate).strip()

    def _prompt(self, element: Element) -> str:
        """The question that stands within what is asked."""
        prompt = element.child("prompt")
        return f"<p>{inner_html(prompt, self._replaced)}</p>" if prompt else ""

    def _options(self, element: Element, right: list[str]) -> list[Option]:
        """The answers that are offered."""
        made = []
        known = set(right)
        choices = list(islice(element.walk(*_CHOICES), bounds.MOST + 1))
        self.fault = self.fault or bounds.too_many(choices, "choices")
        for choice in choices if not self.fault else ():
            whys = [self._markdown(said) for said in choice.walk("feedbackinline", "feedbackblock")]
            ident = choice.get("identifier")
            text = self._markdown(choice)
            made.append(Option(ident, text, ident in known, joined(*whys)))
        return made

    def _type(self, element: Element, declared: Declared) -> str:
        ident = element.get("responseidentifier")
        kind = Kind.NUMBER if declared.kind in ("float", "integer") else Kind.TYPE
        right = list(dict.fromkeys([*declared.values, *declared.best]))
        if {one.casefold() for one in declared.positive} - {one.casefold() for one in right}:
            self.changes.append(IN_PART)
        self.asks.append(Ask(kind, ident, accept=right[:1] if kind is Kind.NUMBER else right))
        return gap(ident)

    def _slide(self, element: Element, declared: Declared) -> str:
        self.asks.append(
            Ask(Kind.NUMBER, element.get("responseidentifier"), accept=declared.right[:1])
        )
        return self._prompt(element)

    def _choose_in_text(self, element: Element, declared: Declared) -> str:
        ident = element.get("responseidentifier")
        options = self._options(element, declared.right)
        self.asks.append(Ask(Kind.CHOOSE, ident, options=options))
        return gap(ident)

    def _choose(self, element: Element, declared: Declared) -> str:
        if set(declared.positive) - set(declared.right):
            self.changes.append(IN_PART)
        options = self._options(element, declared.right)
        self.asks.append(Ask(Kind.CHOOSE, element.get("responseidentifier"), options=options))
        return self._prompt(element)

    def _choose_words(self, element: Element, declared: Declared) -> str:
        """Words of a text are to be chosen: the text, then the words."""
        self._choose(element, declared)
        return self._prompt(element) + inner_html(element, self._replaced_prompt)

    def _replaced_prompt(self, element: Element) -> str | None:
        return "" if element.name == "prompt" else self._replaced(element)

    def _write(self, element: Element, declared: Declared) -> str:
        self.asks.append(Ask(Kind.WRITE, element.get("responseidentifier"), accept=declared.right))
        return self._prompt(element)

    def _order(self, element: Element, declared: Declared) -> str:
        texts = {option.ident: option.text for option in self._options(element, [])}
        order = [texts[one] for one in declared.right if texts.get(one)]
        self.asks.append(Ask(Kind.ORDER, element.get("responseidentifier"), accept=order))
        return self._prompt(element)

    def _match(self, element: Element, declared: Declared) -> str:
        """Rows and columns: each row is asked for its columns."""
        sets = list(element.children("simplematchset"))
        if len(sets) == 2:
            self._pairs(self._options(sets[0], []), self._options(sets[1], []), declared)
        return self._prompt(element)

    def _associate(self, element: Element, declared: Declared) -> str:
        """Pairs of one set: each right one is asked for its other."""
        options = self._options(element, [])
        known = {option.ident: option for option in options}
        firsts = dict.fromkeys(pair.split()[0] for pair in declared.right if pair.strip())
        self._pairs([known[first] for first in firsts if first in known], options, declared)
        return self._prompt(element)

    def _pairs(self, rows: list[Option], columns: list[Option], declared: Declared) -> None:
        """What is to be matched, each with one of the columns."""
        if max(len(rows), len(columns)) > MOST_PAIRS:
            self.fault = f"It matches more than {MOST_PAIRS} pairs."
            return
        pairs = {tuple(pair.split()) for pair in declared.right}
        for row in rows:
            self._pair(row, columns, pairs)

    def _pair(self, row: Option, columns: list[Option], pairs: set[tuple[str, ...]]) -> None:
        """One thing that is to be matched; what is matched with nothing is there to mislead."""
        offered = [
            Option(one.ident, one.text, (row.ident, one.ident) in pairs)
            for one in columns
            if one.ident != row.ident
        ]
        if any(option.right for option in offered):
            self.asks.append(Ask(Kind.CHOOSE, row.ident, row.text, offered))

    def _fill(self, element: Element, declared: Declared) -> str:
        """A text with gaps that words are put into."""
        words = self._options(element, [])
        pairs = {tuple(pair.split()) for pair in declared.right}
        html = self._prompt(element) + inner_html(element, self._gap)
        gaps = list(element.walk("gap"))
        if max(len(gaps), len(words)) > MOST_PAIRS:
            self.fault = f"It has more than {MOST_PAIRS} gaps or words for them."
            return html
        for found in gaps:
            ident = found.get("identifier")
            options = [Option(one.ident, one.text, (one.ident, ident) in pairs) for one in words]
            self.asks.append(Ask(Kind.CHOOSE, ident, options=options))
        return html

    def _gap(self, element: Element) -> str | None:
        if element.name == "gap":
            return gap(element.get("identifier"))
        return "" if element.name in ("prompt", "gaptext", "gapimg") else self._replaced(element)


def _shown(element: Element) -> str | None:
    """A formula or a picture as HTML; None for what is HTML already."""
    if element.name == "math":
        return _formula(element)
    if element.name == "object" and element.get("type").startswith("image"):
        return f'<img src="{element.get("data")}" alt="{to_text(element.text)}">'
    return None


def _is_for_answerers(rubric: Element) -> bool:
    """Whether a rubric is for those who judge answers, and none of the learner's business before."""
    views = set(rubric.get("view").lower().split())
    return bool(views) and views <= _ANSWERERS


def _formula(element: Element) -> str:
    """A formula of MathML: its LaTeX if it holds some, else its text."""
    for note in element.walk("annotation"):
        if "tex" in note.get("encoding").lower() and note.text:
            return f"\\({note.text}\\)"
    said = element.get("alttext")
    return f"\\({said}\\)" if "\\" in said else said or element.text


def _feedback(element: Element, item: Item, locate: Locate) -> str:
    """What is said after the answer; what belongs to one choice goes there."""
    said: list[str] = []
    options = {option.ident: option for ask in item.asks for option in ask.options}
    rubrics = filter(_is_for_answerers, element.walk("rubricblock"))
    blocks = (found for found in element.walk("feedbackblock") if not any(found.above(*_CHOICES)))
    for found in (*rubrics, *element.children("modalfeedback"), *blocks):
        text = from_html(inner_html(found), locate).strip()
        option = options.get(found.get("identifier"))
        if option and len(item.asks) == 1 and not option.why:
            option.why = text
        elif text:
            said.append(text)
    if any(ask.kind is Kind.WRITE for ask in item.asks):
        said[:0] = [text for ask in item.asks for text in ask.accept]
    return "\n\n".join(dict.fromkeys(said))
