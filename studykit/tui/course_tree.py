"""The lines of a course: the course itself, its units, their terms, its question sets."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from textual.content import Content

from studykit.content.outline import Outline, TermEntry, UnitEntry
from studykit.content.text import normalise
from studykit.quiz.words import counted
from studykit.scheduling.standing import PageState
from studykit.tui.states import SIGNS, sign
from studykit.tui.text import one_line


class Level(Enum):
    """What a line stands for; the number says how far it is moved in."""

    COURSE = 0
    UNIT = 2
    TERM = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree."""

    level: Level
    title: str
    scope: tuple[str, ...]
    """What a quiz of it asks: the course, or terms and question sets (`course/slug`)."""
    key: str = ""
    """By which a unit is folded."""
    term: str = ""
    """The page that opens, by its slug: a guide or question set."""
    note: str = ""
    """Shown at the right."""
    state: PageState | None = None

    def is_same(self, other: "Branch") -> bool:
        """Whether two lines of different times stand for the same; a unit may have other terms by now."""
        if self.level is not other.level:
            return False
        return self.scope == other.scope or (self.level is Level.UNIT and self.title == other.title)


def branches(
    course: Outline,
    states: Mapping[str, PageState],
    *,
    words: str = "",
    folded: Collection[str] = (),
) -> list[Branch]:
    """The lines of a course; with words only the terms that have them, whatever is folded."""
    wanted = normalise(words).split()
    root = Branch(Level.COURSE, course.title, (course.slug,), note=_counts(course))
    lines = [] if wanted else [root]
    for position, unit in enumerate(course.units):
        key = f"unit {position}"
        is_folded = key in folded and not wanted
        unit_lines = _unit(course.slug, unit, key, states, wanted)
        lines += list(unit_lines)[:1] if is_folded else unit_lines
    return [*lines, *_sets(course, states, wanted, folded)]


def unit_of(course: Outline, lines: Sequence[Branch]) -> str:
    """The title of the unit that the last of some lines stands in; empty where that is in none."""
    last = next((line.title for line in reversed(lines) if line.level is Level.UNIT), "")
    return last if any(unit.title == last for unit in course.units) else ""


def branch_line(branch: Branch, width: int, *, box: str, folded: bool) -> Content:
    """A line of the tree, behind its box to tick where there is one."""
    indent = " " * branch.level.value
    title = one_line(branch.title)
    if branch.state is not None:
        head = Content.assemble(box, indent, sign(branch.state), " ", title)
        note = Content.styled(_term_note(branch), _note_style(branch.state))
    else:
        fold = "" if branch.level is Level.COURSE else "▸ " if folded else "▾ "
        head = Content.assemble(box, indent, (fold, "$text-muted"), title.stylize("bold"))
        note = Content.styled(branch.note, "$text-muted")
    return aside(head, note, width)


def aside(head: Content, note: Content, width: int) -> Content:
    """A line with a note at its right end."""
    room = width - note.cell_length - 2
    if room < 10:
        return head.truncate(width, ellipsis=True)
    return Content.assemble(head.truncate(room, ellipsis=True, pad=True), "  ", note)


def _term_note(branch: Branch) -> str:
    return f"{branch.note}  {branch.state:<13}"


def _note_style(state: PageState) -> str:
    return "$text-muted" if state is PageState.UNSEEN else SIGNS[state][1]


def _unit(
    course: str, unit: UnitEntry, key: str, states: Mapping[str, PageState], wanted: list[str]
) -> Iterator[Branch]:
    """A unit and its terms."""
    terms = [term for term in unit.terms if _matches(term, wanted)]
    if not terms:
        return
    scope = tuple(f"{course}/{term.slug}" for term in terms)
    solid = sum(states.get(term.slug) is PageState.SOLID for term in terms)
    note = counted(len(terms), "term") + (f", {solid} solid" if solid else "")
    yield Branch(Level.UNIT, unit.title or "Other terms", scope, key, note=note)
    for term, address in zip(terms, scope, strict=True):
        # A term that another studykit has just read is here before its state is.
        note, state = counted(term.questions, "question"), states.get(term.slug, PageState.UNSEEN)
        yield Branch(Level.TERM, term.term, (address,), term=term.slug, note=note, state=state)


def _counts(course: Outline) -> str:
    """How many terms a course has; one without any is told by its question sets."""
    if course.sets and not course.terms:
        return counted(len(course.sets), "question set")
    return counted(len(course.terms), "term")


def _sets(
    course: Outline,
    states: Mapping[str, PageState],
    wanted: list[str],
    folded: Collection[str],
) -> Iterator[Branch]:
    """The question sets under a heading, each as a term is shown."""
    sets = [one for one in course.sets if all(word in normalise(one.title) for word in wanted)]
    if not sets:
        return
    scope = tuple(f"{course.slug}/{one.slug}" for one in sets)
    solid = sum(states.get(one.slug) is PageState.SOLID for one in sets)
    note = counted(len(sets), "set") + (f", {solid} solid" if solid else "")
    yield Branch(Level.UNIT, "Question sets", scope, "sets", note=note)
    if "sets" in folded and not wanted:
        return
    for one, address in zip(sets, scope, strict=True):
        note, state = counted(one.questions, "question"), states.get(one.slug, PageState.UNSEEN)
        yield Branch(Level.TERM, one.title, (address,), term=one.slug, note=note, state=state)


def _matches(term: TermEntry, wanted: list[str]) -> bool:
    """Whether the term or an alias has all the words."""
    return any(all(word in name for word in wanted) for name in term.names)
