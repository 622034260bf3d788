"""Papers: a mock test, its key, and study guides."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from studykit.content.html import blocks, with_pictures
from studykit.content.model import (
    Choice,
    Course,
    Fact,
    Form,
    Guide,
    Point,
    Question,
    QuestionSet,
    Unit,
)
from studykit.content.questions import sentence_points
from studykit.quiz.cards import ALL_KINDS, cards_of
from studykit.quiz.paper import Size, guide_paper, key_paper, mock_paper
from studykit.quiz.plan import Mode, QuizOptions, QuizPlan
from studykit.quiz.timer import TimeLimit

ANSWER = "They ask so that they can learn. Nobody is assessed."
GUIDE = Guide(
    "open-question",
    "Open Question",
    "A question that **invites** a long answer.",
    sentence_points("A question that **invites** a long answer."),
    facts=(Fact("f1", "It begins with **how** or why."),),
    questions=(
        Question(
            "q1",
            "Why do people ask them?",
            Form.OPEN,
            ANSWER,
            (Point("p1", "To learn.", core=True), Point("p2", "Nobody is assessed.")),
            hint="Think of <b>aims</b>.",
        ),
        Question(
            "q2",
            "Which is one?",
            Form.CHOICE,
            choices=(
                Choice("How are you?", correct=True, why="It is open."),
                Choice("Are you well?"),
                Choice("Is it late?"),
            ),
        ),
        Question("q3", "What closes it?", Form.SHORT, accept=("a closed question", "closed")),
    ),
    contrast=("closed-question",),
)
COURSE = Course("talk", "Talk & <Listen>", "", (Unit("Asking", (GUIDE,)),))


def plan(seed: int = 3) -> QuizPlan:
    options = QuizOptions(
        kinds=ALL_KINDS, mode=Mode.MOCK, limit=TimeLimit(2, per_question=True), seed=seed
    )
    return QuizPlan(
        "", COURSE.title, options, datetime(2026, 11, 26, tzinfo=UTC), tuple(cards_of(COURSE))
    )


def test_what_is_right_stands_beside_what_is_said_of_it() -> None:
    asked = Question("q", "Which river?", Form.SHORT, answer="It is long.", accept=("Volga",))
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (asked,)),))
    page = guide_paper([course], "C")
    assert "Right: Volga" in page
    assert "It is long." in page
    assert "Volga" not in guide_paper([course], "C", answers=False)


def test_a_mock_test_on_paper_tells_no_answer() -> None:
    page = mock_paper(plan())
    for told in ("Nobody is assessed", "To learn", "closed question", "It is open", "✓", "aims"):
        assert told not in page


def test_a_mock_test_says_how_many_points_and_minutes_there_are() -> None:
    page = mock_paper(plan())
    assert "6 questions, 7 points, 12 minutes" in page
    assert "2 points" in page


def test_an_open_question_has_more_room_to_write_than_a_short_one() -> None:
    rooms = re.findall(r'<div class="lines">((?:<div></div>)+)</div>', mock_paper(plan()))
    counts = [room.count("</div>") for room in rooms]
    assert counts[0] >= 4
    assert counts[1] == 1


def test_the_key_has_the_choices_in_the_order_of_the_paper() -> None:
    for seed in range(5):
        order = [
            re.findall(r"(How are you\?|Are you well\?|Is it late\?)", page)
            for page in (mock_paper(plan(seed)), key_paper(plan(seed)))
        ]
        assert order[0] == order[1]


def test_the_key_has_the_model_answers_and_a_box_for_each_point() -> None:
    page = key_paper(plan())
    assert ANSWER in page
    assert "To learn. <b>core</b>" in page
    assert "a closed question · closed" in page
    assert (
        page.count('class="box"') == 6
    )  # two points, the one of the definition, three short answers
    assert "It is open." in page


def test_true_stands_before_false_on_every_paper() -> None:
    choices = (Choice("False", correct=True), Choice("True"))
    question = Question("q", "Is it?", Form.CHOICE, choices=choices)
    course = replace(COURSE, units=(Unit("", (replace(GUIDE, questions=(question,)),)),))
    for seed in range(4):
        for paper in (mock_paper, key_paper):
            said = paper(replace(plan(seed), cards=tuple(cards_of(course))))
            assert said.index(">True<") < said.index(">False<")


def test_a_blank_has_one_weight_and_a_picture_keeps_its_name() -> None:
    question = Question(
        "q", r"**It is \_\_\_\_\_** ![a ____ b](media/a____b.png)", Form.SHORT, accept=("a",)
    )
    course = replace(COURSE, units=(Unit("", (replace(GUIDE, questions=(question,)),)),))
    said = mock_paper(replace(plan(), cards=tuple(cards_of(course))))
    assert '<span class="gap">_____</span></strong>' in said
    assert '<img src="media/a____b.png" alt="a ____ b">' in said


def test_each_sheet_has_its_number_and_that_of_its_paper() -> None:
    for paper in (mock_paper, key_paper):
        said = paper(plan(7), Size.LETTER)
        assert '@page { size: letter; @bottom-left { content: "Paper 7";' in said
        assert "counter(page)" in said
        assert "· Paper 7<br>" in said
        assert "size: a4" in paper(plan(7))


def test_two_seeds_make_two_papers_and_one_seed_makes_the_same() -> None:
    assert mock_paper(plan(1)) == mock_paper(plan(1))
    assert mock_paper(plan(1)) != mock_paper(plan(2))


def test_a_study_guide_is_printed_with_or_without_the_answers() -> None:
    page = guide_paper([COURSE], COURSE.title)
    assert "It begins with <strong>how</strong> or why." in page
    assert "Not to be confused with: closed question." in page
    assert ANSWER in page
    bare = guide_paper([COURSE], COURSE.title, answers=False)
    assert "Why do people ask them?" in bare
    assert ANSWER not in bare
    assert "✓" not in bare


def test_points_are_printed_where_they_say_more_than_the_answer() -> None:
    def printed(*points: Point) -> str:
        asked = Question("q", "Why?", Form.OPEN, "Because. It pays.", points)
        course = replace(COURSE, units=(), sets=(QuestionSet("exam", "Exam", (asked,)),))
        return guide_paper([course], "Exam")

    assert "<li>" not in printed(Point("a", "Because."), Point("b", "It pays.")).split("model")[-1]
    assert "<li>It pays. <b>core</b></li>" in printed(
        Point("a", "Because."), Point("b", "It pays.", core=True)
    )
    assert "<li>Money</li>" in printed(Point("a", "Money"))


@pytest.mark.parametrize("paper", [mock_paper, key_paper])
def test_nothing_of_the_content_is_markup_on_paper(paper: object) -> None:
    assert callable(paper)
    nasty = "<script>alert(1)</script> [x](https://example.org) <img src=x onerror=y>"
    question = Question(
        "q", nasty, Form.CHOICE, nasty, choices=(Choice(nasty, correct=True), Choice("b"))
    )
    course = replace(
        COURSE, title=nasty, units=(Unit(nasty, (replace(GUIDE, questions=(question,)),)),)
    )
    page = str(paper(replace(plan(), title=nasty, cards=tuple(cards_of(course)))))
    assert "<script" not in page
    assert "<img" not in page
    assert "href" not in page


def test_a_picture_is_put_into_the_page_or_named() -> None:
    html = blocks(
        "![A <b>map</b>](media/map.png) and ![Else](media/no.png) ![x](file:///etc/a.png)"
    )
    page = with_pictures(html, lambda way: b"PNG" if way == "media/map.png" else None)
    assert 'src="data:image/png;base64,UE5H"' in page
    assert "[Else]" in page
    assert page.count("<img") == 1
