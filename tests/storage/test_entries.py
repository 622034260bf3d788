"""Entries come back from the database as they were written."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit import entries as words
from studykit.entries import Answered, Entry
from studykit.log import Confidence, Draft, Ending, Rating, Verdict
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from studykit.storage.values import milliseconds, moment
from tests.storage.samples import CARDS, NOW, answered, new_id, quiz

TEXTS = st.text(max_size=40)
SCORES = st.floats(0, 100)
POSITIONS = st.integers(0, len(CARDS) - 1)
MOMENTS = st.integers(0, 4_000_000_000_000).map(moment)
VERDICTS = st.none() | st.booleans()

KINDS: list[type[Entry]] = [
    kind
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, Entry) and kind is not Entry
]

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "at": MOMENTS,
    "score": SCORES,
    "card": POSITIONS,
    "text": TEXTS,
    "choices": st.lists(st.integers(0, 9), max_size=4).map(tuple),
    "dont_know": st.booleans(),
    "hinted": st.booleans(),
    "seconds": SCORES,
    "overtime": st.booleans(),
    "confidence": st.none() | st.sampled_from(Confidence),
    "point": TEXTS,
    "verdict": st.sampled_from(Verdict),
    "derived": st.sampled_from(Rating),
    "chosen": st.sampled_from(Rating),
    "reason": TEXTS,
    "met": SCORES,
    "total": st.integers(0, 100),
    "on": st.booleans(),
    "how": st.sampled_from(Ending),
}


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """A log with entries of every kind, in any order that the references allow."""
    made: list[Entry] = [answered()]
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=12)):
        attempts = [entry.id for entry in made if isinstance(entry, Answered)]
        known = FIELDS | {
            "id": st.builds(new_id),
            "attempt": st.sampled_from(attempts),
            "correct": VERDICTS if kind is Answered else st.booleans(),
            "entries": st.lists(st.sampled_from([entry.id for entry in made]), max_size=3).map(
                tuple
            ),
        }
        values = draw(st.fixed_dictionaries({name: known[name] for name in names(kind)}))
        made.append(kind(**values))
    return made


def names(kind: type[Entry]) -> list[str]:
    """The names of what an entry of that kind tells."""
    return [field.name for field in fields(kind)]


@given(entries())
@settings(max_examples=30, deadline=None)
def test_entries_of_every_kind_come_back_as_they_were_written(written: list[Entry]) -> None:
    with Database.memory() as database:
        log = ReviewLog(database)
        begun = quiz()
        log.begin(begun, CARDS, written[:2])
        log.append(begun.id, len(written[:2]), written[2:])
        assert log.entries(begun.id) == written


def test_every_kind_of_entry_can_be_written_and_read(log: ReviewLog) -> None:
    first = answered()
    examples: dict[str, Any] = {
        "at": NOW,
        "attempt": first.id,
        "card": 1,
        "score": 0.5,
        "confidence": None,
        "point": "p",
        "verdict": Verdict.MET,
        "correct": True,
        "derived": Rating.HARD,
        "chosen": Rating.EASY,
        "reason": "r",
        "met": 1.5,
        "total": 3,
        "on": True,
        "how": Ending.TIME_UP,
        "entries": (first.id,),
    }
    written: list[Entry] = [first]
    for kind in KINDS:
        values = {name: examples[name] for name in names(kind) if name in examples}
        written.append(kind(**values, id=new_id()))
    begun = quiz()
    log.begin(begun, CARDS, written)
    assert log.entries(begun.id) == written


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_is_kept_to_the_millisecond(at: datetime) -> None:
    kept = moment(milliseconds(at))
    assert kept.tzinfo is UTC
    assert timedelta(0) <= at - kept < timedelta(milliseconds=1)


def test_half_characters_from_a_broken_terminal_are_kept_as_question_marks(log: ReviewLog) -> None:
    begun = quiz()
    broken = answered(text="caf\udce9")
    log.begin(begun, CARDS, [broken])
    [kept] = log.entries(begun.id)
    assert isinstance(kept, Answered)
    assert kept.text == "caf?"
    log.save_draft(begun.id, Draft(card=0, text="\ud800"), NOW)
    assert log.drafts(begun.id)[0].text == "?"


def test_a_long_answer_is_kept_whole(log: ReviewLog) -> None:
    begun = quiz()
    long = answered(text="wörds \x00 and more\n" * 5000)
    log.begin(begun, CARDS, [long])
    assert log.entries(begun.id) == [long]
