"""Whatever may happen to a log, and what it says of each card, worked out the plain way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from studykit.entries import Answered, Confided, Entry, Rated, Undone
from studykit.log import Confidence, Rating
from studykit.scheduling.memory import Memory, replay
from studykit.scheduling.review import Review
from studykit.scheduling.scheduler import CardScheduler
from studykit.scheduling.study_day import DayShift, StudyDays
from studykit.storage.agenda import Agenda
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import CARDS, NOW, answered, card, confided, new_id, quiz, rated

PLAN = [*CARDS, card("q1.p1", kind="point")]
"""What each quiz asks; the last is a point that is asked by itself."""
QUIZZES = ("first", "second")
MINUTES = (0, 1, 9, 11, 600, 1440, 1500, 2880, 10_000, 200_000)
"""Times at which things happen: close together, days apart, months apart."""


@dataclass(frozen=True)
class Step:
    """Entries that are written together into one quiz."""

    quiz: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class History:
    """All that happened."""

    shifts: tuple[DayShift, ...]
    readings: tuple[datetime, ...]
    """When the page of the first cards was opened."""
    steps: tuple[Step, ...]

    def begin(self, database: Database) -> ReviewLog:
        """A log with what was taken down before the first step, and two quizzes that were begun."""
        agenda = Agenda(database)
        for shift in self.shifts:
            agenda.note_shift(shift)
        for at in self.readings:
            agenda.note_reading("interview", "listening", at)
        log = ReviewLog(database)
        for name in QUIZZES:
            log.begin(quiz(name), PLAN)
        return log

    def write(self, log: ReviewLog) -> None:
        """Write all steps down, one by one."""
        written = dict.fromkeys(QUIZZES, 0)
        for step in self.steps:
            log.append(step.quiz, written[step.quiz], step.entries)
            written[step.quiz] += len(step.entries)

    def together(self) -> "History":
        """The same, all entries of each quiz written at once."""
        return replace(self, steps=tuple(Step(name, tuple(self.entries(name))) for name in QUIZZES))

    def entries(self, name: str) -> list[Entry]:
        """What happened in a quiz, in order."""
        return [entry for step in self.steps if step.quiz == name for entry in step.entries]


MOMENTS = st.sampled_from(MINUTES).map(lambda minutes: NOW + timedelta(minutes=minutes))
SHIFTS = st.builds(
    DayShift,
    MOMENTS,
    st.sampled_from((-14, -4, 0, 7, 13)).map(lambda hours: timedelta(hours=hours)),
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Answers, confidences, ratings of them, in any order and at any time, and any of them undone."""
    attempts: list[tuple[str, Answered]] = []
    made: dict[str, list[Entry]] = {name: [] for name in QUIZZES}
    steps = []
    for what in draw(st.lists(st.sampled_from("aaarrrrcu"), min_size=1, max_size=18)):
        name = draw(st.sampled_from(QUIZZES))
        if what in "rc" and attempts:
            name, attempt = draw(st.sampled_from(attempts))
            step: Entry = _said(draw, attempt) if what == "c" else _rated(draw, attempt)
        elif what == "u":
            gone = draw(st.lists(st.sampled_from(made[name]), max_size=3)) if made[name] else []
            step = Undone(id=new_id(), at=NOW, entries=tuple(entry.id for entry in gone))
        else:
            answer = answered(draw(st.integers(0, len(PLAN) - 1)), at=draw(MOMENTS))
            step = replace(answer, hinted=draw(st.booleans()))
            attempts.append((name, step))
        made[name].append(step)
        steps.append(Step(name, (step,)))
    shifts = draw(st.lists(SHIFTS, max_size=3, unique_by=lambda shift: shift.at))
    return History(tuple(shifts), tuple(draw(st.lists(MOMENTS, max_size=3))), tuple(steps))


def _said(draw: st.DrawFn, attempt: Answered) -> Confided:
    return confided(attempt, draw(st.none() | st.sampled_from(Confidence)))


def _rated(draw: st.DrawFn, attempt: Answered) -> Rated:
    return rated(attempt, draw(st.sampled_from(Rating)))


# -- the plain way ----------------------------------------------------------------------------------------------------------


def plainly(history: History, todays: Mapping[str, str] | None = None) -> dict[str, Memory]:
    """How each card is remembered, by nothing but the entries; `todays` are the cards that old addresses are now."""
    reviews: dict[str, list[Review]] = {}
    for name in QUIZZES:
        for review in _reviews(history, history.entries(name)):
            card = (todays or {}).get(review.card, review.card)
            reviews.setdefault(card, []).append(review)
    found = {}
    for ident, of_card in reviews.items():
        in_order = sorted(of_card, key=lambda review: (review.at, review.id))
        *_, last = replay(in_order, CardScheduler())
        if last.memory:
            found[ident] = last.memory
    return found


def _reviews(history: History, entries: Sequence[Entry]) -> list[Review]:
    gone = {ident for entry in entries if isinstance(entry, Undone) for ident in entry.entries}
    valid = [entry for entry in entries if entry.id not in gone]
    answers = {entry.id: entry for entry in valid if isinstance(entry, Answered)}
    said = {entry.attempt: entry.confidence for entry in valid if isinstance(entry, Confided)}
    rating = [entry for entry in valid if isinstance(entry, Rated) and entry.attempt in answers]
    return [
        Review(
            entry.id,
            PLAN[answer.card].card,
            answer.at,
            _day(history, answer.at),
            entry.chosen,
            said.get(answer.id),
            answer.hinted,
            _is_repeat(answer, list(answers.values())),
            _read_at(history, answer),
        )
        for entry in rating
        if (answer := answers[entry.attempt]).card < len(CARDS)
    ]


def _day(history: History, at: datetime) -> date:
    return StudyDays(history.shifts).day(at)


def _is_repeat(answer: Answered, answers: list[Answered]) -> bool:
    earlier = answers[: answers.index(answer)]
    return any(other.card == answer.card for other in earlier)


def _read_at(history: History, answer: Answered) -> datetime | None:
    is_of_page = "/listening/" in PLAN[answer.card].card
    read = [at for at in history.readings if at <= answer.at] if is_of_page else []
    return max(read, default=None)
