"""Parameters that are fitted to a learner, and adopted only if they foretell better."""

import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest

from studykit.errors import StudykitError
from studykit.log import Rating
from studykit.scheduling import fitting
from studykit.scheduling.fidelity import Fidelity, Recall
from studykit.scheduling.fitting import Comparison, compare, counted_recalls, fit
from studykit.scheduling.scheduler import USUAL_PARAMETERS, CardScheduler, within_bounds
from tests.scheduling.learners import AVERAGE, FIRST_DAY, lasting, reviews_of
from tests.simulation.students import FsrsStudent, MakeStudent


def comparisons(make_student: MakeStudent) -> list[Comparison]:
    """Five learners of a kind, each with hundreds of recalls."""
    logs = [reviews_of(make_student, cards=150, days=60, seed=seed) for seed in range(1, 6)]
    assert min(map(counted_recalls, logs)) >= fitting.LEAST_RECALLS
    return [compare(reviews, ()) for reviews in logs]


@pytest.mark.usefixtures("fitter")
def test_learners_who_differ_get_parameters_of_their_own() -> None:
    adopted = [found for found in comparisons(lasting) if found.is_better]
    assert len(adopted) >= 4
    for found in adopted:
        assert found.fitted.log_loss < found.present.log_loss
        assert found.fitted.error <= found.present.error
        assert found.parameters[2] > USUAL_PARAMETERS[2], "what was known at once lasts longer"


@pytest.mark.usefixtures("fitter")
def test_average_learners_keep_the_usual_parameters() -> None:
    assert sum(found.is_better for found in comparisons(AVERAGE)) <= 1


@pytest.mark.usefixtures("fitter")
def test_the_fit_sees_nothing_of_what_is_held_back() -> None:
    reviews = reviews_of(lasting, cards=150, days=60)
    cut = compare(reviews, ()).fitted_to
    turned = [*reviews[:cut], *(one._replace(rating=Rating.AGAIN) for one in reviews[cut:])]
    assert compare(turned, ()).parameters == compare(reviews, ()).parameters
    assert counted_recalls(reviews[:cut]) == int(counted_recalls(reviews) * 0.8)


def test_who_met_only_new_cards_lately_has_the_last_recalls_held_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fitting, "fit", lambda _reviews: USUAL_PARAMETERS)
    met = [Recall(f"old{n}", FIRST_DAY, Rating.GOOD, None) for n in range(440)]
    recalled = [one._replace(day=FIRST_DAY + timedelta(days=3), elapsed=3) for one in met]
    new = [one._replace(card=f"new{n}") for n, one in enumerate(met[:400])]
    found = compare([*met, *recalled, *new], ())
    assert found.held_back == 88
    assert found.fitted_to == 440 + 352


@pytest.mark.usefixtures("fitter")
def test_the_same_reviews_give_the_same_fit() -> None:
    reviews = reviews_of(lasting, cards=100, days=40)
    assert fit(reviews) == fit(reviews)


@pytest.mark.usefixtures("fitter")
def test_present_parameters_that_fit_already_are_kept() -> None:
    reviews = reviews_of(lasting, cards=150, days=60)
    found = compare(reviews, ())
    again = compare(reviews, found.parameters)
    assert again.present == again.fitted
    assert not again.is_better


@pytest.mark.usefixtures("fitter")
@pytest.mark.parametrize("rating", [Rating.AGAIN, Rating.EASY])
def test_whoever_always_answers_alike_gets_parameters_that_the_scheduler_takes(
    rating: Rating,
) -> None:
    class Always(FsrsStudent):
        def _rate(self, card: str, day: object) -> Rating:
            return rating

    reviews = reviews_of(lambda seed: Always(seed, USUAL_PARAMETERS), cards=80, days=60)
    assert CardScheduler(fit(reviews)).parameters


@pytest.mark.usefixtures("fitter")
def test_who_has_no_recalls_yet_gets_the_usual_parameters() -> None:
    assert fit([]) == pytest.approx(USUAL_PARAMETERS, abs=1e-5)


@pytest.mark.parametrize(
    ("log_loss", "error", "is_better"),
    [(0.39, 0.05, True), (0.39, 0.04, True), (0.39, 0.06, False), (0.4, 0.04, False)],
)
def test_both_figures_must_speak_for_new_parameters(
    log_loss: float, error: float, is_better: bool
) -> None:
    found = Comparison((), 800, 200, Fidelity(0.4, 0.05), Fidelity(log_loss, error))
    assert found.is_better is is_better


def test_without_the_package_the_learner_is_told_which_extra_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(StudykitError, match="pip install fsrs-rs-python"):
        fit(reviews_of(AVERAGE, cards=5, days=5))


def test_only_recalls_after_a_day_or_more_are_fitted_to_each_with_all_that_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[int, list[tuple[int, int]]]] = []

    class Recorder:
        def __init__(self, parameters: object) -> None:
            assert parameters == []

        def compute_parameters(
            self, items: list[list[tuple[int, int]]], card_ids: list[int]
        ) -> tuple[float, ...]:
            seen.extend(zip(card_ids, items, strict=True))
            return USUAL_PARAMETERS

    package = SimpleNamespace(
        FSRS=Recorder, FSRSItem=list, FSRSReview=lambda rating, days: (rating, days)
    )
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", package)
    fit(
        [
            Recall("a", FIRST_DAY, Rating.GOOD, None),
            Recall("b", FIRST_DAY, Rating.AGAIN, None),
            Recall("b", FIRST_DAY, Rating.HARD, 0),
            Recall("a", FIRST_DAY, Rating.AGAIN, 3),
            Recall("b", FIRST_DAY, Rating.GOOD, 4),
            Recall("a", FIRST_DAY, Rating.GOOD, 1),
        ]
    )
    assert seen == [
        (0, [(3, 0), (1, 3)]),
        (1, [(1, 0), (2, 0), (3, 4)]),
        (0, [(3, 0), (1, 3), (3, 1)]),
    ]


def test_parameters_a_hair_beyond_their_bounds_are_brought_back() -> None:
    beyond = [value * 1e9 for value in USUAL_PARAMETERS]
    assert CardScheduler(within_bounds(beyond)).parameters[20] == 0.8
    assert within_bounds(USUAL_PARAMETERS) == USUAL_PARAMETERS
