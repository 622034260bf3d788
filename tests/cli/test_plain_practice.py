"""A practice quiz as plain lines, as a learner with a screen reader takes it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studykit.content.model import Choice, Form, Point
from studykit.log import Confidence, Ending, Rating, Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.plan import QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.study.study import Study
from tests.cli.support import CHOICE, OPEN, SHORT, TickingClock, begin, card, make_study, talk
from tests.content.test_pictures import PNG


def test_an_open_question_goes_from_answer_to_rating(study: Study) -> None:
    sitting = begin(study, [OPEN])
    said = talk(sitting, "You ask,", "they tell.", ".", "s", "y", "p", "")
    attempt = sitting.quiz.attempts[0]
    assert attempt.answered.text == "You ask,\nthey tell."
    assert attempt.confidence is Confidence.SURE
    assert attempt.verdicts == {"a": Verdict.MET, "b": Verdict.PARTLY}
    assert attempt.rated
    assert attempt.rated.chosen is Rating.HARD
    assert sitting.quiz.ending is Ending.FINISHED
    assert "Result: 1.5 of 2 points (75%)" in said


def test_nothing_of_the_answer_is_said_before_it_is_locked(study: Study) -> None:
    said = talk(begin(study, [OPEN]), "I think")
    assert "What about Interview?" in said
    assert "All there is to say" not in said
    assert "It gathers information" not in said


def test_a_term_card_does_not_name_its_term(study: Study) -> None:
    hidden = card("Rapport", Form.SHORT, Kind.TERM, prompt="Mutual trust.", accept=("Rapport",))
    said = talk(begin(study, [hidden]))
    assert "The Art of Asking" in said
    assert "Which term is this?" in said
    assert "Rapport" not in said.partition("\n\nNothing")[0]


def test_a_question_whose_answer_is_its_term_does_not_name_it(study: Study) -> None:
    telling = card("Rapport", Form.SHORT, prompt="What is mutual trust?", accept=("rapport",))
    said = talk(begin(study, [telling]))
    assert "Question 1 of 1: The Art of Asking." in said
    assert "Rapport" not in said.partition("\n\nNothing")[0]


def test_a_question_mark_alone_means_dont_know_and_brings_full_feedback(study: Study) -> None:
    sitting = begin(study, [OPEN, SHORT])
    said = talk(sitting, "?", "")
    assert sitting.quiz.attempts[0].answered.dont_know
    assert "All there is to say about Interview." in said
    assert all(f"{place}. " in said for place in (1, 2))  # the points, to learn from
    assert "Rating: again (0 of 2 points, you did not know yet)" in said


def test_a_dot_without_an_answer_is_asked_again(study: Study) -> None:
    sitting = begin(study, [OPEN])
    assert "There is no answer yet." in talk(sitting, ".")
    assert not sitting.quiz.attempts


def test_choices_are_named_by_their_numbers_as_shown(study: Study) -> None:
    sitting = begin(study, [CHOICE])
    shown = sitting.quiz.plan.choice_order(0).index(0) + 1
    said = talk(sitting, "nonsense", "7", "1,2", str(shown), "g", "")
    assert sitting.quiz.attempts[0].is_correct
    assert said.count("The number of your choice") == 1
    assert "`nonsense` is no answer: type one number, from 1 to 3, or ? if you don't know." in said
    assert "`7` is no answer" in said
    assert "`1,2` is no answer" in said
    assert f"{shown}. right: A referral – It needs trust." in said


def test_several_right_choices_are_named_together(study: Study) -> None:
    both = card(
        "Trust",
        Form.CHOICE,
        choices=(Choice("a", correct=True), Choice("b", correct=True), Choice("c")),
    )
    sitting = begin(study, [both])
    order = sitting.quiz.plan.choice_order(0)
    talk(sitting, f"{order.index(0) + 1}, {order.index(1) + 1}", "", "")
    assert sitting.quiz.attempts[0].is_correct


def test_an_answer_right_in_other_words_can_be_overruled(study: Study) -> None:
    sitting = begin(study, [SHORT])
    said = talk(sitting, "a letter", ".", "", "o", "")
    assert "Not right." in said
    assert sitting.quiz.score == (1.0, 1)


def test_a_slip_of_the_finger_is_mentioned(study: Study) -> None:
    assert "but close" in talk(begin(study, [SHORT]), "thank-you mote", ".", "")


def test_wrong_input_is_asked_again(study: Study) -> None:
    sitting = begin(study, [OPEN])
    said = talk(sitting, "x", ".", "certainly", "s", "maybe", "y", "", "y", "5", "")
    assert "Please type g, u or s" in said
    assert said.count("Please answer y, p or n.") == 2
    assert "Please press Enter, or type 1, 2, 3 or 4." in said
    assert sitting.quiz.phase is Phase.ENDED


def test_the_rating_can_be_chosen_by_hand(study: Study) -> None:
    sitting = begin(study, [OPEN])
    talk(sitting, "x", ".", "", "y", "y", "4")
    rated = sitting.quiz.attempts[0].rated
    assert rated
    assert (rated.derived, rated.chosen) == (Rating.GOOD, Rating.EASY)


def test_a_card_rated_again_comes_once_more(study: Study) -> None:
    said = talk(begin(study, [SHORT]), "?", "", "thank-you note", ".", "", "")
    assert "Once more: Note." in said


def test_what_is_undone_is_asked_again_and_the_text_is_kept(study: Study) -> None:
    sitting = begin(study, [OPEN])
    said = talk(sitting, "to learn", ".", "s", "!undo", "and lead", ".", "s", "y", "y", "")
    assert "You have typed so far" in said
    assert sitting.quiz.scored[0].answered.text == "to learn\nand lead"


def test_undo_with_nothing_to_undo_says_so(study: Study) -> None:
    assert "There is nothing to undo." in talk(begin(study, [OPEN]), "!undo")


def test_typed_text_can_be_thrown_away(study: Study) -> None:
    sitting = begin(study, [OPEN])
    talk(sitting, "wrong", "!clear", "better", ".")
    assert sitting.quiz.attempts[0].answered.text == "better"


def test_a_hint_is_shown_and_remembered(study: Study) -> None:
    sitting = begin(study, [OPEN, SHORT])
    said = talk(sitting, "!hint", "x", ".", "", "y", "y", "", "!hint")
    assert "Hint: Think of who asks." in said
    assert sitting.quiz.attempts[0].answered.hinted
    assert "There is no hint." in said


def test_a_missed_point_is_announced_and_asked_by_itself(study: Study, clock: TickingClock) -> None:
    talk(begin(study, [OPEN]), "x", ".", "", "y", "n", "")
    clock.advance(24 * 60)
    said = talk(begin(study, [OPEN]), "x", ".", "", "y", "n", "", "I lead", ".", "", "y", "")
    told = said.partition("\nA missed point: Interview.\n")[2]
    assert told.startswith("One point is still missing. Which?\nWhat about Interview?\n")
    assert "Model answer:\nThe asker leads.\ny got it, p partly, n missed:\n" in told
    assert "1 of 2 points (50%)" in told


def test_a_skipped_question_comes_last(study: Study) -> None:
    sitting = begin(study, [OPEN, SHORT])
    talk(sitting, "!skip", "thank-you note", ".", "", "")
    assert [attempt.card for attempt in sitting.quiz.attempts] == [SHORT]
    assert sitting.quiz.ending is Ending.STOPPED


def test_a_question_is_flagged_and_unflagged(study: Study) -> None:
    said = talk(begin(study, [OPEN]), "!flag", "!flag")
    assert said.index("Flagged.") < said.index("The flag is off.")


def test_stop_ends_the_quiz_and_says_what_came_of_it(study: Study) -> None:
    sitting = begin(study, [SHORT, OPEN])
    said = talk(sitting, "note of thanks", ".", "", "", "!stop")
    assert sitting.quiz.ending is Ending.STOPPED
    assert "1 of 2 questions" in said


def test_leaving_keeps_the_quiz_unfinished_and_says_how_to_go_on(study: Study) -> None:
    sitting = begin(study, [OPEN])
    said = talk(sitting, "half an", "!leave")
    assert sitting.quiz.ending is None
    assert "studykit quiz --plain --resume 00000001" in said
    again = study.quizzes.resume("00000001")
    assert "half an" in talk(again, "answer", ".")
    assert again.quiz.attempts[0].answered.text == "half an\nanswer"


def test_the_end_of_input_ends_the_quiz_and_keeps_what_was_typed(study: Study) -> None:
    sitting = begin(study, [OPEN])
    talk(sitting, "half an answer")
    assert sitting.quiz.ending is Ending.STOPPED
    assert study.log.drafts(sitting.quiz.plan.id)[0].text == "half an answer"


def test_help_lists_every_command(study: Study) -> None:
    said = talk(begin(study, [OPEN]), "!help", "!dance")
    assert all(
        f"!{name}:" in said
        for name in ("hint", "clear", "skip", "stop", "flag", "undo", "leave", "help")
    )
    assert "There is no command !dance." in said


def test_a_time_limit_is_said_before_each_question(study: Study, clock: TickingClock) -> None:
    sitting = begin(study, [OPEN], QuizOptions(limit=TimeLimit(2)))
    clock.advance(0.5)
    assert "Time left: 1:30." in talk(sitting)


def test_the_why_of_a_missed_point_is_said(study: Study) -> None:
    assert "Why: That is its purpose." in talk(begin(study, [OPEN]), "x", ".", "", "n")


def test_hostile_text_reaches_no_terminal(study: Study) -> None:
    nasty = card(
        "\x1b[2J\u202e", points=(Point("a", "\x9b31m\x07"),), prompt="\x1b]0;x\x07", hint="\x1b[1m"
    )
    said = talk(begin(study, [nasty]), "!hint", "\x1b[A\x00", ".", "", "y", "")
    assert not {char for char in said if not char.isprintable()} - {"\n"}


@pytest.mark.filterwarnings("error")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "x",
                ".",
                "?",
                "1",
                "2",
                "y",
                "p",
                "n",
                "",
                "o",
                "g",
                "!undo",
                "!skip",
                "!hint",
                "!flag",
                "!clear",
            ]
        )
    )
)
def test_whatever_is_typed_the_log_gives_the_same_quiz_again(lines: list[str]) -> None:
    study = make_study(TickingClock())
    try:
        sitting = begin(study, [OPEN, CHOICE, SHORT])
        talk(sitting, *lines)
        again = study.quizzes.reopen(sitting.quiz.plan.id)
        assert again.quiz.phase is Phase.ENDED
        assert again.quiz.score == sitting.quiz.score
    finally:
        study.close()


def test_where_a_picture_lies_is_told(study: Study, tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    (media / "curve.png").write_bytes(PNG)
    asked = card(
        "Demand",
        prompt="What is ![a curve](media/curve.png)?",
        answer="Demand, as ![](https://example.org/y.png).",
        points=(Point("p", "Demand."),),
        hint="Look at ![](media/gone.png).",
    )
    sitting = begin(study, [asked])
    said = talk(sitting, "!hint", "Demand.", ".", "", "y", "", home_of=lambda _: tmp_path)
    assert f"What is [image: a curve]?\nPicture (a curve): {media / 'curve.png'}\n" in said
    assert "Picture (media/gone.png): There is no picture media/gone.png in the course.\n" in said
    assert said.count("https://example.org/y.png") >= 2
    assert said.index("curve.png") < said.index("example.org")
