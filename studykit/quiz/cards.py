"""Cards: the single things to recall, made from a course's guides, each with a memory of its own."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from studykit.content.blanks import BLANK, blank_names
from studykit.content.gaps import has_gap
from studykit.content.markdown import Span, bold_spans, plain
from studykit.content.model import Choice, Course, Fact, Form, Guide, Point, Question
from studykit.log import KINDS
from studykit.quiz.typed import fold


class Kind(StrEnum):
    """What a card asks for."""

    QUESTION = "question"
    DEFINITION = "definition"
    TERM = "term"
    FACT = "fact"
    POINT = "point"
    """One point of another card that was missed before; asked after that card, and only where it is missed again."""

    @property
    def task(self) -> str:
        """What the learner is to do, as shown over the card; a question says so itself."""
        return _TASKS[self]


_TASKS = {
    Kind.QUESTION: "",
    Kind.DEFINITION: "Define this term.",
    Kind.TERM: "Which term is this?",
    Kind.FACT: "Fill the blank.",
    Kind.POINT: "One point is still missing. Which?",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to recall."""

    id: str
    """`course/term/kind/id`: what its history is kept under."""
    kind: Kind
    form: Form
    course: str
    course_title: str
    unit: str
    term: str
    """The slug of its guide, or of its question set; with `course` the address of the page."""
    term_title: str
    prompt: str
    answer: str
    """The model answer."""
    points: tuple[Point, ...] = ()
    """Empty unless the form is open."""
    choices: tuple[Choice, ...] = ()
    accept: tuple[str, ...] = ()
    hint: str = ""
    follows: str = ""
    """Of a point that is asked by itself: the id of its card."""

    @property
    def is_open(self) -> bool:
        """Whether the learner judges the answer; all other forms are checked by the program."""
        return self.form is Form.OPEN

    @property
    def correct_choices(self) -> frozenset[int]:
        """The positions of the right choices."""
        return frozenset(i for i, choice in enumerate(self.choices) if choice.correct)

    def is_told_by(self, name: str) -> bool:
        """Whether a name, such as that of its term, says what the card asks for."""
        if self.kind is Kind.TERM and name == self.term_title:
            return True
        right = [choice.text for choice in self.choices if choice.correct]
        padded = f" {fold(name)} "
        return any(f" {fold(wording)} " in padded for wording in (*self.accept, *right))

    @property
    def has_several(self) -> bool:
        """Whether more than one choice is right."""
        return len(self.correct_choices) > 1

    def to_json(self) -> str:
        """The card as JSON, the same text for the same card."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Card":
        """The card that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        points = tuple(
            Point(**{**point, "accept": tuple(point["accept"])}) for point in data.pop("points")
        )
        return cls(
            kind=Kind(data.pop("kind")),
            form=Form(data.pop("form")),
            points=points,
            choices=tuple(Choice(**choice) for choice in data.pop("choices")),
            accept=tuple(data.pop("accept")),
            **data,
        )


ALL_KINDS = frozenset(map(Kind, KINDS))
"""The kinds that can be chosen, and have memories of their own."""


def cards_of(course: Course, kinds: Collection[Kind] = ALL_KINDS) -> list[Card]:
    """The cards of a course, as taught, without those of which something is still to be written: guide by guide its questions, definition, facts and term; then the sets."""
    cards = [
        card
        for unit in course.units
        for guide in unit.guides
        for card in cards_of_guide(course, unit.title, guide, kinds)
    ]
    for group in course.sets if Kind.QUESTION in kinds else ():
        maker = _Maker(course, group.title, group.slug, group.title)
        cards += [maker.question(one) for one in group.questions if not has_gap(one)]
    return cards


def cards_of_guide(
    course: Course, unit: str, guide: Guide, kinds: Collection[Kind] = ALL_KINDS
) -> Iterator[Card]:
    """The cards of one guide; its term stands last, as far as may be from the definition that would give it away."""
    maker = _Maker(course, unit, guide.slug, guide.term)
    if Kind.QUESTION in kinds:
        yield from (maker.question(one) for one in guide.questions if not has_gap(one))
    if Kind.DEFINITION in kinds and not has_gap(guide):
        yield maker.definition(guide)
    for fact in guide.facts if Kind.FACT in kinds else ():
        if (spans := bold_spans(fact.text)) and not has_gap(fact):
            yield maker.fact(fact, spans[0])
    if Kind.TERM in kinds and not has_gap(guide):
        yield maker.term(guide)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the cards of one page."""

    course: Course
    unit: str
    slug: str
    title: str

    def question(self, question: Question) -> Card:
        return self._card(
            Kind.QUESTION,
            question.id,
            question.form,
            question.text,
            question.answer,
            points=question.points,
            choices=question.choices,
            accept=question.accept,
            hint=question.hint,
        )

    def definition(self, guide: Guide) -> Card:
        return self._card(
            Kind.DEFINITION,
            "definition",
            Form.OPEN,
            f"**{guide.term}**",
            guide.definition,
            points=guide.points,
        )

    def term(self, guide: Guide) -> Card:
        names = (guide.term, *guide.aliases)
        return self._card(
            Kind.TERM,
            "term",
            Form.SHORT,
            blank_names(guide.definition, names),
            f"**{guide.term}**",
            accept=names,
        )

    def fact(self, fact: Fact, asked: Span) -> Card:
        start, end = asked
        prompt = fact.text[:start] + BLANK + fact.text[end:]
        words = plain(fact.text[start:end])
        return self._card(Kind.FACT, fact.id, Form.SHORT, prompt, fact.text, accept=(words,))

    def _card(
        self, kind: Kind, ident: str, form: Form, prompt: str, answer: str, **rest: Any
    ) -> Card:
        return Card(
            id=f"{self.course.slug}/{self.slug}/{kind}/{ident}",
            kind=kind,
            form=form,
            course=self.course.slug,
            course_title=self.course.title,
            unit=self.unit,
            term=self.slug,
            term_title=self.title,
            prompt=prompt,
            answer=answer,
            **rest,
        )
