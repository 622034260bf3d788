"""How the learner stands, and what the desk keeps."""

from dataclasses import replace
from pathlib import Path

import pytest

from studykit.log import Verdict
from studykit.quiz.cards import ALL_KINDS, Kind, cards_of
from studykit.quiz.plan import QuizOptions
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.standing import PageState
from studykit.study.study import Study
from tests.study.conftest import ASKING, WRITING
from tests.study.steps import INFORMATIONAL, finish_card, practise


def test_the_states_of_terms_follow_from_the_answers(study: Study) -> None:
    sitting = practise(study, "asking", count=2)
    finish_card(sitting)
    states = study.page_states("asking")
    assert set(states.values()) == {PageState.UNSEEN, PageState.LEARNING}
    finish_card(sitting)
    finish_card(practise(study, "asking/job-interview"))
    finish_card(practise(study, "asking/active-listening", kinds=frozenset({Kind.DEFINITION})))
    assert study.page_states("asking") == {
        "informational-interview": PageState.MISSED,
        "job-interview": PageState.SOLID,
        "active-listening": PageState.SOLID,
        "asking": PageState.UNSEEN,
    }


def test_the_overview_counts_what_was_met_missed_and_is_solid(study: Study) -> None:
    finish_card(practise(study, "asking/job-interview"))
    finish_card(practise(study, "asking/active-listening", kinds=frozenset({Kind.DEFINITION})))
    sitting = practise(study, INFORMATIONAL, count=1)
    finish_card(sitting, Verdict.MISSED)
    asking, writing = study.overview()
    assert (asking.met, asking.missed, asking.solid) == (3, 1, 2)
    assert (writing.met, writing.missed, writing.solid, writing.last) == (0, 0, 0, None)
    assert asking.last
    assert asking.last.quiz.id == sitting.quiz.plan.id


def test_a_question_that_is_gone_from_the_file_holds_its_term_back_no_longer(
    study: Study, library: Path
) -> None:
    sitting = practise(study, "asking/job-interview")
    finish_card(sitting, Verdict.MISSED)
    finish_card(practise(study, "asking/job-interview", kinds=frozenset({Kind.DEFINITION})))
    edited = ASKING.replace("Why is it held?", "What is it held for?")
    (library / "asking.yaml").write_text(edited, encoding="utf-8")
    study.catalog.refresh()
    states = study.page_states("asking")
    assert states["job-interview"] is PageState.LEARNING
    asking, _ = study.overview()
    assert (asking.met, asking.missed, asking.solid) == (1, 0, 0)


def test_a_term_of_which_only_gone_cards_were_met_is_unseen_on_every_screen(
    study: Study, library: Path
) -> None:
    finish_card(practise(study, "asking/job-interview"), Verdict.MISSED)
    edited = ASKING.replace("Why is it held?", "What is it held for?")
    (library / "asking.yaml").write_text(edited, encoding="utf-8")
    study.catalog.refresh()
    assert set(study.page_states("asking").values()) == {PageState.UNSEEN}
    assert study.overview()[0].met == 0


def test_a_definition_that_is_to_be_written_again_holds_its_term_back_no_longer(
    study: Study, library: Path
) -> None:
    kinds = frozenset({Kind.DEFINITION})
    finish_card(practise(study, "asking/active-listening", kinds=kinds), Verdict.MISSED)
    assert study.page_states("asking")["active-listening"] is PageState.MISSED
    edited = ASKING.replace("Listening with all attention.", "…")
    (library / "asking.yaml").write_text(edited, encoding="utf-8")
    study.catalog.refresh()
    assert study.page_states("asking")["active-listening"] is PageState.UNSEEN
    assert study.overview()[0].missed == 0


def test_home_counts_the_states_that_the_course_shows(study: Study, library: Path) -> None:
    for verdict in (Verdict.MET, Verdict.MISSED):
        sitting = practise(study, "asking", kinds=ALL_KINDS, count=None)
        for _ in range(9):
            finish_card(sitting, verdict)
        edited = ASKING.replace("thank-you note**", "letter**").replace("What should", "What must")
        (library / "asking.yaml").write_text(edited, encoding="utf-8")
        study.catalog.refresh()
        states = list(study.page_states("asking").values())
        asking = study.overview()[0]
        assert asking.met == len(states) - states.count(PageState.UNSEEN)
        assert asking.missed == states.count(PageState.MISSED)
        assert asking.solid == states.count(PageState.SOLID)


