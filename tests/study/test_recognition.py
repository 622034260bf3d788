"""An edit of the files never costs a learner their history."""

from datetime import time, timedelta
from pathlib import Path

from studykit.quiz.cards import ALL_KINDS, Kind
from studykit.quiz.quiz import Phase
from studykit.scheduling.memory import Memory
from studykit.scheduling.test import Test
from studykit.study.study import Study
from tests.study.conftest import ASKING, WRITING, OpenStudy, Save
from tests.study.steps import finish_card, id_of, orphans, practise, read, todays
from tests.support import TickingClock

DIFFER = "How does it differ from a job interview?"
OTHERWISE = "In which way is it different from an interview for a job?"
PAGE = "asking/informational-interview"


def test_a_question_in_other_words_is_remembered_as_before(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    old = id_of(study, DIFFER)
    save((DIFFER, OTHERWISE))
    new = id_of(study, OTHERWISE)
    assert new != old
    assert study.log.memories() == {
        new if card == old else card: memory for card, memory in learnt.items()
    }
    assert orphans(study) == []


def test_a_whole_term_of_edits_costs_no_card_its_history(
    study: Study, library: Path, learnt: dict[str, Memory], save: Save
) -> None:
    edits: list[tuple[tuple[str, str], ...]] = [
        ((DIFFER, OTHERWISE),),
        ((DIFFER, OTHERWISE), ("Send a **thank-you note**.", "Do send a **thank-you note**.")),
        ((DIFFER, OTHERWISE), ("term: Informational Interview", "term: Interview to Learn")),
        ((DIFFER, f"{OTHERWISE}\n            id: differs"),),
        ((DIFFER, "What is special about it?\n            id: differs"),),
        (("Which of these is a kind of interview?", "Which one is a kind of interview?"),),
        (),
    ]
    for changes in edits:
        save(*changes)
        assert sorted(study.log.memories().values()) == sorted(learnt.values())
        assert set(study.log.memories()) <= todays(study)
    assert study.log.memories() == learnt
    study.schedule.rebuild()
    assert study.log.memories() == learnt


def test_an_edit_that_is_taken_back_leaves_all_as_it_was(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    for _ in range(2):
        save((DIFFER, OTHERWISE))
        save()
    assert study.log.memories() == learnt


def test_a_course_in_another_folder_keeps_everything(
    study: Study, library: Path, learnt: dict[str, Memory]
) -> None:
    (library / "asking.yaml").rename(library / "art-of-asking.yaml")
    read(study)
    # What stands in no guide belongs to a set that is called as its file.
    expected = {
        card.replace("asking/asking/", "art-of-asking/art-of-asking/")
        if card.startswith("asking/asking/")
        else f"art-of-{card}": memory
        for card, memory in learnt.items()
    }
    assert study.log.memories() == expected
    assert {one.course.slug for one in study.overview() if one.met} == {"art-of-asking"}
    assert study.log.last_scores().keys() >= {"art-of-asking"}


def test_a_page_with_another_term_is_known_by_its_file_in_a_course_in_another_folder(
    study: Study, library: Path
) -> None:
    course = library / "folder"
    course.mkdir()
    (course / "course.yaml").write_text("course: Folder\n", encoding="utf-8")
    essay = "term: Essay\ndefinition: A text that tries a thought.\n"
    (course / "essay.yaml").write_text(essay, encoding="utf-8")
    read(study)
    sitting = practise(study, "folder", kinds=frozenset({Kind.DEFINITION}), count=None)
    finish_card(sitting)
    (course / "essay.yaml").write_text(essay.replace("Essay", "Attempt"), encoding="utf-8")
    read(study)
    course.rename(library / "other")
    read(study)
    assert list(study.log.memories()) == ["other/essay/definition/definition"]


def test_what_is_gone_is_kept_listed_and_back_with_its_file(
    study: Study, library: Path, learnt: dict[str, Memory]
) -> None:
    (library / "asking.yaml").rename(library / "asking.away")
    read(study)
    found = study.schedule.edited.recognition().orphans()
    assert [one.card for one in found] == sorted(learnt)
    assert DIFFER in {one.asked.prompt for one in found}
    assert {one.reviews for one in found} == {1}
    assert study.log.memories() == learnt
    (library / "asking.away").rename(library / "asking.yaml")
    read(study)
    assert orphans(study) == []
    assert study.log.memories() == learnt


def test_what_is_taken_out_and_put_back_with_the_next_save_is_the_same_card(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    lines = ASKING.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if DIFFER in line)
    cut = "".join(lines[at : at + 5])
    save((cut, ""))
    assert orphans(study) == [card for card in learnt if card not in todays(study)]
    save()
    assert study.log.memories() == learnt


def test_both_wordings_at_once_are_two_cards_and_the_old_one_has_its_history_back(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    old = id_of(study, DIFFER)
    save((DIFFER, OTHERWISE))
    added = f"{DIFFER}\n            answer: To assess nobody.\n          - question: {OTHERWISE}"
    save((DIFFER, added))
    assert old in study.log.memories()
    assert id_of(study, OTHERWISE) not in study.log.memories()
    assert study.log.memories() == learnt


def test_a_new_question_beside_the_old_one_is_new(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    save(
        (
            DIFFER,
            f"{OTHERWISE}\n            answer: Nobody is assessed.\n          - question: {DIFFER}",
        )
    )
    assert study.log.memories() == learnt


def test_cards_of_a_file_that_cannot_be_read_are_not_given_away(
    study: Study, library: Path, learnt: dict[str, Memory], save: Save
) -> None:
    course = library / "folder"
    course.mkdir()
    (course / "course.yaml").write_text("course: Folder\n", encoding="utf-8")
    guide = "term: Essay\ndefinition: A text that tries a thought.\nfacts: [It **tries**.]\n"
    (course / "essay.yaml").write_text(guide, encoding="utf-8")
    read(study)
    sitting = practise(study, "folder", kinds=ALL_KINDS, count=None)
    while sitting.quiz.phase is not Phase.ENDED:
        finish_card(sitting)
    before = study.log.memories()
    (course / "essay.yaml").write_text(f"{guide}fact: x\n", encoding="utf-8")
    (course / "the-essay.yaml").write_text(guide, encoding="utf-8")
    read(study)
    assert study.log.memories() == before
    (course / "essay.yaml").unlink()
    read(study)
    assert "folder/the-essay/definition/definition" in study.log.memories()


def test_a_held_file_has_all_its_cards(study: Study, learnt: dict[str, Memory], save: Save) -> None:
    save(("about: Asking and listening.", "about: ["), hold=True)
    assert orphans(study) == []
    assert study.log.memories() == learnt


def test_a_quiz_that_runs_while_its_question_is_reworded_counts_for_the_new_wording(
    study: Study, learnt: dict[str, Memory], save: Save, ticking_clock: TickingClock
) -> None:
    ticking_clock.wait(86_400)
    sitting = practise(study, PAGE, count=None)
    save((DIFFER, OTHERWISE))
    while sitting.quiz.phase is not Phase.ENDED:
        finish_card(sitting)
    assert study.log.memories()[id_of(study, OTHERWISE)].reviews == 2
    assert set(study.log.memories()) == todays(study) - {
        card for card in todays(study) if card.startswith("writing/")
    }


def test_a_card_that_rests_goes_on_resting_under_its_new_wording(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    until = study.schedule.rest([id_of(study, DIFFER)], 5)
    save((DIFFER, OTHERWISE))
    resting = study.schedule.agenda.resting(study.schedule.day())
    assert resting == {id_of(study, OTHERWISE): until}


def plan_test(study: Study, *scope: str) -> Test:
    day = study.schedule.day() + timedelta(days=9)
    return study.schedule.add_test(
        Test("", f"Test of {scope[0]}", day, time(9), scope, frozenset({"question"}), 20)
    )


def test_a_test_covers_its_term_whatever_it_is_called(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    plan_test(study, PAGE, "asking/job-interview")
    save(("term: Informational Interview", "term: Interview to Learn"))
    (test,) = study.schedule.agenda.tests()
    assert test.scope == ("asking/interview-to-learn", "asking/job-interview")
    assert len(study.schedule.planner().cards(test)) == 3
    save()
    (test,) = study.schedule.agenda.tests()
    assert test.scope == (PAGE, "asking/job-interview")


def test_a_test_covers_its_course_and_its_units_in_another_folder(
    study: Study, library: Path, learnt: dict[str, Memory]
) -> None:
    plan_test(study, "asking/kinds-of-interview/")
    plan_test(study, "asking")
    (library / "asking.yaml").rename(library / "art-of-asking.yaml")
    read(study)
    scopes = {test.scope for test in study.schedule.agenda.tests()}
    assert scopes == {("art-of-asking/kinds-of-interview/",), ("art-of-asking",)}


def test_what_another_program_took_in_is_recognised_at_the_next_start(
    study: Study, open_study: OpenStudy, library: Path, learnt: dict[str, Memory]
) -> None:
    (library / "asking.yaml").write_text(ASKING.replace(DIFFER, OTHERWISE), encoding="utf-8")
    study.close()
    later = open_study("later")
    today = later.today()
    assert id_of(later, OTHERWISE) in later.log.memories()
    assert orphans(later) == []
    assert today.day == later.schedule.day()


def test_nothing_is_written_where_nothing_has_changed(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    save()
    read(study)
    assert study.schedule.edited.recognition().lately(5) == []


def test_a_learner_without_answers_has_nothing_to_recognise(study: Study, library: Path) -> None:
    (library / "writing.yaml").write_text(WRITING.replace("Letter", "Mail"), encoding="utf-8")
    read(study)
    assert orphans(study) == []
    assert study.schedule.edited.recognition().lately(5) == []
