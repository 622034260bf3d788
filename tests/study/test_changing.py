"""A card whose answer has changed is due, and what changed is told once the learner has answered."""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest

from studykit.log import Rating, Verdict
from studykit.quiz.cards import ALL_KINDS
from studykit.quiz.quiz import Phase
from studykit.scheduling.test import Test
from studykit.study.study import Study
from tests.study.conftest import ASKING, OpenStudy
from tests.study.steps import finish_card, mock, practise
from tests.support import TickingClock

DAY = 86_400
PAGE = "asking/informational-interview"
CHANGED = ("- The asker leads.", "- The asker leads and keeps the time.")
Save = Callable[..., None]


@pytest.fixture
def save(study: Study, library: Path) -> Save:
    """Saves the course with some words replaced, and has it read."""

    def save(*changes: tuple[str, str]) -> None:
        text = ASKING
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (library / "asking.yaml").write_text(text, encoding="utf-8")
        study.catalog.refresh()
        study.schedule.edited.recognise()

    return save


@pytest.fixture(autouse=True)
def _learnt(study: Study) -> None:
    """The learner has met all cards of the course."""
    sitting = practise(study, "asking", kinds=ALL_KINDS, count=None)
    while sitting.quiz.phase is not Phase.ENDED:
        finish_card(sitting)


def differs(study: Study) -> str:
    (question, *_) = study.catalog.guide("asking", "informational-interview").questions
    return f"{PAGE}/question/{question.id}"


def test_an_unchanged_card_is_not_due_before_its_day(study: Study) -> None:
    assert study.today().due == ()
    assert study.today().changed == ()


def test_a_point_that_was_changed_makes_its_card_due_today(study: Study, save: Save) -> None:
    save(CHANGED)
    today = study.today()
    assert today.due == today.changed == (differs(study),)
    assert today.minutes > 0


def test_a_change_that_is_taken_back_makes_nothing_due(study: Study, save: Save) -> None:
    save(CHANGED)
    save()
    assert study.today().changed == ()


def test_another_wording_of_the_question_alone_makes_nothing_due(study: Study, save: Save) -> None:
    save(("How does it differ from a job interview?", "In which way is it no job interview?"))
    assert study.today().changed == ()


def test_both_at_once_are_a_card_that_is_recognised_and_due(study: Study, save: Save) -> None:
    save(
        ("How does it differ from a job interview?", "How is it different from a job interview?"),
        CHANGED,
    )
    assert study.today().changed == (differs(study),)
    assert study.log.memories()[differs(study)].reviews == 1


def test_what_changed_is_told_after_the_answer_and_never_before(study: Study, save: Save) -> None:
    save(CHANGED)
    sitting = study.begin_today()
    assert sitting.quiz.plan.cards[0].id == differs(study)
    assert sitting.change() is None
    sitting.submit("An answer.")  # type: ignore[union-attr]
    assert sitting.change() is None
    sitting.confide(None)  # type: ignore[union-attr]
    told = sitting.change()
    assert told
    assert told.words == (
        "Changed since you last answered: point 2 is new; gone: “The asker leads”."
    )
    for point in sitting.quiz.card.points:
        sitting.judge(point.id, Verdict.MET)
    assert sitting.change() == told
    sitting.rate(Rating.GOOD)
    assert study.today().changed == ()


def test_once_answered_it_is_not_told_again(
    study: Study, save: Save, ticking_clock: TickingClock
) -> None:
    save(CHANGED)
    finish_card(study.begin_today())  # type: ignore[arg-type]
    ticking_clock.wait(DAY)
    sitting = practise(study, PAGE, count=1)
    sitting.submit("An answer.")
    sitting.confide(None)
    assert sitting.change() is None


def test_a_rating_that_was_taken_back_was_none(study: Study, save: Save) -> None:
    save(CHANGED)
    sitting = study.begin_today()
    finish_card(sitting)  # type: ignore[arg-type]
    sitting.undo()
    assert sitting.change()
    assert study.today().changed == (differs(study),)


def test_the_judging_of_a_mock_test_tells_it_too(study: Study, save: Save) -> None:
    save(CHANGED)
    sitting = mock(study, PAGE)
    sitting.predict(0.5)
    assert sitting.change() is None
    sitting.hand_in()
    assert sitting.change()


def test_a_changed_card_that_rests_is_left_to_rest(study: Study, save: Save) -> None:
    save(CHANGED)
    study.schedule.rest([differs(study)], 5)
    assert study.today().due == ()


def test_a_changed_card_of_a_test_is_asked_today_and_only_once(study: Study, save: Save) -> None:
    day = study.schedule.day() + timedelta(days=20)
    kinds = frozenset({"question"})
    study.schedule.add_test(Test("", "Midterm", day, time(9), ("asking",), kinds, 20))
    save(CHANGED)
    today = study.today()
    assert today.cards.count(differs(study)) == 1
    planned = [card for one in today.planned for card in one.work_today.cards]
    assert [*planned, *today.due, *today.new].count(differs(study)) == 1


def test_a_change_is_found_also_where_another_program_has_taken_it_in(
    study: Study, open_study: OpenStudy, library: Path
) -> None:
    study.close()
    (library / "asking.yaml").write_text(ASKING.replace(*CHANGED), encoding="utf-8")
    later = open_study("later")
    assert later.today().changed == (differs(later),)


def test_pages_that_are_as_they_were_are_not_read_again(
    study: Study, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(CHANGED)

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("studykit.study.changing.named_cards", fail)
    study.schedule.edited.recognise()
    assert study.today().changed == (differs(study),)
