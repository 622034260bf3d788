"""What a text names and what lies beside it goes into the course that is made of it; what does not is told."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from studykit.content.identity import identify
from studykit.content.model import Question
from studykit.transfer.fetching import read_within
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.transfer.same import parcel_guides, parcel_questions

PNG = b"\x89PNG a figure"
OTHER = b"\x89PNG another"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures, and one beside it that is nobody's business."""
    folder = tmp_path / "deck"
    (folder / "figures").mkdir(parents=True)
    (folder / "t-1.png").write_bytes(PNG)
    (folder / "a hat (old).png").write_bytes(PNG)
    (folder / "figures" / "t-1.png").write_bytes(OTHER)
    (tmp_path / "secret.png").write_bytes(b"secret")
    return folder


Take = Callable[[str, str], Parcel]


@pytest.fixture
def take(folder: Path) -> Take:
    """Takes in a text that lies in the folder, and looks whether what is made of it is in order."""

    def take(name: str, text: str) -> Parcel:
        beside = partial(read_within, folder / name)
        (folder / name).write_text(text, "utf-8")
        file = Foreign(name, text.encode(), beside=beside)
        parcel = recognise(file).reader().read(file)
        make_files(parcel, "T")
        return parcel

    return take


def one(parcel: Parcel) -> Question:
    (question,) = parcel_questions(parcel)
    return question


def kept(parcel: Parcel) -> dict[str, bytes]:
    return {name: content() for name, content in parcel.media.items()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bank.yaml", "- question: What is it?\n  answers: [a, b]\n  correct: a\n  figure: figures/t-1.png\n"),
        ("quiz.txt", "1.  What is it?\n\n    ![t-1.png](figures/t-1.png)\n*a) a\nb)  b\n"),
        ("quiz.md", "# 1. What is it?\n\n![t-1.png](figures/t-1.png)\n\n- A: a\n- B: b\n\nAnswer: A\n"),
        ("cards.txt", "# What is it?\n![t-1.png](figures/t-1.png)\n\n* a\n- b\n"),
    ],
    ids=["bank", "text2qti", "markdown-quiz", "hascard"],
)  # fmt: skip
def test_a_picture_that_a_choice_question_names_comes_with_it(
    take: Take, name: str, text: str
) -> None:
    parcel = take(name, text)
    question = one(parcel)
    assert question.text == "What is it?\n\n![t-1.png](media/t-1.png)"
    assert question.id == identify(question.text)
    assert kept(parcel) == {"t-1.png": OTHER}
    assert parcel.notes == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.md", "#flashcards\n\nWhat is it?\n?\nIt is this:\n![[a hat (old).png|300]]\n"),
        ("cards.md", "Q: What is it?\nA: It is this:\n![a hat (old).png](<a hat (old).png>)\n"),
        (
            "quiz.txt",
            "1.  What is it?\n!   It is this:\n    ![a hat (old).png](a%20hat%20%28old%29.png)\n____\n",
        ),
    ],
    ids=["obsidian", "hashcards", "text2qti"],
)
def test_a_picture_in_an_answer_may_have_any_name(take: Take, name: str, text: str) -> None:
    parcel = take(name, text)
    assert "![a hat (old).png" in one(parcel).answer
    assert "](media/a-hat--old.png)" in one(parcel).answer
    assert kept(parcel) == {"a-hat--old.png": PNG}
    assert [point.id for point in one(parcel).points] == [identify(point.text) for point in one(parcel).points]  # fmt: skip


def test_two_pictures_of_one_name_are_kept_apart_and_one_named_twice_is_kept_once(
    take: Take,
) -> None:
    parcel = take("d.txt", "# One?\n* ![](t-1.png)\n- ![](figures/t-1.png)\n- ![](./t-1.png)x\n")
    assert [choice.text for choice in one(parcel).choices] == [
        "![](media/t-1.png)",
        "![](media/t-1-2.png)",
        "![](media/t-1.png)x",
    ]
    assert kept(parcel) == {"t-1.png": PNG, "t-1-2.png": OTHER}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bank.yaml", "- question: What is ![it](t-1.png), of a*b*c?\n  answers: [a, b]\n  correct: a\n"),
        ("table.csv", "question,answer\n\"What is ![it](t-1.png), of a*b*c?\",It is a thing of its own.\n"),
        ("page.txt", "Thing\n\nDefinition\nIt is one.\n\nReview questions\n1. What is ![it](t-1.png), of a*b*c?\nAnswer: It is a thing.\n"),
    ],
    ids=["bank", "table", "page"],
)  # fmt: skip
def test_plain_text_may_show_pictures_and_is_else_as_it_was(
    take: Take, name: str, text: str
) -> None:
    parcel = take(name, text)
    asked = [*parcel_questions(parcel), *(one for guide in parcel_guides(parcel) for one in guide.questions)]  # fmt: skip
    assert [question.text for question in asked] == [r"What is ![it](media/t-1.png), of a\*b\*c?"]
    assert kept(parcel) == {"t-1.png": PNG}


