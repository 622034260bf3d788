"""A guide or question set as the parts of a page: from what it says, and what is covered or unfolded, to lines."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from textual.content import Content

from studykit.content.markdown import bold_spans
from studykit.content.model import Choice, Fact, Form, Guide, Point, Question, QuestionSet
from studykit.quiz.words import counted
from studykit.scheduling.standing import PageState
from studykit.tui.markdown import covered, render_lines
from studykit.tui.states import counts, sign
from studykit.tui.text import one_line
from studykit.tui.widgets.page import Part

_BLANK = Content()
_MUTED = "$text-muted"
_ASK = {
    Form.OPEN: "model answer",
    Form.CHOICE: "which is right",
    Form.SHORT: "answer",
}
"""What is folded away below a question."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page."""

    course: str
    slug: str
    title: str
    place: str = ""
    """The title of its course, where that is another one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the questions of a page (their ids) stand that were met."""

    states: Mapping[str, PageState] = field(default_factory=dict)
    missed: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The points (their ids) that were not met the last time."""


@dataclass(slots=True)
class PageView:
    """A guide or question set as it is being read."""

    page: Guide | QuestionSet
    links: Sequence[tuple[str, Sequence[Link]]] = ()
    """Headings, each with the links under it."""
    standing: Standing = field(default_factory=Standing)
    uncovered: int | None = None
    """None: the facts are shown. Else all their key words are covered but for so many."""
    unfolded: set[int] = field(default_factory=set)
    """Positions of the questions whose answer is shown."""

    @property
    def is_set(self) -> bool:
        """Whether it is a question set."""
        return isinstance(self.page, QuestionSet)

    @property
    def title(self) -> str:
        """The term, or the title of the set."""
        return self.page.term if isinstance(self.page, Guide) else self.page.title

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The must-know facts; a set has none."""
        return self.page.facts if isinstance(self.page, Guide) else ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The review questions."""
        return self.page.questions

    @property
    def blanks(self) -> list[int]:
        """How many key words each fact has."""
        return [len(bold_spans(fact.text)) for fact in self.facts]

    def parts(self) -> list[Part]:
        """The page from its top to its end."""
        parts = [Part(self._opening, "opening")]
        if self.facts:
            parts.append(Part(self._facts_heading, "facts"))
            parts += [Part(partial(self._fact, at), f"fact {at}") for at in range(len(self.facts))]
        if self.questions and isinstance(self.page, Guide):
            parts.append(Part(partial(_heading, "Review questions"), "heading"))
        for at in range(len(self.questions)):
            make, guess = partial(self._question, at), partial(self._height, at)
            parts.append(Part(make, f"question {at}", opens=True, guess=guess))
        for group, (heading, links) in enumerate(self.links):
            parts.append(Part(partial(_heading, heading), f"heading {heading}"))
            for at, link in enumerate(links):
                parts.append(Part(partial(_link, link), f"link {group} {at}", opens=True))
        return parts

    @property
    def texts(self) -> list[str]:
        """All texts that the page shows now."""
        definition = [self.page.definition] if isinstance(self.page, Guide) else []
        facts = [fact.text for fact in self.facts]
        of_questions = (text for at in range(len(self.questions)) for text in self.texts_of(at))
        return [*definition, *facts, *of_questions]

    def texts_of(self, at: int) -> list[str]:
        """The texts of a question that are shown now."""
        question = self.questions[at]
        texts = [question.text, *(choice.text for choice in question.choices)]
        if at in self.unfolded:
            texts += [question.answer, *(point.text for point in question.points)]
            texts += [choice.why for choice in question.choices]
        return texts

    def link(self, key: str) -> Link | None:
        """The link that a part of the page shows, if it is one."""
        kind, *numbers = key.split()
        if kind != "link":
            return None
        group, at = map(int, numbers)
        return self.links[group][1][at]

    def after(self, old: "PageView", renamed: Callable[[str], str]) -> "PageView":
        """This page as another version of it was being read: with what was covered and unfolded there."""
        opened = [renamed(f"question {at}") for at in old.unfolded]
        self.unfolded = {int(key.removeprefix("question ")) for key in opened if key}
        if old.uncovered is not None:
            self.uncovered = min(old.uncovered, sum(self.blanks))
        return self

    def stand(self, standing: Standing) -> bool:
        """Show how the questions stand now; whether that is otherwise than before."""
        before, self.standing = self.standing, standing
        return before != standing

    def turn(self, question: int) -> None:
        """Unfold a question's answer, or fold it away again."""
        self.unfolded ^= {question}

    def _opening(self, width: int) -> list[Content]:
        page = self.page
        lines = [_BLANK, *one_line(self.title).stylize("bold $primary").wrap(width)]
        if not isinstance(page, Guide):
            return [*lines, *self._standing(width), _BLANK]
        if page.aliases:
            names = one_line(f"also: {', '.join(page.aliases)}")
            lines += names.stylize(_MUTED).wrap(width)
        return [*lines, _BLANK, *render_lines(page.definition, width)]

    def _standing(self, width: int) -> list[Content]:
        """How the questions of a set stand, counted."""
        states = [self.standing.states.get(one.id, PageState.UNSEEN) for one in self.questions]
        told = [Content.styled(counted(len(states), "question"), _MUTED), counts(states)]
        return Content("   ").join(told).wrap(width)

    def _facts_heading(self, width: int) -> list[Content]:
        if self.uncovered is None:
            return _heading("Must-know facts", width)
        left = sum(self.blanks) - self.uncovered
        note = f"{left} covered" if left > 0 else "all uncovered"
        return _heading("Must-know facts", width, note)

    def _fact(self, at: int, width: int) -> list[Content]:
        mark = Content.styled(f"{at + 1:>2}  ", _MUTED)
        text, room = self.facts[at].text, width - len(mark)
        if self.uncovered is None:
            return _hang(mark, render_lines(text, room))
        uncovered = self.uncovered - sum(self.blanks[:at])
        return _hang(mark, covered(text, uncovered, room).split(allow_blank=True))

    def _question(self, at: int, width: int) -> list[Content]:
        question = self.questions[at]
        mark = Content.styled(f"{at + 1:>{self._digits}}  ", _MUTED)
        room, indent = width - len(mark), Content(" " * len(mark))
        is_open = at in self.unfolded
        below = [] if not question.choices else list(_choices(question.choices, room, is_open))
        fold = Content.styled(f"{'▾' if is_open else '▸'} {_ASK[question.form]}", "$text-accent")
        below.append(fold + self._state(question))
        if is_open:
            below += _answer(question, self.standing.missed.get(question.id, ()), room)
        lines = _hang(mark, render_lines(question.text, room)) + _hang(indent, below)
        is_last = at == len(self.questions) - 1
        return lines if is_last else [*lines, _BLANK]

    @property
    def _digits(self) -> int:
        """Columns of the number of a question."""
        return max(len(str(len(self.questions))), 2)

    def _state(self, question: Question) -> Content:
        """How a question stands that was met."""
        state = self.standing.states.get(question.id)
        return Content.assemble("  ", sign(state), (f" {state}", _MUTED)) if state else _BLANK

    def _height(self, at: int, width: int) -> int:
        """About how many lines a question takes, told without making them."""
        question, is_open = self.questions[at], at in self.unfolded
        texts = [question.text, *(choice.text for choice in question.choices)]
        texts += [question.answer, *(point.text for point in question.points)] if is_open else []
        room = max(width - self._digits - 2, 1)
        return 2 + sum(1 + len(text) // room for text in texts)


def _answer(question: Question, missed: Collection[str], width: int) -> Iterator[Content]:
    """What is unfolded: the model answer, and the points that a full answer makes."""
    if question.accept:
        yield from _hang(
            Content("  "), one_line(" / ".join(question.accept)).stylize("bold").wrap(width - 2)
        )
    if question.answer:
        yield from _hang(Content("  "), render_lines(question.answer, width - 2))
    if question.points:
        yield from (_BLANK, Content.styled("  What a full answer says (! = at its core)", _MUTED))
    for point in question.points:
        yield from _point(point, width, was_missed=point.id in missed)


def _point(point: Point, width: int, *, was_missed: bool) -> list[Content]:
    mark = Content.styled("  ! ", "bold $accent") if point.core else Content.styled("  • ", _MUTED)
    lines = _hang(mark, render_lines(point.text, width - 4))
    if was_missed:
        lines.append(Content.styled("    ✗ not met the last time", "$error"))
    return lines


def _choices(choices: Sequence[Choice], width: int, is_open: bool) -> Iterator[Content]:
    for choice in choices:
        mark = Content.styled("○ ", _MUTED)
        if is_open and choice.correct:
            mark = Content.styled("✓ ", "bold $success")
        yield from _hang(mark, render_lines(choice.text, width - 2))
        if is_open and choice.why:
            why = _hang(Content("  ↳ "), render_lines(choice.why, width - 4))
            yield from (line.stylize(_MUTED) for line in why)


def _link(link: Link, width: int) -> list[Content]:
    place = Content.styled(f"{one_line(link.place).plain}: ", _MUTED) if link.place else Content()
    title = one_line(link.title).stylize("underline $text-primary")
    return [Content.assemble("  ", place, title).truncate(width, ellipsis=True)]


def _heading(heading: str, width: int, note: str = "") -> list[Content]:
    return [
        _BLANK,
        Content.assemble((heading, "bold $primary"), "  ", (note, _MUTED)).truncate(width),
    ]


def _hang(mark: Content, lines: Sequence[Content]) -> list[Content]:
    """The lines behind a mark, the further ones as far in as the first."""
    indent = Content(" " * mark.cell_length)
    return [(indent if at else mark) + line for at, line in enumerate(lines)]
