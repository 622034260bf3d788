"""What is taken out of a file: all that fits, and a word on all that does not."""

import pytest

from studykit.content.model import Choice, Question
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    make_guide,
    make_point,
    open_question,
    short_question,
)


def told(parcel: Parcel) -> list[tuple[str, str]]:
    return [(str(note.fate), note.sentence) for note in parcel.notes]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (open_question(" ", "So."), "It has no text."),
        (open_question("Why?", ""), "It has no answer."),
        (short_question("Who?", [" "]), "It has no right answer."),
        (choice_question("Which?", [Choice("a", correct=True)]), "It has fewer than two choices."),
        (choice_question("Which?", [Choice("a"), Choice("b")]), "None of its choices is right."),
        (choice_question("Which?", [Choice("a", correct=True), Choice(" ")]), "One of its choices is empty."),
        (choice_question("Which?", [Choice("a", correct=True), Choice("a ")]), "Two of its choices are the same."),
    ],
)  # fmt: skip
def test_a_question_that_nobody_could_answer_is_left_out(question: Question, reason: str) -> None:
    parcel = Parcel()
    assert not parcel.add_question("line 1", question)
    assert (parcel.taken, told(parcel)) == (0, [("left out", reason)])
    assert not parcel.parts


def test_the_same_question_twice_is_one_and_with_another_answer_it_is_two() -> None:
    parcel = Parcel()
    assert parcel.add_question("1", open_question("Why?", "So."))
    assert not parcel.add_question("2", open_question("Why?", "So."))
    assert parcel.add_question("3", open_question("Why?", "Otherwise."))
    assert parcel.add_question("4", open_question("Why?", "So."), "Another unit")
    assert parcel.taken == 3
    assert [note.fate for note in parcel.notes] == [Fate.LEFT, Fate.CHANGED]
    ids = [one.id for one in parcel.parts[""].questions]
    assert len(set(ids)) == 2


def test_a_term_needs_a_definition_and_comes_once() -> None:
    parcel = Parcel()
    assert not parcel.add_guide("1", make_guide("Water", " "))
    assert not parcel.add_guide("2", make_guide("", "Wet."))
    assert parcel.add_guide("3", make_guide("Water", "Wet."), "One")
    assert not parcel.add_guide("4", make_guide("water", "Wet again."), "Two")
    assert parcel.has_guide("water")
    assert (parcel.taken, list(parcel.parts), len(parcel.notes)) == (1, ["One"], 3)


def test_texts_are_tidy_and_harmless_wherever_they_come_from() -> None:
    guide = make_guide(" Deep\n water\x1b ", "Wet. \nCold.\x07", ["a \x1b[1m", "a [1m", ""], aliases=("x", "x", " "))  # fmt: skip
    assert (guide.term, guide.slug) == ("Deep water", "deep-water")
    assert guide.definition == "Wet.\nCold."
    assert [fact.text for fact in guide.facts] == ["a [1m"]
    assert guide.aliases == ("x",)
    parcel = Parcel()
    parcel.leave("1", "long " * 100 + "\x1b", "No\x1b.")
    assert len(parcel.notes[0].item) <= 40
    assert "\x1b" not in str(parcel.notes)


def test_points_follow_from_the_answer_unless_they_are_given() -> None:
    assert [one.text for one in open_question("Why?", "It is. It was.").points] == [
        "It is.",
        "It was.",
    ]
    point = make_point("It is.", core=True)
    assert open_question("Why?", "It is. It was.", (point,)).points == (point,)
