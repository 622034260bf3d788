"""The scheduler is fitted to the learner at the desk, and the fit taken back."""

import sys
from threading import Thread

import pytest

from studykit.errors import StudykitError
from studykit.study.fitting import Fitted, prepare_fit, take_back, take_fit
from studykit.study.study import Study
from tests.scheduling.learners import AVERAGE, lasting, reviews_of
from tests.simulation.students import MakeStudent
from tests.study.written import write_down


def learn(study: Study, student: MakeStudent, cards: int = 150, days: int = 60) -> None:
    study.schedule.day()
    write_down(study.log, reviews_of(student, cards, days))


@pytest.mark.usefixtures("fitter")
def test_better_parameters_are_adopted_and_the_memories_are_made_again_by_them(
    study: Study,
) -> None:
    learn(study, lasting)
    before = study.log.memories()
    fitted = prepare_fit(study.schedule)()
    assert study.log.memories() == before
    take_fit(study.schedule, fitted)
    assert fitted.is_adopted
    assert fitted.comparison
    assert study.schedule.parameters == fitted.comparison.parameters
    after = study.log.memories()
    assert sum(after[card].stability for card in after) > sum(
        before[card].stability for card in before
    )
    assert not study.schedule.is_behind


@pytest.mark.usefixtures("fitter")
def test_a_fit_that_is_taken_back_leaves_all_as_it_was(study: Study) -> None:
    learn(study, lasting)
    before = study.log.memories()
    take_fit(study.schedule, prepare_fit(study.schedule)())
    take_back(study.schedule)
    assert study.schedule.parameters == ()
    assert study.log.memories() == before
    with pytest.raises(StudykitError, match="hold already"):
        take_back(study.schedule)


@pytest.mark.usefixtures("fitter")
def test_what_is_kept_of_a_fit_says_how_much_better_it_foretold(study: Study) -> None:
    learn(study, lasting)
    take_fit(study.schedule, prepare_fit(study.schedule)())
    fit = study.schedule.agenda.fit()
    assert fit
    assert fit.report["log_loss"] < fit.report["log_loss_before"]
    assert fit.report["error"] <= fit.report["error_before"]
    assert fit.report["recalls"] >= 400


@pytest.mark.usefixtures("fitter")
def test_an_average_learner_with_few_reviews_keeps_the_usual_parameters(study: Study) -> None:
    learn(study, AVERAGE, cards=20, days=20)
    before = study.log.memories()
    fitted = prepare_fit(study.schedule)()
    take_fit(study.schedule, fitted)
    assert fitted.comparison is None
    assert not fitted.is_adopted
    assert 0 < fitted.still_needed == 400 - fitted.recalls
    assert study.schedule.parameters == ()
    assert study.log.memories() == before


@pytest.mark.usefixtures("fitter")
def test_an_average_learner_with_many_reviews_keeps_them_too(study: Study) -> None:
    learn(study, AVERAGE)
    fitted = prepare_fit(study.schedule)()
    take_fit(study.schedule, fitted)
    assert fitted.comparison
    assert not fitted.is_adopted
    assert fitted.still_needed == 0
    assert study.schedule.agenda.fit() is None


@pytest.mark.usefixtures("fitter")
def test_the_fit_runs_beside_the_screen_while_the_desk_goes_on(study: Study) -> None:
    learn(study, lasting)
    found: list[Fitted] = []
    run = prepare_fit(study.schedule)
    study.close()
    thread = Thread(target=lambda: found.append(run()))
    thread.start()
    thread.join()
    assert found[0].is_adopted


def test_without_the_extra_the_learner_is_told_before_anything_is_read(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert prepare_fit(study.schedule)().still_needed, "with too few recalls nothing is missing yet"
    learn(study, AVERAGE)
    with pytest.raises(StudykitError, match="pip install fsrs-rs-python"):
        prepare_fit(study.schedule)
