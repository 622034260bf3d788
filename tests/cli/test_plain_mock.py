"""A mock test as plain lines: prediction, questions against the clock, then the judging pass."""

from studykit.log import Confidence, Ending
from studykit.quiz.plan import Mode, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.study.sitting import MockSitting
from studykit.study.study import Study
from tests.cli.support import CHOICE, OPEN, SHORT, TickingClock, begin, talk


def mock(
    study: Study, *, minutes: float = 6, per_question: bool = False, overtime: bool = False
) -> MockSitting:
    """A mock test of three questions: open, choice, short."""
    limit = TimeLimit(minutes, per_question)
    options = QuizOptions(mode=Mode.MOCK, limit=limit, overtime=overtime, seed=3)
    sitting = begin(study, [OPEN, CHOICE, SHORT], options)
    assert isinstance(sitting, MockSitting)
    return sitting


def test_the_score_is_predicted_before_the_first_question(study: Study) -> None:
    sitting = mock(study)
    said = talk(sitting, "very good", "101", "80%")
    assert said.count("Please type a number from 0 to 100.") == 2
    assert sitting.quiz.predicted == 0.8
    assert said.index("What score") < said.index("Question 1 of 3")


def test_a_whole_test_gives_no_feedback_before_the_end(study: Study) -> None:
    sitting = mock(study)
    right = str(sitting.quiz.plan.choice_order(1).index(0) + 1)
    answers = ["50", "to learn", ".", "s", right, "u", "a letter", ".", "", "!done"]
    said = talk(sitting, *answers, "y", "y", "", "", "o", "")
    before, _, after = said.partition("Your answers are locked")
    assert "All there is to say" not in before
    assert "Your answer: to learn" in after
    assert sitting.quiz.ending is Ending.FINISHED
    assert sitting.quiz.score == (4.0, 4)
    assert "you expected 50%" in said
    assert sitting.quiz.attempts[0].confidence is Confidence.SURE


def test_one_can_turn_to_any_question(study: Study) -> None:
    sitting = mock(study)
    said = talk(
        sitting,
        "50",
        "!go 3",
        "note of thanks",
        ".",
        "",
        "!go 1",
        "!next",
        "!back",
        "!go 9",
        "!go",
        "!back",
        "to learn",
    )
    assert said.count("Question 1 of 3") == 3
    assert "There is no such question to turn to now." in said
    assert "such as !go 3" in said
    assert sitting.quiz.attempts[2].is_correct
    assert sitting.quiz.attempts[0].answered.text == "to learn"


def test_the_end_tells_what_is_empty(study: Study) -> None:
    said = talk(mock(study), "50", "?", "x", "?", "thanks", ".", "s", "hm", "!flag", "!list")
    assert "Without an answer: 1, 2." in said
    assert "Please type !done" in said
    assert "3 answered, flagged" in said


def test_the_time_and_the_pace_are_told(study: Study, clock: TickingClock) -> None:
    said = talk(mock(study), "50", lambda: clock.advance(4), "!time")
    assert "Time left: 2:00, 2 min behind." in said


def test_a_line_after_the_deadline_does_not_count(study: Study, clock: TickingClock) -> None:
    sitting = mock(study)
    said = talk(sitting, "50", "in time", lambda: clock.advance(7), "too late", "y")
    assert "The time is up. Your answers are locked as they stood" in said
    assert sitting.quiz.attempts[0].answered.text == "in time"
    assert sitting.quiz.attempts[0].answered.seconds <= 360


def test_overtime_goes_on_and_is_marked(study: Study, clock: TickingClock) -> None:
    sitting = mock(study, overtime=True)
    said = talk(sitting, "50", lambda: clock.advance(7), "late", "!time", "!done")
    assert "Overtime: 1:00." in said
    assert sitting.quiz.attempts[0].answered.overtime


def test_a_question_whose_time_is_up_is_closed(study: Study, clock: TickingClock) -> None:
    sitting = mock(study, minutes=1, per_question=True)
    said = talk(
        sitting, "50", "in time", lambda: clock.advance(1.5), "too late", "!go 1", "!go 3", "thanks"
    )
    assert "The time for this question is up." in said
    assert "The time for question 1 is up." in said
    assert sitting.quiz.attempts[0].answered.text == "in time"
    assert sitting.quiz.attempts[2].answered.text == "thanks"


def test_hints_and_second_thoughts_are_kept(study: Study) -> None:
    sitting = mock(study)
    said = talk(sitting, "50", "no", "!clear", "!hint", "yes", ".", "what", "s", "!go 1", "!help")
    assert "Please type g, u or s" in said
    assert sitting.quiz.attempts[0].answered.text == "yes"
    assert sitting.quiz.attempts[0].answered.hinted
    assert "!done:" in said


def test_the_end_of_input_hands_in_and_the_judging_can_be_gone_on_with(study: Study) -> None:
    sitting = mock(study)
    said = talk(sitting, "50", "to learn")
    assert "handed in. Your answers wait to be judged." in said
    assert "Nothing has been rated yet." in said
    assert "--resume 00000001" in said
    again = study.quizzes.resume("00000001")
    assert again.quiz.phase is Phase.JUDGING
    said = talk(again, "y", "y", "", "", "")
    assert "now judge them" in said
    assert again.quiz.ending is Ending.FINISHED


def test_leaving_does_not_stop_the_clock(study: Study, clock: TickingClock) -> None:
    said = talk(mock(study), "50", "to learn", "!leave")
    assert "The clock goes on running." in said
    clock.advance(7)
    again = study.quizzes.resume("00000001")
    assert again.quiz.phase is Phase.JUDGING
    assert again.quiz.attempts[0].answered.text == "to learn"


def test_no_command_of_answering_applies_while_judging(study: Study) -> None:
    said = talk(mock(study), "50", "x", "!done", "!hint", "!clear", "!go 1", "!done", "y", "!undo")
    assert said.count("No answer is asked for now.") == 2
    assert "The answers are locked already." in said
    assert "Undone." in said


def test_an_empty_prediction_leaves_the_test_unbegun(study: Study) -> None:
    sitting = mock(study)
    talk(sitting)
    assert sitting.quiz.phase is Phase.PREDICTING
