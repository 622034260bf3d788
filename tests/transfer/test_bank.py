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


@pytest.mark.parametrize(
    "node",
    [
        "answers: [{one: false}, {two: true}, {three: false}]",
        "answers: {x: one, a: two, b: three}\n  correct: a",
        "answers: {1: one, 2: two, 3: three}\n  correct: 2",
        "correct: two\n  incorrect: [one, three]",
        "answers: [{text: one}, {text: two, is_correct: yes, feedback: It is.}, {text: three}]",
    ],
)
def test_choices_may_stand_in_many_shapes(node: str) -> None:
    (question,) = questions(taken(f"- question: Which?\n  {node}\n"))
    assert {one.text: one.correct for one in question.choices} == {
        "one": False,
        "two": True,
        "three": False,
    }
    assert {one.why for one in question.choices} <= {"", "It is."}


def test_whether_answers_are_counted_from_0_or_1_is_told_by_the_whole_bank() -> None:
    def right(*told: int) -> list[str]:
        nodes = "".join(
            f"- question: Which {at}?\n  answers: [x, y, z]\n  correct: {one}\n"
            for at, one in enumerate(told)
        )
        parcel = taken(nodes)
        assert any("counted" in note.sentence for note in parcel.notes) == (told == (1, 2))
        return [
            choice.text for one in questions(parcel) for choice in one.choices if choice.correct
        ]

    assert right(0, 1, 2) == ["x", "y", "z"]
    assert right(3, 1) == ["z", "x"]
    assert right(1, 2) == ["y", "z"]


def test_a_number_that_is_one_of_the_choices_is_that_choice() -> None:
    (question,) = questions(taken("- question: Which?\n  answers: [1, 2, 4]\n  correct: 2\n"))
    assert [one.correct for one in question.choices] == [False, True, False]


def test_true_and_false_are_choices() -> None:
    (question,) = questions(taken("- question: Is it?\n  type: tf\n  answer: False\n"))
    assert [(one.text, one.correct) for one in question.choices] == [
        ("True", False),
        ("False", True),
    ]


def test_what_stands_beside_questions_and_is_none_is_told() -> None:
    parcel = taken(
        "- question: Which?\n  answers: [{value: x, correct: true}, y]\n- only words\n- question: None?\n"
    )
    assert [(note.place, note.item, note.sentence) for note in parcel.notes] == [
        ("question 2", "only words", "It has no answer."),
        ("question 3", "None?", "It has no answer."),
    ]


def test_code_stays_code_and_formulas_stay_formulas() -> None:
    parcel = taken(
        "- question: |\n    What does it give?\n\n      $a = f($b);\n      g($a, $c);\n\n    Say it.\n  answers:\n"
        "    - {value: '$form->bind($request)', correct: true}\n    - value: \"x:\\n  - y\\n\"\n    - '@cache %s'\n    - $x^2$\n"
    )
    (question,) = questions(parcel)
    assert question.text == "What does it give?\n\n```\n$a = f($b);\ng($a, $c);\n```\n\nSay it."
    assert [one.text for one in question.choices] == [
        r"\$form->bind(\$request)",
        "```\nx:\n  - y\n```",
        "@cache %s",
        "$x^2$",
    ]


def test_a_file_of_studykit_itself_and_an_empty_one_are_told() -> None:
    with pytest.raises(TransferError, match="own format"):
        bank.read(Foreign("a.yaml", b"term: A\ndefinition: B\nquestions: []\n"))
    with pytest.raises(TransferError, match="empty"):
        bank.read(Foreign("a.yaml", b"\n"))


@pytest.mark.parametrize("head", ["\n" * 100_000, " " * 100_000, "- " * 50_000, "a:\n" * 30_000])
def test_whether_it_is_a_bank_is_told_at_once(head: str) -> None:
    assert not bank.is_mine(Foreign("a.yaml", head.encode()))


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


def test_a_large_bank_is_read_to_its_end() -> None:
    node = "- question: Which {}?\n  answers: [a, b]\n  correct: a\n"
    text = "".join(node.format(number) for number in range(40_000))
    assert bank.read(Foreign("bank.yaml", text.encode())).taken == 40_000


@needs_decks
@pytest.mark.parametrize("name", ["symfony-yaml", "ham-technician-yaml"])
def test_every_question_of_real_banks_is_taken(name: str) -> None:
    for path, (_, count) in oracle(name).items():
        parcel = taken((DECKS / name / path).read_bytes(), Path(path).name)
        assert (parcel.found, parcel.taken) == (count, count), path


def test_markdown_with_the_words_of_a_bank_is_no_bank() -> None:
    text = b"# Chapter 1\n\nSome text.\n\nQuestion: Why?\nAnswer: Because [it is: so.\n"
    with pytest.raises(TransferError, match="in no format that is known here"):
        recognise(Foreign("d.md", text))
    assert recognise(Foreign("d.yaml", text)).name == "bank"


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_an_empty_file_is_told_to_be_empty(data: bytes) -> None:
    with pytest.raises(TransferError, match=r"d\.csv is empty"):
        recognise(Foreign("d.csv", data))
