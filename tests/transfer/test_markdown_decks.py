"""Cards in Markdown: of hascard, of hashcards, of Obsidian's spaced repetition, and choice questions under headings."""

from pathlib import Path

import pytest

from studykit.content.model import Form, Guide, Question
from studykit.transfer import obsidian
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import format_named, recognise
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.transfer.decks import files_of, needs_decks


def taken(text: str, name: str = "cards.md", fmt: str = "") -> Parcel:
    file = Foreign(name, text.encode())
    known = recognise(file)
    assert not fmt or known.name == fmt
    parcel = known.reader().read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "T")  # which makes sure that all of it is in order
    return parcel


def questions(parcel: Parcel) -> list[Question]:
    return [question for part in parcel.parts.values() for question in part.questions]


def guides(parcel: Parcel) -> list[Guide]:
    return [guide for part in parcel.parts.values() for guide in part.guides]


def test_hascard_has_cards_of_all_its_kinds() -> None:
    parcel = taken(
        "# Which planet is red?\n- Venus\n* Mars\n- Jupiter\n---\n# Which are gases?\n[*] Helium\n[ ] Iron\n[*] Neon\n---\n"
        "# Fill in\nWater boils at _100|hundred_ degrees, freezes at _0_.\n---\n# Sort\n2. b\n1. a\n---\n"
        "# What is told apart from a crime?\nA civil wrong, which is mended by money.\n",
        "x.txt",
        "hascard",
    )
    planet, gases, gaps, order, wrong = questions(parcel)
    assert [choice.correct for choice in planet.choices] == [False, True, False]
    assert [choice.correct for choice in gases.choices] == [True, False, True]
    assert (
        gaps.text
        == "Fill in\n\nWater boils at \\_\\_\\_\\_\\_ degrees, freezes at \\_\\_\\_\\_\\_."
    )
    assert gaps.answer == "Water boils at **100** degrees, freezes at **0**."
    assert [(point.text, point.accept) for point in gaps.points] == [
        ("100", ("hundred",)),
        ("0", ()),
    ]
    assert order.answer == "1. a\n2. b"
    assert wrong.form is Form.OPEN


def test_a_single_gap_is_typed() -> None:
    (question,) = questions(taken("# Fill\nThe _cell|the cell_ is small.\n", "x.txt", "hascard"))
    assert question.form is Form.SHORT
    assert question.accept == ("cell", "the cell")


def test_a_deck_of_names_becomes_terms() -> None:
    parcel = taken("# Tort\nA civil wrong.\n---\n# Crime\nA wrong against all.\n", "law.txt")
    assert [guide.term for guide in guides(parcel)] == ["Tort", "Crime"]
    assert parcel.title == "Law"


def test_a_card_without_an_answer_is_left_out_with_its_line() -> None:
    parcel = taken("# Tort\nA civil wrong.\n\n---\n\n# Alone\n\n---\n# Crime\nA wrong.\n", "x.txt")
    (note,) = parcel.notes
    assert (note.place, note.item, note.fate) == ("line 6", "Alone", Fate.LEFT)


def test_hashcards_asks_each_hidden_word_alone() -> None:
    parcel = taken(
        '---\nname = "Cells"\n---\n\nQ: What makes energy?\nA: The mitochondrion,\nby respiration.\n\n'
        "C: The [nucleus] holds the [DNA\\[1\\]], see [here](x).\n",
        fmt="hashcards",
    )
    assert parcel.title == "Cells"
    assert parcel.found == 3
    first, second, energy = questions(parcel)
    assert first.text == r"The \_\_\_\_\_ holds the DNA[1], see [here](x)."
    assert second.accept == ("DNA[1]",)
    assert energy.answer == "The mitochondrion,\nby respiration."


def test_obsidian_has_cards_on_one_line_and_on_several() -> None:
    parcel = taken(
        "---\nsr-due: 2024-01-01\n---\n#flashcards/biology/cells\n\nWhat divides first?::The **nucleus** divides, then the rest.\n"
        "osmosis:::water passing through a membrane <!--SR:!2024-05-22,1,230-->\n\nWhy does ice float?\n?\nIt is lighter,\nas it has gaps.\n\n"
        "A ==cell== is small.\n\n```\nno::card\n```\nsee `a::b` too\n",
        fmt="obsidian",
    )
    assert parcel.found == 4
    assert set(parcel.parts) == {"biology: cells"}
    assert {question.text for question in questions(parcel)} == {
        "What divides first?",
        "osmosis",
        "Why does ice float?",
        r"A \_\_\_\_\_ is small.",
    }
    assert any("one way only" in note.sentence for note in parcel.notes)


