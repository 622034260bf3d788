"""The learner's calendar: days, settings, cards that rest, and today's quiz."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread
from zoneinfo import ZoneInfo

import pytest

from studykit.errors import StudykitError
from studykit.log import Confidence, Verdict
from studykit.quiz.plan import Mode
from studykit.quiz.quiz import Phase
from studykit.scheduling.scheduler import USUAL_PARAMETERS
from studykit.scheduling.study_day import DayShift
from studykit.scheduling.test import Test
from studykit.storage.agenda import Agenda
from studykit.study import schedule as scheduling
from studykit.study.settings import Settings
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from tests.study.conftest import OpenStudy
from tests.study.steps import INFORMATIONAL, finish_card, mock, practise
from tests.support import START, TickingClock

DAY = 86_400
BERLIN = ZoneInfo("Europe/Berlin")


def shifts(study: Study) -> int:
    """How often it was taken down how the learner's days lie."""
    study.schedule.day()
    assert study._opened
    return len(study._opened[0].rows("SELECT * FROM day_shifts"))


# -- days -------------------------------------------------------------------------------------------------------------------


def test_a_day_that_lies_as_before_is_not_taken_down_again(
    study: Study, ticking_clock: TickingClock
) -> None:
    assert study.schedule.day() == START.date()
    ticking_clock.wait(3 * DAY)
    assert study.schedule.day() == START.date() + timedelta(days=3)
    assert shifts(study) == 1


def test_the_day_begins_when_the_learner_says(study: Study, ticking_clock: TickingClock) -> None:
    ticking_clock.time = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
    assert study.schedule.day() == date(2026, 11, 26)
    study.schedule.keep_settings(Settings(day_start=timedelta(hours=1)))
    assert study.schedule.day() == date(2026, 11, 27)
    study.schedule.keep_settings(Settings(day_start=timedelta(hours=6, minutes=30)))
    assert study.schedule.day() == date(2026, 11, 26)
    assert shifts(study) == 3


def test_when_summer_time_ends_the_day_still_begins_at_four(
    open_study: OpenStudy, ticking_clock: TickingClock
) -> None:
    study = open_study(zone=BERLIN)
    for text, day in (
        ("2026-10-24 01:58", "2026-10-23"),  # 3:58 in summer
        ("2026-10-24 02:02", "2026-10-24"),
        ("2026-10-25 02:58", "2026-10-24"),  # 3:58 in winter
        ("2026-10-25 03:02", "2026-10-25"),
        ("2027-03-28 01:58", "2027-03-27"),  # 3:58 in summer again
        ("2027-03-28 02:02", "2027-03-28"),
    ):
        ticking_clock.time = datetime.fromisoformat(text).replace(tzinfo=UTC)
        assert study.schedule.day() == date.fromisoformat(day)
    assert shifts(study) == 3


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Auckland"])
def test_after_a_flight_nothing_is_lost_and_no_interval_is_negative(
    open_study: OpenStudy, ticking_clock: TickingClock, zone: str
) -> None:
    home = open_study("home", zone=BERLIN)
    finish_card(practise(home, INFORMATIONAL))
    before = home.log.memories()
    home.close()
    ticking_clock.wait(14 * 3600)
    away = open_study("away", zone=ZoneInfo(zone))
    away.schedule.bring_up_to_date()
    assert away.log.memories() == before
    finish_card(practise(away, INFORMATIONAL))
    away.schedule.rebuild()
    for memory in away.log.memories().values():
        assert memory.due > memory.day
        assert memory.reviews == 2


