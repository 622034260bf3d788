"""YAML banks of questions."""

from pathlib import Path

import pytest

from studykit.content.model import Form, Question
from studykit.transfer import bank
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.transfer.decks import DECKS, needs_decks, oracle


def taken(text: str | bytes, name: str = "bank.yaml") -> Parcel:
    file = Foreign(name, text.encode() if isinstance(text, str) else text)
    assert recognise(file).name == "bank"
    parcel = bank.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "T")
    return parcel


def questions(parcel: Parcel) -> list[Question]:
    return [question for part in parcel.parts.values() for question in part.questions]


def test_answers_may_say_themselves_that_they_are_right() -> None:
    parcel = taken(
        "category: Numbers\nquestions:\n  - question: 'Which is even?'\n    answers:\n      - {value: 1, correct: false}\n"
        "      - {value: 2, correct: true}\n      - {value: true, correct: No}\n    help: |\n      Halve it.\n"
    )
    (question,) = questions(parcel)
    assert parcel.title == "Numbers"
    assert [(one.text, one.correct) for one in question.choices] == [
        ("1", False),
        ("2", True),
        ("true", False),
    ]
    assert question.answer == "Halve it."


@pytest.mark.parametrize(
    "told",
    ["correct: 1", "correct_letter: B", "answer: two", "correct_answers: [two]", "solution: b"],
)
def test_the_question_may_say_which_answer_is_right(told: str) -> None:
    (question,) = questions(taken(f"- question: Which?\n  options: [one, two, three]\n  {told}\n"))
    assert [one.correct for one in question.choices] == [False, True, False]


def test_units_come_from_what_is_around_the_questions() -> None:
    parcel = taken(
        "title: All\nsections:\n  - name: First\n    questions:\n      - question: Why so?\n        answer: It has to be so, as all know.\n"
        "  - name: Second\n    questions:\n      - {question: How much?, answer: 5}\n"
    )
    assert {title: part.questions[0].form for title, part in parcel.parts.items()} == {
        "First": Form.OPEN,
        "Second": Form.SHORT,
    }


def test_a_key_that_is_repeated_counts_as_its_last_one_and_is_told() -> None:
    parcel = taken(
        "- question: Which?\n  help: a\n  answers: [{value: x, correct: true}, y]\n  help: b\n"
    )
    assert questions(parcel)[0].answer == "b"
    assert parcel.notes[0].place == "line 4"


def test_a_question_without_a_right_answer_is_left_out() -> None:
    parcel = taken("- id: Q7\n  question: Which?\n  answers: [a, b]\n")
    (note,) = parcel.notes
    assert (note.place, note.sentence) == ("question Q7", "None of its choices is right.")


@pytest.mark.parametrize(
    "text",
    [
        "- question: a\n  answers: &x [b]\n",
        "question: [\nanswers:\n",
        "question: a\nanswers:" + "[" * 9000,
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(TransferError, match=r"bank\.yaml:\d+:\d+: "):
        bank.read(Foreign("bank.yaml", text.encode()))


@needs_decks
@pytest.mark.parametrize("name", ["symfony-yaml", "ham-technician-yaml"])
def test_every_question_of_real_banks_is_taken(name: str) -> None:
    for path, (_, count) in oracle(name).items():
        parcel = taken((DECKS / name / path).read_bytes(), Path(path).name)
        assert (parcel.found, parcel.taken) == (count, count), path
