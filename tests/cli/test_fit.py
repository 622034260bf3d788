"""`studykit fit` tells what it found, in words and figures."""

import json
import os
import sys

import pytest

from studykit import paths
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.cli.support import START, Call
from tests.scheduling.learners import AVERAGE, lasting, reviews_of
from tests.simulation.students import MakeStudent
from tests.study.written import write_down


def learn(student: MakeStudent, cards: int = 150, days: int = 60) -> None:
    with Database.open(paths.database_file(os.environ), START) as database:
        write_down(ReviewLog(database), reviews_of(student, cards, days))


@pytest.mark.usefixtures("fitter")
def test_a_better_fit_is_adopted_with_its_figures_and_undone_by_a_word(call: Call) -> None:
    learn(lasting)
    code, said, _ = call("fit")
    assert code == 0
    assert "Log loss" in said
    assert "foretell better: your cards come back by them from now on" in said
    code, said, _ = call("fit", "--undo")
    assert (code, said) == (
        0,
        "The usual parameters hold again, and your cards come back by them.\n",
    )
    code, said, error = call("fit", "--undo", "--json")
    assert (code, json.loads(said)) == (1, {"adopted": False})
    assert "hold already" in error


@pytest.mark.usefixtures("fitter")
def test_scripts_get_the_figures_as_json(call: Call) -> None:
    learn(lasting)
    found = json.loads(call("fit", "--json")[1])
    assert found["adopted"]
    assert found["fitted"]["log_loss"] < found["present"]["log_loss"]
    assert len(found["parameters"]) == 21
    assert json.loads(call("fit", "--undo", "--json")[1]) == {"adopted": False}


@pytest.mark.usefixtures("fitter")
def test_a_fit_that_is_no_better_is_not_adopted_and_says_so(call: Call) -> None:
    learn(AVERAGE)
    code, said, _ = call("fit")
    assert code == 0
    assert "the present ones are kept" in said


@pytest.mark.usefixtures("fitter")
def test_too_few_recalls_are_told_with_how_many_are_needed(call: Call) -> None:
    code, said, _ = call("fit")
    assert code == 0
    assert said.startswith("There are 0 recalls after a day or more: 400 more are needed")
    found = json.loads(call("fit", "--json")[1])
    assert found == {"adopted": False, "recalls": 0, "still_needed": 400}


def test_without_the_extra_the_learner_is_told_what_to_install(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert json.loads(call("fit", "--json")[1])["still_needed"] == 400
    learn(AVERAGE)
    code, said, error = call("fit")
    assert (code, said) == (1, "")
    assert "pip install fsrs-rs-python" in error
    assert "pip install '.[fit]'" in error
