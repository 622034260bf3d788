"""An item of QTI 1.2, as Canvas, Respondus, Blackboard and others write it."""

from collections.abc import Iterator

from studykit.transfer import bounds
from studykit.transfer.asked import Ask, Item, Kind, Option, gap, number_text
from studykit.transfer.elements import Element
from studykit.transfer.markup import Locate, from_html, from_plain, to_text
from studykit.transfer.qti_blackboard import put_right
from studykit.transfer.qti_material import html_of
from studykit.transfer.qti_scoring import Scoring

_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
_UNASKED = {
    "file_upload_question": "A file is to be handed in; nothing here could be compared with it.",
    "text_only_question": "It is only a text and asks nothing.",
    "hot_spot_question": "A place in a picture is to be pointed at, which a terminal cannot show.",
}
_TYPED = ("openentry", "")


def fields_of(element: Element) -> dict[str, str]:
    """The metadata of an item, a section or a bank; where a field stands twice, the first holds."""
    found: dict[str, str] = {}
    for metadata in element.children("itemmetadata", "qtimetadata"):
        for entry in metadata.walk("qtimetadatafield", "qmd_itemtype", "bbmd_questiontype"):
            label, value = entry.child("fieldlabel"), entry.child("fieldentry")
            if label and value:
                found.setdefault(label.text.lower(), value.text)
            elif entry.name != "qtimetadatafield":
                found.setdefault("question_type", entry.text.lower())
    return found


def read_item(element: Element, fields: dict[str, str], place: str, locate: Locate) -> Item:
    """What an item asks."""
    item = Item(place, element.get("title"))
    kind = fields.get("question_type", "")
    presentation = element.child("presentation") or element
    put_right(presentation)
    reader = _Presentation(presentation, locate)
    item.text = from_html(reader.html, locate).strip()
    item.fault = _UNASKED.get(kind, "")
    if not item.fault and any(found.name == "response_xy" for found in reader.responses):
        item.fault = _UNASKED["hot_spot_question"]
    if len(reader.responses) > bounds.MOST_ASKS:
        item.fault = f"It asks more than {bounds.MOST_ASKS} things."
        return item
    scoring = Scoring(element, locate)
    item.hint = scoring.hint
    extension = element.child("itemproc_extension")
    if calculated := extension and extension.child("calculated"):
        _calculate(item, calculated, reader)
    else:
        item.asks = [_ask(found, kind, scoring, locate) for found in reader.responses]
        _settle(item)
    if any(
        "regex" in label.get("scoring_algorithm").lower()
        for found in reader.responses
        for label in found.walk("response_label")
    ):
        item.changes.append("What is right is a pattern, which is taken as if it were a word.")
    item.answer = scoring.said(item)
    item.changes += scoring.changes(item)
    return item


class _Presentation:
    """What is shown of an item: its text as HTML, in which typed answers are gaps, and what it asks for."""

    def __init__(self, element: Element, locate: Locate) -> None:
        self.responses = [
            found for found in element.walk(*_RESPONSES) if not any(found.above(*_RESPONSES))
        ]
        parts = list(self._parts(element))
        while parts and parts[-1].startswith("\ue010") and len(self.responses) == 1:
            parts.pop()
        self.html = "".join(parts)
        self._locate = locate
        for response in self.responses[: bounds.MOST_ASKS]:
            ident = response.get("ident")
            for name in {label_of(response, "text"), ident.removeprefix("response_")} - {""}:
                if f"[{name}]" in self.html:
                    self.html = self.html.replace(gap(ident), "").replace(f"[{name}]", gap(ident))

    def _parts(self, element: Element) -> Iterator[str]:
        """The HTML of texts and pictures in their order."""
        for child in element.children():
            if child.name in ("response_str", "response_num"):
                yield from (html_of(found) for found in child.children("material"))
                yield gap(child.get("ident"))
            elif child.name == "response_xy" or (
                child.name == "response_lid" and len(self.responses) == 1
            ):
                if not any(self._before(element, child)):
                    yield from (html_of(found) for found in child.children("material"))
            elif child.name == "material":
                yield f"{html_of(child)}\n"
            elif child.name in ("flow", "flow_mat"):
                yield from self._parts(child)

    @staticmethod
    def _before(element: Element, child: Element) -> Iterator[Element]:
        """Texts that stand beside a response."""
        return (found for found in element.children("material", "flow_mat") if found is not child)


