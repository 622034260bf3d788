"""Quizzes in the plain text of text2qti arrive, and courses leave as such text."""

import pytest
from hypothesis import HealthCheck, given, settings

from studykit.content.markdown import bold_spans
from studykit.content.model import Course, Form, Question
from studykit.transfer import qti, text2qti, text2qti_out
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.support import COURSE
from tests.transfer.courses import SHIPPED, courses, shipped
from tests.transfer.same import parcel_guides, parcel_questions, question_said, shown

QUIZ = """\
Quiz title: Bridges
Quiz description: Of stone and steel.
shuffle answers: true

% a line that nobody sees
Title: The oldest
Points: 2
1.  Which bridge is *older*,
    and by how much?

    Think of stone.
... Both stand in **York**.
+   Right, by a century.
-   No.
*a) The first
... It was built in 1600.
b)  The second

2.  Which stand?
[*] This
[ ] That
[*] Those

COMMENT
3.  Not asked.
END_COMMENT

3.  Who built it?
* Roebling
* John Roebling

4.  How long is it?
=   1_000 +- 10%

5.  How high?
=   [3, 4]

6.  Explain the arch.
!   It presses on its ends.
____

7.  Draw one.
^^^^

Text title: More
Text: Read this first.

GROUP
pick: 1
points per question: 1

1.  Is it steel?
*a) true
b)  false

2.  Is it wood?
a)  true
*b) false

END_GROUP
"""


def read(text: str) -> Parcel:
    """The parcel of a text, whose counts add up and which makes files in order."""
    file = Foreign("quiz.txt", text.encode())
    assert recognise(file).name == "text2qti"
    parcel = text2qti.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "Bridges")
    return parcel


def said(parcel: Parcel) -> str:
    """All that is noted."""
    return "\n".join(f"{note.place}: {note.fate}: {note.sentence}" for note in parcel.notes)


def test_every_kind_of_question_arrives() -> None:
    parcel = read(QUIZ)
    assert (parcel.title, parcel.about) == ("Bridges", "Of stone and steel.")
    oldest, which, who, long, high, arch = parcel.parts[""].questions
    assert oldest.text == "Which bridge is *older*,\nand by how much?\n\nThink of stone."
    assert oldest.answer == "Both stand in **York**.\n\nRight, by a century.\n\nNo."
    assert [(one.text, one.correct, one.why) for one in oldest.choices] == [
        ("The first", True, "It was built in 1600."),
        ("The second", False, ""),
    ]
    assert [one.correct for one in which.choices] == [True, False, True]
    assert who.accept == ("Roebling", "John Roebling")
    assert (long.accept, long.answer) == (("1000",), "1000 (from 900 to 1100 is right)")
    assert (high.form, high.answer) == (Form.OPEN, "Any number from 3 to 4.")
    assert (arch.form, arch.answer) == (Form.OPEN, "It presses on its ends.")
    assert [one.text for one in parcel.parts["More"].questions] == ["Is it steel?", "Is it wood?"]


def test_what_cannot_be_carried_is_told_with_its_line() -> None:
    told = said(read(QUIZ))
    assert "line 8: changed: What is said to a wrong answer" in told
    assert "line 42: left out: A file is to be handed in" in told
    assert "line 46: left out: It is only a text" in told
    assert "line 48: changed: Only 1 of its questions" in told


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "has no answer"),
        ("a)  x\nb)  y\n", "does not say what is right"),
        ("*a) x\n", "fewer than two choices"),
        ("*a) x\n= 5\n", "answered in two ways (line 6)"),
        ("= five\n", "`five` is no number"),
        ("____\n", "no model answer"),
        ("*a) x\nb)  x\n", "Two of its choices are the same"),
    ],
)
def test_a_bad_question_is_left_out_and_the_others_are_taken(answer: str, reason: str) -> None:
    parcel = read(f"1.  Good?\n*a) yes\nb)  no\n\n2.  Bad?\n{answer}".replace("\n\n2.", "\n2."))
    assert parcel.taken == 1
    assert "line 4: left out: " in said(parcel)
    assert reason in said(parcel)


def test_lines_that_belong_to_nothing_are_told() -> None:
    good = "1.  Good?\n*a) yes\nb)  no\n\n"
    parcel = read(f"{good}2.  A long\nquestion?\n*a) yes\nb)  no\n{good * 3}")
    assert "line 6: changed: This line has no mark; indent it" in said(parcel)


def test_code_is_never_run() -> None:
    code = "```{.python .run}\nprint(open('/etc/passwd').read())\n```\n"
    parcel = read(f"1.  Good?\n*a) yes\nb)  no\n\n{code}")
    assert (parcel.found, parcel.taken) == (2, 1)
    assert "studykit runs none" in said(parcel)


