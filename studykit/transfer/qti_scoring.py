"""How an item of QTI 1.2 is scored and what is said about it: its conditions and its feedback."""

from collections import Counter
from dataclasses import dataclass, field

from studykit.transfer.asked import Item, Kind, number_text
from studykit.transfer.elements import Element
from studykit.transfer.judging import joined
from studykit.transfer.markup import Locate, from_html
from studykit.transfer.qti_material import html_of

_EQUAL = ("varequal", "varsubset", "varsubstring")
_LOW = ("vargte", "vargt")
_HIGH = ("varlte", "varlt")
_TESTS = {*_EQUAL, *_LOW, *_HIGH}


@dataclass(slots=True)
class _Test:
    """What an answer is compared with."""

    name: str
    ident: str
    value: str


@dataclass(slots=True)
class _Condition:
    """What is given for an answer."""

    tests: list[_Test] = field(default_factory=list)
    score: float = 0
    feedback: list[str] = field(default_factory=list)
    correct: bool = False
    """It is called so, whatever its score."""


class Scoring:
    """What is right, and what is said."""

    def __init__(self, element: Element, locate: Locate) -> None:
        found = [_condition(condition) for condition in element.walk("respcondition")]
        scored = [one for one in found if one.score > 0]
        self._right = scored or [one for one in found if one.correct]
        self._locate = locate
        self.hint = ""
        self._feedback: dict[str, str] = {}
        for feedback in element.walk("itemfeedback"):
            self._add_feedback(feedback)
        self._links = Counter(link for one in found for link in set(one.feedback))
        self._single: dict[tuple[str, str], list[str]] = {}
        """What is said to those who choose one thing, by response and choice."""
        for one in found:
            if len(one.tests) == 1:
                key = (one.tests[0].ident, one.tests[0].value)
                self._single.setdefault(key, []).extend(one.feedback)
        self._used: set[str] = set()

    def right(self, ident: str, *, single: bool) -> set[str]:
        """The choices of a response that are right: where one is to be chosen, those that give the most."""
        scores = self._scores(ident)
        return set(_best(scores) if single else scores)

    def order(self, ident: str) -> list[str]:
        """The right order of the choices of a response."""
        best = max(self._right, key=lambda one: (one.score, len(one.tests)), default=_Condition())
        return [
            test.value for test in best.tests if test.ident == ident and test.name == "varequal"
        ]

    def typed(self, ident: str) -> list[str]:
        """What is right when it is typed."""
        return _best(self._scores(ident))

    def _scores(self, ident: str) -> dict[str, float]:
        """What each answer to a response gives at best, if it gives points."""
        scores: dict[str, float] = {}
        for condition in self._right:
            for test in condition.tests:
                if test.ident == ident and test.name in _EQUAL and test.value:
                    score = condition.score or 1
                    scores[test.value] = max(score, scores.get(test.value, 0))
        return scores

    def limits(self, ident: str) -> list[tuple[str, str]]:
        """From where to where a number is right."""
        found: list[tuple[str, str]] = []
        for condition in self._right:
            low = [
                test.value for test in condition.tests if test.ident == ident and test.name in _LOW
            ]
            high = [
                test.value for test in condition.tests if test.ident == ident and test.name in _HIGH
            ]
            if low and high:
                found.append((number_text(low[0]), number_text(high[0])))
        return found

    def why(self, ident: str, choice: str) -> str:
        """What is said to those who choose this."""
        said: list[str] = []
        for link in self._single.get((ident, choice), ()):
            if not _is_general(link) and self._links[link] == 1 and self._feedback.get(link):
                said.append(self._feedback[link])
                self._used.add(link)
        return "\n\n".join(dict.fromkeys(said))

    def said(self, item: Item) -> str:
        """What is said after the answer, or as the answer."""
        choosing = any(ask.kind is Kind.CHOOSE for ask in item.asks)
        shown = [
            text
            for link, text in sorted(self._feedback.items(), key=lambda pair: _is_wrong(pair[0]))
            if link not in self._used and not (_is_wrong(link) and not choosing)
        ]
        return "\n\n".join(dict.fromkeys(shown))

    def changes(self, item: Item) -> list[str]:
        """What is carried otherwise."""
        told: list[str] = []
        if any(link not in self._used and _is_wrong(link) for link in self._feedback):
            choosing = any(ask.kind is Kind.CHOOSE for ask in item.asks)
            told.append(
                "What is said to a wrong answer stands at the end of the answer."
                if choosing
                else "What is said to a wrong answer is left out."
            )
        for ask in item.asks if len(item.asks) == 1 else ():
            scores = self._scores(ask.ident)
            right = {option.ident for option in ask.options if option.right}
            wrong = scores.keys() - (right if ask.options else _best(scores))
            if wrong and ask.kind in (Kind.CHOOSE, Kind.TYPE):
                told.append("An answer that is right in part counts as wrong.")
        return told

    def _add_feedback(self, element: Element) -> None:
        """Take what an item says about an answer; hints go by themselves."""
        for hint in element.walk("hintmaterial"):
            self.hint = joined(self.hint, self._markdown(hint))
        if element.child("hint"):
            return
        ident = element.get("ident")
        text = self._markdown(element)
        if ident and text and self._feedback.get(ident) != text:
            known = self._feedback.get(ident)
            self._feedback[ident] = f"{known}\n\n{text}" if known else text

    def _markdown(self, element: Element) -> str:
        return from_html(html_of(element), self._locate).strip()


def _best(scores: dict[str, float]) -> list[str]:
    """The answers that give the most."""
    most = max(scores.values(), default=0)
    return [one for one, score in scores.items() if score == most]


def _condition(element: Element) -> _Condition:
    """A condition; what must not be chosen says nothing about what is right."""
    made = _Condition()
    where = element.child("conditionvar")
    for test in where.walk(*_TESTS) if where else ():
        if not any(above.name == "not" for above in test.above("not", "conditionvar")):
            made.tests.append(_Test(test.name, test.get("respident"), test.text))
    made.score = max(map(_given, element.children("setvar")), default=0)
    made.feedback = [one.get("linkrefid") for one in element.children("displayfeedback")]
    names = [element.get("title"), *made.feedback]
    made.correct = any("correct" in name.lower() and not _is_wrong(name) for name in names)
    return made


def _given(setvar: Element) -> float:
    """The points that an answer gives; below nothing where they are taken away."""
    score = _score(setvar.text)
    return -score if setvar.get("action").lower() == "subtract" else score


def _score(text: str) -> float:
    """A number of points; one that is only named, as in `SCORE.max`, is more than nothing."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 1 if "max" in text.lower() else 0


def _is_wrong(link: str) -> bool:
    """Whether feedback of this name is for wrong answers."""
    return "incorrect" in link.lower() or "wrong" in link.lower()


def _is_general(link: str) -> bool:
    """Whether feedback of this name is for no single choice."""
    return link.lower() in (
        "general_fb",
        "correct_fb",
        "general_incorrect_fb",
        "correct",
        "incorrect",
    )