def label_of(response: Element, form: str, locate: Locate | None = None) -> str:
    """What stands beside a response: what is to be matched, or the name of a gap."""
    html = "".join(html_of(found) for found in response.children("material", "flow_mat"))
    return to_text(html) if form == "text" else from_html(html, locate).strip()


def _ask(response: Element, kind: str, scoring: Scoring, locate: Locate) -> Ask:
    """One response as what is asked."""
    ident = response.get("ident")
    ask = Ask(Kind.CHOOSE, ident, label_of(response, "markdown", locate))
    labels = list(response.walk("response_label"))
    if response.name in ("response_str", "response_num"):
        return _typed(ask, response, kind, scoring)
    order = scoring.order(ident) if response.get("rcardinality").lower() == "ordered" else []
    texts = {label.get("ident"): from_html(html_of(label), locate).strip() for label in labels}
    if order:
        ask.kind = Kind.ORDER
        ask.accept = [texts[one] for one in order if texts.get(one)]
        return ask
    typed = all(label.get("answer_type").lower() in _TYPED for label in labels)
    same = len({text.casefold() for text in texts.values()}) == 1
    if (kind == "fill_in_multiple_blanks_question" and typed) or (not kind and same):
        ask.kind = Kind.TYPE
        ask.accept = [to_text(html_of(label)) for label in labels]
        return ask
    right = scoring.right(ident, single=response.get("rcardinality").lower() != "multiple")
    ask.options = [
        Option(one, text, one in right, scoring.why(ident, one))
        for one, text in texts.items()
        if text
    ]
    return ask


def _typed(ask: Ask, response: Element, kind: str, scoring: Scoring) -> Ask:
    """A response that is typed: a word, a number, or an essay where nothing is said to be right."""
    fib = response.first("render_fib")
    fib_type = fib.get("fibtype").lower() if fib else ""
    numeric = response.name == "response_num" or fib_type in ("decimal", "integer", "scientific")
    ask.accept = scoring.typed(ask.ident)
    ask.limits = scoring.limits(ask.ident)
    if ask.limits or kind == "numerical_question" or (numeric and ask.accept):
        ask.kind = Kind.NUMBER
        exact = [low for low, high in ask.limits if low == high]
        ask.accept = list(dict.fromkeys([*map(number_text, ask.accept), *exact]))
    elif ask.accept and kind != "essay_question":
        ask.kind = Kind.TYPE
    else:
        ask.kind = Kind.WRITE
    return ask


def _settle(item: Item) -> None:
    """Forget the name of an only gap, and a label that is the text itself."""
    if len(item.asks) == 1 and (
        gap(item.asks[0].ident) in item.text or item.asks[0].label == item.text
    ):
        item.asks[0].label = ""


def _calculate(item: Item, calculated: Element, reader: _Presentation) -> None:
    """A question with numbers that change: it is asked with the first ones that the file holds."""
    sets = calculated.first("var_set")
    answer = sets.child("answer") if sets else None
    if sets is None or answer is None or not answer.text:
        item.fault = "Its numbers change each time, and the file holds none of them."
        return
    values = {found.get("name"): found.text for found in sets.children("var")}
    for name, value in values.items():
        item.text = item.text.replace(f"[{name}]", from_plain(value))
    ident = reader.responses[0].get("ident") if reader.responses else ""
    item.text = item.text.replace(gap(ident), "").strip()
    item.asks = [Ask(Kind.NUMBER, ident, accept=[number_text(_decimal(answer.text))])]
    said = " and ".join(f"{name} = {value}" for name, value in values.items())
    item.changes.append(f"Its numbers change each time; it is asked with {said} only.")
    tolerance = calculated.child("answer_tolerance")
    if tolerance and tolerance.text.strip("0.% "):
        item.changes.append(
            f"Only the exact number counts as right, not {tolerance.text} more or less."
        )


def _decimal(text: str) -> str:
    """A number written as `7*10^0` in the way that is understood when it is typed."""
    number, times, power = text.replace(" ", "").partition("*10^")
    return f"{number}e{power}" if times else text