def test_two_threads_that_find_another_zone_at_once_take_it_down_once(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[DayShift] = []
    both = Barrier(2)

    def note(shift: DayShift) -> None:
        noted.append(shift)
        with suppress(BrokenBarrierError):
            both.wait(0.2)
        Agenda.note_shift(study.schedule.agenda, shift)

    monkeypatch.setattr(study.schedule.agenda, "note_shift", note)
    threads = [Thread(target=study.schedule.day) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(noted) == 1


# -- clocks that are set back -------------------------------------------------------------------------------------------------


def test_a_page_read_with_the_clock_set_back_counts_before_the_answer_it_precedes(
    study: Study, ticking_clock: TickingClock
) -> None:
    study.schedule.rebuild()
    finish_card(practise(study, INFORMATIONAL))
    (known,) = study.log.memories().values()
    assert not study.schedule.is_behind
    ticking_clock.wait(-120)
    study.keep_page("asking", "informational-interview")
    assert study.schedule.is_behind
    study.schedule.bring_up_to_date()
    (read,) = study.log.memories().values()
    assert read.due < known.due
    assert not study.schedule.is_behind


def test_answers_from_a_clock_that_ran_far_ahead_are_not_played_again_at_every_page(
    study: Study, ticking_clock: TickingClock
) -> None:
    study.schedule.rebuild()
    finish_card(practise(study, INFORMATIONAL))
    ticking_clock.wait(-30 * DAY)
    study.keep_page("asking", "informational-interview")
    assert not study.schedule.is_behind


def test_a_page_read_in_order_leaves_the_memories_as_they_are(
    study: Study, ticking_clock: TickingClock
) -> None:
    study.schedule.rebuild()
    finish_card(practise(study, INFORMATIONAL))
    study.keep_page("asking", "informational-interview")
    assert not study.schedule.is_behind


def test_a_zone_changed_with_the_clock_set_back_gives_the_days_that_the_log_tells(
    open_study: OpenStudy, ticking_clock: TickingClock
) -> None:
    ahead = open_study("ahead")
    ahead.schedule.rebuild()
    ticking_clock.wait(40 * DAY)
    finish_card(practise(ahead, INFORMATIONAL))
    ahead.close()
    ticking_clock.wait(-40 * DAY)
    back = open_study("back", zone=ZoneInfo("Pacific/Auckland"))
    back.schedule.day()
    assert back.schedule.is_behind
    back.schedule.bring_up_to_date()
    memories = back.log.memories()
    back.schedule.rebuild()
    assert back.log.memories() == memories
    assert back.today().due == ()


# -- settings -----------------------------------------------------------------------------------------------------------------


def test_settings_are_kept_for_now_and_for_the_next_time(
    open_study: OpenStudy,
) -> None:
    first = open_study("first")
    assert first.schedule.settings == Settings()
    first.schedule.keep_settings(Settings(new_cards=3))
    assert first.schedule.settings.new_cards == 3
    second = open_study("second")
    assert second.schedule.settings.new_cards == 3


def test_a_setting_that_was_changed_elsewhere_stands(open_study: OpenStudy) -> None:
    first, second = open_study("first"), open_study("second")
    settings = first.schedule.settings
    second.schedule.keep_settings(Settings(new_cards=3))
    first.schedule.keep_settings(settings._replace(retention=0.8))
    assert (first.schedule.settings.new_cards, first.schedule.settings.retention) == (3, 0.8)


def test_what_is_wrong_with_the_file_is_told_also_after_a_change(
    study: Study, tmp_path: Path
) -> None:
    (tmp_path / "settings.yaml").write_text("colour: blue\nretention: 2\n", encoding="utf-8")
    assert len(study.schedule.problems) == 2
    study.schedule.keep_settings(Settings(retention=0.8))
    assert [problem.line for problem in study.schedule.problems] == [1]


def test_who_wants_to_recall_more_is_asked_sooner_from_then_on(study: Study) -> None:
    finish_card(practise(study, INFORMATIONAL))
    study.schedule.bring_up_to_date()
    (before,) = study.log.memories().values()
    study.schedule.keep_settings(Settings(retention=0.75))
    assert study.schedule.is_behind
    study.today()
    (after,) = study.log.memories().values()
    assert after.due > before.due
    assert after.stability == before.stability


def test_without_a_file_settings_hold_until_one_leaves(study: Study) -> None:
    study.schedule._file = None
    study.schedule.keep_settings(Settings(retention=0.75))
    assert study.schedule.settings.retention == 0.75
    assert study.schedule.is_behind


def test_memories_made_by_an_older_program_are_made_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.schedule.bring_up_to_date()
    assert not study.schedule.is_behind
    monkeypatch.setattr(scheduling, "VERSION", 99)
    assert study.schedule.is_behind
    study.today()
    assert not study.schedule.is_behind


# -- two desks on one database ------------------------------------------------------------------------------------------------

SLOW_TO_FORGET = tuple(2 * one if at < 4 else one for at, one in enumerate(USUAL_PARAMETERS))
"""What is known at first lasts twice as long."""


def test_a_fit_that_another_desk_adopted_holds_from_the_next_answer_on(
    open_study: OpenStudy,
) -> None:
    first, second = open_study("first"), open_study("second")
    sitting = practise(first, INFORMATIONAL)
    finish_card(sitting)
    second.schedule.adopt(SLOW_TO_FORGET, {})
    finish_card(sitting)
    assert not first.schedule.is_behind
    answered = second.log.memories()
    second.schedule.rebuild()
    assert second.log.memories() == answered
    assert len(answered) == 2


def test_a_fit_that_is_adopted_while_another_desk_makes_the_memories_stands(
    open_study: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_study("first"), open_study("second")
    finish_card(practise(first, INFORMATIONAL))
    remember = first.log.remember_again

    def meanwhile() -> None:
        remember()
        second.schedule.adopt(SLOW_TO_FORGET, {})

    monkeypatch.setattr(first.log, "remember_again", meanwhile)
    first.schedule.bring_up_to_date()
    monkeypatch.undo()
    assert not first.schedule.is_behind
    memories = first.log.memories()
    first.schedule.rebuild()
    assert first.log.memories() == memories


def test_what_falls_behind_while_the_memories_are_made_is_made_again(
    open_study: OpenStudy, ticking_clock: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_study("first"), open_study("second")
    finish_card(practise(first, INFORMATIONAL))
    first.schedule.rebuild()
    remember = first.log.remember_again

    def meanwhile() -> None:
        remember()
        ticking_clock.wait(-120)
        second.keep_page("asking", "informational-interview")

    monkeypatch.setattr(first.log, "remember_again", meanwhile)
    first.schedule.rebuild()
    monkeypatch.undo()
    assert first.schedule.is_behind
    first.schedule.bring_up_to_date()
    memories = first.log.memories()
    first.schedule.rebuild()
    assert first.log.memories() == memories


# -- today's quiz -------------------------------------------------------------------------------------------------------------


def test_a_missed_core_point_brings_the_card_back_tomorrow(
    study: Study, ticking_clock: TickingClock
) -> None:
    sitting = practise(study, INFORMATIONAL, count=1)
    miss_core(sitting)
    sitting.stop()
    card = sitting.quiz.plan.cards[0].id
    assert card not in study.today().due
    ticking_clock.wait(DAY)
    assert study.today().due == (card,)


def miss_core(sitting: PracticeSitting, confidence: Confidence | None = None) -> None:
    """Answer the current card and miss its core point."""
    sitting.submit("An answer.")
    sitting.confide(confidence)
    for point in sitting.quiz.card.points:
        sitting.judge(point.id, Verdict.MISSED if point.core else Verdict.MET)
    sitting.rate()


def test_where_there_is_nothing_to_do_today_the_learner_is_told(study: Study) -> None:
    with pytest.raises(StudykitError, match="nothing to do today"):
        study.begin_today()


def test_todays_quiz_asks_what_was_missed_although_sure_first(
    study: Study, ticking_clock: TickingClock
) -> None:
    sitting = practise(study, "asking", count=None)
    while sitting.quiz.phase is Phase.ANSWERING and len(sitting.quiz.attempts) < 4:
        card = sitting.quiz.card
        if card.is_open and any(point.core for point in card.points):
            miss_core(sitting, Confidence.SURE)
        else:
            finish_card(sitting)
    sitting.stop()
    ticking_clock.wait(30 * DAY)
    today = study.today()
    assert len(today.first) == 1
    quiz = study.begin_today(today).quiz
    assert quiz.plan.title == "Today"
    assert quiz.plan.options.mode is Mode.PRACTICE
    assert quiz.card.id == today.first[0]
    assert {card.id for card in quiz.plan.cards if not card.follows} == set(today.cards)


def test_a_point_missed_before_is_asked_by_itself_and_leaves_no_memory_and_no_score(
    study: Study, ticking_clock: TickingClock
) -> None:
    first = practise(study, INFORMATIONAL, count=1)
    miss_core(first)
    first.stop()
    ticking_clock.wait(2 * DAY)
    second = practise(study, INFORMATIONAL, count=1)
    miss_core(second)
    memories, standings = study.log.memories(), study.log.standings()
    assert second.quiz.card.follows
    second.submit("The point.")
    second.confide(None)
    second.judge(second.quiz.card.points[0].id, Verdict.MET)
    assert [left.answered for left in study.unfinished()] == [1]
    second.rate()
    assert study.log.memories() == memories
    assert study.log.standings() == standings
    study.log.rebuild()
    assert study.log.memories() == memories
    assert study.log.standings() == standings
    assert second.quiz.score[1] == 2


def test_a_quiz_with_points_by_themselves_is_gone_on_with_as_it_was(
    open_study: OpenStudy, ticking_clock: TickingClock
) -> None:
    study = open_study("first")
    first = practise(study, INFORMATIONAL, count=1)
    miss_core(first)
    first.stop()
    ticking_clock.wait(2 * DAY)
    second = practise(study, INFORMATIONAL, count=1)
    miss_core(second)
    study.close()
    again = open_study("second")
    found = again.quizzes.resume(second.quiz.plan.id)
    assert found.quiz.plan == second.quiz.plan
    assert found.quiz.card.follows
    found.undo()
    assert found.quiz.phase is Phase.RATING
    assert again.log.memories()[found.quiz.plan.cards[0].id].reviews == 1


def test_a_mock_test_asks_no_point_by_itself(study: Study, ticking_clock: TickingClock) -> None:
    miss_core(practise(study, INFORMATIONAL, count=1))
    ticking_clock.wait(2 * DAY)
    test = mock(study, INFORMATIONAL)
    assert [card.follows for card in test.quiz.plan.cards] == ["", ""]


# -- rests and tests ----------------------------------------------------------------------------------------------------------


def test_a_card_that_rests_is_not_asked_until_its_day_and_is_never_lost(
    study: Study, ticking_clock: TickingClock
) -> None:
    sitting = practise(study, INFORMATIONAL, count=1)
    miss_core(sitting)
    card = sitting.quiz.plan.cards[0].id
    ticking_clock.wait(DAY)
    assert study.schedule.rest([card], 5) == study.schedule.day() + timedelta(days=5)
    assert card not in study.today().cards
    ticking_clock.wait(4 * DAY)
    assert card not in study.today().cards
    ticking_clock.wait(DAY)
    assert card in study.today().due


def test_a_resting_card_can_be_woken(study: Study, ticking_clock: TickingClock) -> None:
    sitting = practise(study, INFORMATIONAL, count=1)
    miss_core(sitting)
    card = sitting.quiz.plan.cards[0].id
    ticking_clock.wait(DAY)
    study.schedule.rest([card], 500)
    study.schedule.rest([card], 0)
    assert card in study.today().due


def test_a_new_test_gets_an_id_and_is_found_by_its_name(study: Study) -> None:
    wanted = Test("", "Asking", START.date() + timedelta(days=8), time(9), ("asking",))
    kept = study.schedule.add_test(wanted)
    assert kept.id
    assert study.schedule.agenda.test("asking") == kept