@pytest.mark.parametrize(
    ("way", "why"),
    [
        ("../secret.png", "outside of the folder"),
        ("/etc/hat.png", "outside of the folder"),
        ("out.png", "a link out of the folder"),
        ("none.png", "not there"),
    ],
)
def test_nothing_comes_from_outside_and_what_misses_is_told_where_it_stands(
    take: Take, folder: Path, way: str, why: str
) -> None:
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    parcel = take("q.txt", f"1.  Is it ![a hat]({way})?\n*a) yes\nb)  no\n")
    assert one(parcel).text == "Is it a hat?"
    assert kept(parcel) == {}
    (note,) = parcel.notes
    assert (note.place, note.sentence) == ("line 1", f"Named, but not carried: {way} ({why}).")


def test_a_picture_in_the_web_stays_there_and_one_in_code_is_none(take: Take) -> None:
    said = "It is ![x](https://example.org/x.png), not `![x](t-1.png)`."
    parcel = take("d.txt", f"# What is it, then?\n{said}\n---\n# And what?\nNothing at all, it seems.\n")  # fmt: skip
    assert parcel_questions(parcel)[0].answer == said
    assert (kept(parcel), parcel.notes) == ({}, [])


def test_a_figure_that_is_no_file_is_told(take: Take) -> None:
    bank = "- question: What is it?\n  answers: [a, b]\n  correct: a\n  figure: T-1\n"
    parcel = take("bank.yaml", bank)
    assert one(parcel).text == "What is it?"
    assert [note.sentence for note in parcel.notes] == ["The picture T-1 is no file that can be found."]  # fmt: skip


def test_questions_that_lose_their_picture_do_not_become_the_same(take: Take) -> None:
    card = "# What is shown?\n![a map]({}.png)\n\n* a\n- b\n"
    parcel = take("d.txt", "---\n".join(card.format(name) for name in ("x", "y")))
    assert len(parcel_questions(parcel)) == 1
    assert any("The same question" in note.sentence for note in parcel.notes)


def test_a_picture_of_a_question_that_is_left_out_stays_where_it_is(take: Take) -> None:
    parcel = take("q.txt", "1.  Is it ![a hat](t-1.png)?\n*a) yes\nb)  yes\n")
    assert (parcel.taken, kept(parcel)) == (0, {})


def test_terms_and_facts_bring_their_pictures(take: Take) -> None:
    text = "# lake\nIt **stands**. ![x](t-1.png)\n---\n# pond\nA small lake, seen here. ![y](figures/t-1.png)\n"
    parcel = take("d.txt", text)
    assert [guide.definition for guide in parcel_guides(parcel)] == [
        "It **stands**. ![x](media/t-1.png)",
        "A small lake, seen here. ![y](media/t-1-2.png)",
    ]
    assert set(kept(parcel)) == {"t-1.png", "t-1-2.png"}


def test_a_file_that_is_known_by_its_bytes_alone_has_nothing_beside_it() -> None:
    with pytest.raises(TransferError, match="not in the file"):
        Foreign("x.txt", b"").beside("t-1.png")


def crowdanki(html: str) -> str:
    note = {"fields": ["What is it?", html], "note_model_uuid": "m"}
    model = {"crowdanki_uuid": "m", "name": "Basic", "flds": [{"name": "Front"}, {"name": "Back"}]}
    return json.dumps({"__type__": "Deck", "name": "D", "note_models": [model], "notes": [note]})


HTML = 'See <img src="{}"> here.'
QTI = (
    '<questestinterop><item ident="q"><presentation><material><mattext texttype="text/html">&lt;p&gt;Is it &lt;img src="figures/t-1.png" alt="a"&gt;?&lt;/p&gt;</mattext></material>'
    '<response_lid ident="r"><render_choice><response_label ident="1"><material><mattext>yes</mattext></material></response_label>'
    '<response_label ident="2"><material><mattext>no</mattext></material></response_label></render_choice></response_lid></presentation>'
    '<resprocessing><respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar><setvar action="Set">100</setvar></respcondition></resprocessing></item></questestinterop>'
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deck.json", crowdanki(HTML.format("t-1.png"))),
        ("table.tsv", f"#html:true\nWhat is it?\t{HTML.format('figures/t-1.png')}\n"),
        ("table.csv", f"question,answer\nWhat is it?,{HTML.format('figures/t-1.png')}\n"),
        ("quiz.gift", '::Q::[html]Is it <img src\\="figures/t-1.png" alt\\="a">?{=yes ~no}'),
        ("quiz.xml", QTI),
    ],
    ids=["crowdanki", "html-table", "plain-table", "gift", "qti"],
)
def test_pictures_in_html_come_from_beside_it_too(
    take: Take, folder: Path, name: str, text: str
) -> None:
    (folder / "media").mkdir()
    (folder / "media" / "t-1.png").write_bytes(OTHER)
    parcel = take(name, text)
    question = one(parcel)
    assert "](media/t-1.png)" in question.text + question.answer
    assert kept(parcel) == {"t-1.png": OTHER}
    assert not [note for note in parcel.notes if "icture" in note.sentence or "Named" in note.sentence]  # fmt: skip