def test_code_within_a_question_is_shown() -> None:
    parcel = read("1.  What is printed?\n\n    ```python\n    print(1)\n    ```\n*a) 1\nb)  2\n")
    assert parcel.parts[""].questions[0].text == "What is printed?\n\n```python\nprint(1)\n```"


@pytest.mark.parametrize(
    ("text", "line"),
    [("COMMENT\n1.  x\n", "Line 1"), ("1.  x\n____\n```{.python .run}\n1\n", "Line 3")],
)
def test_what_has_no_end_is_refused_with_its_line(text: str, line: str) -> None:
    with pytest.raises(TransferError, match=line):
        text2qti.read(Foreign("quiz.txt", text.encode()))


def test_a_text_without_questions_is_refused() -> None:
    with pytest.raises(TransferError, match="no question"):
        text2qti.read(Foreign("quiz.txt", b"Quiz title: Nothing\n"))


def test_pictures_and_groups_without_end_are_told() -> None:
    told = said(read("GROUP\n1.  ![a hat](hat.png)?\n*a) yes\nb)  no\n"))
    assert "Named, but not carried: hat.png (not in the file)." in told
    assert "line 1: changed: This GROUP has no END_GROUP" in told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What?\nA. x\nB. y\nANSWER: A\n",
        "::Q:: What? {=x}\n",
        "# Heading\n\n1. First\n* a\n* b\n",
        "question,answer\nx,y\n",
        "1. Buy milk\n2. Buy bread\n",
    ],
)
def test_other_texts_are_none_of_ours(text: str) -> None:
    assert not text2qti.is_mine(Foreign("x.txt", text.encode()))


def test_a_quiz_of_many_questions_is_read_quickly() -> None:
    text = "".join(f"{at}.  Is it {at}?\n*a) yes\nb)  no\n\n" for at in range(3000))
    assert read(text).taken == 3000


def back(course: Course) -> Parcel:
    """A course, sent away and taken in again."""
    shipment = text2qti_out.write([course])
    parcel = text2qti.read(Foreign("course.txt", shipment.data))
    assert parcel.found == parcel.taken == shipment.taken
    return parcel


def carried(question: Question) -> tuple[object, ...]:
    """What of a question the format can carry: all but its hint."""
    form, text, answer, _, *rest = question_said(question)
    return (form, text, answer, *rest)


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_course_comes_back_but_for_hints_and_links(slug: str) -> None:
    course = shipped()[slug]
    parcel = back(course)
    guides = parcel_guides(parcel)
    assert [guide.term for guide in guides] == [guide.term for guide in course.guides]
    for mine, theirs in zip(course.guides, guides, strict=True):
        assert shown(mine.definition) == shown(theirs.definition)
        bold = [fact.text for fact in mine.facts if bold_spans(fact.text)]
        assert [shown(fact.text) for fact in theirs.facts] == [shown(text) for text in bold]
        asked = [carried(one) for one in mine.questions]
        assert [carried(one) for one in theirs.questions][: len(asked)] == asked
    assert parcel.about == course.about


def test_what_the_format_cannot_carry_is_told() -> None:
    told = {note.sentence for note in text2qti_out.write([COURSE]).notes}
    assert told == {
        "17 ids that were given are not carried; where they come back, the ids of questions, facts and points follow from their texts.",
        "Its other names are not carried: informational meeting.",
        "Its links to other terms are not carried.",
        "Its hint is not carried.",
        "A fact without bold words asks nothing.",
        "Only the first of its bold words are asked for.",
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(courses())
def test_whatever_a_course_says_is_read_back_or_told(course: Course) -> None:
    parcel = back(course)
    assert [guide.term for guide in parcel_guides(parcel)] == [g.term for g in course.guides]


@pytest.mark.parametrize("slug", SHIPPED)
def test_text2qti_itself_takes_what_we_write(slug: str) -> None:
    """A peer that is not ours; its package is then read by us, as many questions as there were."""
    quiz = pytest.importorskip("text2qti.quiz", reason="text2qti is not installed")
    config, packing = pytest.importorskip("text2qti.config"), pytest.importorskip("text2qti.qti")
    settings = config.Config()
    settings["latex_render_url"] = "https://example.org/"
    shipment = text2qti_out.write([shipped()[slug]])
    made = quiz.Quiz(shipment.data.decode(), config=settings)
    parcel = qti.read(Foreign("peer.zip", packing.QTI(made).zip_bytes()))
    headings = sum(line.startswith("Text title: ") for line in shipment.data.decode().split("\n"))
    assert parcel.found == shipment.taken + headings
    assert parcel.taken == shipment.taken
    own = text2qti.read(Foreign("course.txt", shipment.data))
    mine = [one for guide in parcel_guides(own) for one in guide.questions]
    theirs = {question_said(one)[:2] for one in parcel_questions(parcel)}
    assert {question_said(one)[0] for one in mine} <= {form for form, _ in theirs}