def test_the_catalog_names_the_cards_that_a_course_is_asked_with(
    study: Study, library: Path
) -> None:
    more = (
        "  - {term: Note, definition: …, facts: [A **short** text.], questions: [{question: Why?, answer: …}]}\n"
        "questions:\n"
        "  - {question: What begins a letter?, accept: [a greeting], term: letter}\n"
        "  - {question: What ends it?, accept: […], term: letter}\n"
        "  - {question: Who writes?, accept: […]}\n"
    )
    (library / "writing.yaml").write_text(WRITING + more, encoding="utf-8")
    study.catalog.refresh()
    for entry in study.catalog.courses():
        cards = cards_of(study.catalog.course(entry.slug))
        named = {
            f"{entry.slug}/{page}/{card}"
            for page, asked in study.catalog.page_cards(entry.slug).items()
            for card in asked.cards.split()
        }
        assert named == {card.id for card in cards}


def test_a_set_is_met_solid_or_missed_as_a_term_is(study: Study, library: Path) -> None:
    (library / "deck.yaml").write_text(
        "course: Deck\nquestions:\n  - {question: One?, accept: [a]}\n  - {question: Two?, accept: [b]}\n"
    )
    study.catalog.refresh()

    def counted() -> tuple[int, int, int, int]:
        [row] = [row for row in study.overview() if row.course.slug == "deck"]
        assert (row.course.terms, row.course.sets, row.course.cards) == (0, 1, 2)
        return row.course.pages, row.met, row.solid, row.missed

    assert counted() == (1, 0, 0, 0)
    sitting = practise(study, "deck", count=None)
    states = []
    for answer in ("a", "wrong"):
        sitting.submit(answer)
        sitting.confide(None)
        sitting.rate()
        states.append((study.page_states("deck")["deck"], counted()))
    assert states == [(PageState.LEARNING, (1, 1, 0, 0)), (PageState.MISSED, (1, 1, 0, 1))]
    [course] = study.schedule.progress(study.catalog, "deck").terms
    [sets] = course.units
    assert sets.is_sets
    assert [state for *_, state in sets.pages] == [PageState.MISSED]


def test_a_term_that_is_gone_counts_no_more(study: Study, library: Path) -> None:
    finish_card(practise(study, "writing"))
    (library / "writing.yaml").write_text(
        "course: Writing\nguides:\n  - {term: Word, definition: A word.}\n"
    )
    study.catalog.refresh()
    assert [(figures.course.slug, figures.met) for figures in study.overview()] == [
        ("asking", 0),
        ("writing", 0),
    ]


def test_the_last_set_up_is_kept_without_its_scope_and_with_a_new_seed(study: Study) -> None:
    chosen = QuizOptions(
        scope=("asking",), kinds=frozenset({Kind.FACT}), count=None, limit=TimeLimit(5), seed=3
    )
    study.quizzes.keep_options(chosen)
    kept = study.quizzes.last_options()
    assert replace(kept, seed=3) == replace(chosen, scope=())
    assert kept.seed != study.quizzes.last_options().seed


@pytest.mark.parametrize(
    "kept",
    [None, 3, "nonsense", "[]", "{}", '{"limit": null, "scope": [], "kinds": ["x"]}', '"text"'],
)
def test_a_set_up_that_cannot_be_read_is_the_usual_one(study: Study, kept: object) -> None:
    study.log.set_setting("quiz-options", kept)
    study.log.set_setting("practice-options", kept)
    assert replace(study.quizzes.last_options(), seed=0) == QuizOptions()


def test_the_guide_read_last_is_remembered_while_it_is_there(study: Study, library: Path) -> None:
    assert study.last_page() is None
    study.keep_page("writing", "letter")
    assert study.last_page() == ("writing", "letter")
    (library / "writing.yaml").unlink()
    study.catalog.refresh()
    assert study.last_page() is None


def test_looking_at_content_needs_no_database(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "_database", lambda: pytest.fail("opened"))
    assert study.catalog.course("asking").guides
