"""`studykit fit`: fits the scheduler to the learner's own reviews."""

from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.options import json_option, library_options

if TYPE_CHECKING:
    from studykit.scheduling.fitting import Comparison
    from studykit.study.fitting import Fitted
    from studykit.study.study import Study


@click.command("fit", short_help="Fit the scheduling to how you remember.")
@click.option("--undo", is_flag=True, help="Let the usual parameters hold again.")
@library_options
@json_option
@click.pass_obj
def command(library: Library, undo: bool, as_json: bool) -> None:
    """Fit the scheduling to how you remember.

    Cards come back by FSRS-6, with parameters that were fitted to many learners. This fits them to your own reviews, tries both on your latest
    recalls, which the fit has not seen, and lets the new ones hold only if they foretell those better. Nothing is lost by it: --undo takes
    it back. It needs 400 recalls after a day or more, and the package fsrs-rs-python: `pip install fsrs-rs-python`.
    """
    study = library.open()
    try:
        (_undo if undo else _fit)(study, as_json)
    finally:
        study.close()


def _undo(study: "Study", as_json: bool) -> None:
    from studykit.study.fitting import take_back

    if as_json:
        console.out_json({"adopted": False})
    take_back(study.schedule)
    if not as_json:
        console.out("The usual parameters hold again, and your cards come back by them.")


def _fit(study: "Study", as_json: bool) -> None:
    from studykit.study.fitting import prepare_fit, take_fit

    fitted = prepare_fit(study.schedule)()
    take_fit(study.schedule, fitted)
    if as_json:
        console.out_json(_data(fitted))
        return
    if fitted.comparison:
        _print(fitted.comparison)
    undo = " `studykit fit --undo` takes that back." if fitted.is_adopted else ""
    console.out(fitted.verdict + undo)


def _data(fitted: "Fitted") -> dict[str, Any]:
    tried = fitted.comparison
    found = {
        "adopted": fitted.is_adopted,
        "recalls": fitted.recalls,
        "still_needed": fitted.still_needed,
    }
    if tried is None:
        return found
    return found | {
        "fitted_to": tried.fitted_to,
        "held_back": tried.held_back,
        "present": tried.present._asdict(),
        "fitted": tried.fitted._asdict(),
        "parameters": tried.parameters,
    }


def _print(tried: "Comparison") -> None:
    console.out(
        f"Fitted to your first {tried.fitted_to:,} reviews, and tried on the {tried.held_back:,} recalls after them."
    )
    console.out()
    console.out(
        console.table(
            [
                ["", "PRESENT", "FITTED"],
                ["Log loss", f"{tried.present.log_loss:.4f}", f"{tried.fitted.log_loss:.4f}"],
                ["Off by", _points(tried.present.error), _points(tried.fitted.error)],
            ]
        )
    )
    console.out()


def _points(error: float) -> str:
    return f"{100 * error:.1f} points"