@pytest.mark.parametrize(
    ("hidden", "word", "hint"),
    [
        ("==12:30==", "12:30", ""),
        ("==1;;Noon==", "Noon", ""),
        ("==[1;;]Noon[;;in the middle]==", "Noon", "in the middle"),
        ("{{c1::Noon::in the middle}}", "Noon", "in the middle"),
        ("{{1:Noon}}", "Noon", ""),
    ],
)
def test_of_a_hidden_word_its_number_and_its_hint_are_no_part(
    hidden: str, word: str, hint: str
) -> None:
    (question,) = questions(taken(f"#flashcards\n\nIt leaves at {hidden}.\n", fmt="obsidian"))
    assert (question.accept, question.hint) == ((word,), hint)


def test_choice_questions_under_headings() -> None:
    parcel = taken(
        "# Quiz\n\n## 1. What is printed?\n\n```js\nprint(1)\n- A: no choice\n```\n\n- A: `1`\n- B: nothing\n- C: an error\n\n"
        "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: A\n\nIt prints **one**.\n\n</p>\n</details>\n\n---\n\n"
        "## 2. Which are even?\nA) 1\nB) 2\nC) 4\n\n**Answers:** B, C\n\n## 3. Open?\nA. x\nB. y\n",
        fmt="markdown-quiz",
    )
    first, second = questions(parcel)
    assert first.text == "What is printed?\n\n```js\nprint(1)\n- A: no choice\n```"
    assert [choice.text for choice in first.choices] == ["`1`", "nothing", "an error"]
    assert first.answer == "It prints **one**."
    assert [choice.correct for choice in second.choices] == [False, True, True]
    assert parcel.notes[0].sentence == "Nothing says which choice is right."


def test_a_choice_of_several_lines_takes_none_from_the_others() -> None:
    parcel = taken(
        "# Quiz\n\n## What?\n\nA. one\n   and more\nB. two\n   and more\nC. three\n   Answer: C\n\nBecause.\n",
        fmt="markdown-quiz",
    )
    (question,) = questions(parcel)
    assert [(choice.text, choice.correct) for choice in question.choices] == [
        ("one\nand more", False),
        ("two\nand more", False),
        ("three", True),
    ]
    assert question.answer == "Because."


@pytest.mark.parametrize(
    "text",
    [
        "# A page\n\nSome text about nothing.\n\n# Another\n\nMore text.\n",
        "Just words.\n",
        "std::vector is a class, `std::map` too. And so on it goes.\nNothing else is here.\n",
    ],
)
def test_an_ordinary_text_is_no_deck_of_obsidian_or_hashcards(text: str) -> None:
    file = Foreign("a.txt", text.encode())
    names = ["obsidian", "hashcards", "markdown-quiz"]
    assert not any(format_named(name).reader().is_mine(file) for name in names)


@pytest.mark.parametrize(
    "piece", ["# \n", "---\n", "```\n", "Q:\n", "a::", "C: [", "==x== ", "<!--", "- A: \n", "_a_ "]
)
@pytest.mark.parametrize("name", ["hascard", "hashcards", "obsidian", "markdown-quiz"])
def test_whatever_stands_there_is_read_to_its_end(name: str, piece: str) -> None:
    reader = format_named(name).reader()
    file = Foreign("a.md", (piece * 20_000).encode())
    reader.is_mine(file)
    parcel = reader.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left


@needs_decks
def test_every_card_of_real_hascard_files_is_found() -> None:
    parcels = [
        taken(path.read_text("utf-8"), path.name, "hascard")
        for path in files_of("hascard-cards", "cards/*.txt")
    ]
    assert sum(parcel.found for parcel in parcels) == 42
    left = [note.sentence for parcel in parcels for note in parcel.notes if note.fate is Fate.LEFT]
    assert left == ["It has no answer."] * 2


@needs_decks
def test_every_question_of_a_real_quiz_in_markdown_is_taken() -> None:
    paths: list[Path] = files_of("js-questions-en-zh", "README.md", "*/README*.md")
    parcels = [taken(path.read_text("utf-8"), path.name, "markdown-quiz") for path in paths]
    assert [(parcel.found, parcel.taken) for parcel in parcels] == [(155, 155), (155, 155)]


@needs_decks
def test_notes_without_cards_have_none() -> None:
    for path in files_of(
        "obsidian-sr-vaults",
        "tests/vaults/filesButNoQuestions/*.md",
        "docs/docs/en/flashcards/*.md",
    ):
        assert obsidian.read(Foreign(path.name, path.read_bytes())).found <= 3
