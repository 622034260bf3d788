"""The lines of the settings, and a sentence on each."""

from collections.abc import Iterable
from datetime import date, timedelta

from studykit.study.settings import MOST_NEW, Settings, clock_text, since_midnight, time_of_day
from studykit.tui.dates import calendar_day
from studykit.tui.plan_form import read_time, stepped_time
from studykit.tui.setup_form import KINDS
from studykit.tui.widgets.form_lines import Button, Count, Line, Pick, Typed

SENTENCES = {
    "retention": "A card comes back when you are this likely to still recall it. Higher means that you forget less and review "
    "more often; 90 % suits most. Before a test its plan decides instead.",
    "new_cards": "So many cards are met for the first time on a day without a plan, from the courses that you have begun. What "
    "waits for a test is met as its plan wants it.",
    "day_start": "What you do before this hour still belongs to the day before, so that studying past midnight breaks nothing.",
    "kind": "What is asked on a day without a plan. A test says for itself what is asked for it.",
    "fit": "Cards come back by FSRS-6, with parameters that were fitted to many learners. Enter fits them to your own answers, "
    "tries both on your latest recalls, and lets the new ones hold only if they foretell those better.",
    "unfit": "Enter lets the usual parameters hold again; nothing that you answered is lost by it.",
    "save": "Enter keeps the settings; Esc leaves them as they were.",
}
_RETENTIONS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97)
_NEW = (0, 5, 10, 15, 20, 30, 50)


def setting_lines(settings: Settings, fitted: date | None) -> list[Line]:
    """All lines, as the settings are, and the day on which the scheduling was fitted to the learner, if it was."""
    kinds = [
        Pick(
            f"kind {kind}",
            label,
            [(True, "yes", note), (False, "no", note)],
            str(kind) in settings.kinds,
            has_gap=at == 0,
        )
        for at, (kind, (label, note)) in enumerate(KINDS.items())
    ]
    save = Button(
        "save", "Save", note="Enter saves, from any other line", primary=True, has_gap=True
    )
    return [
        *(_retention(settings), _new_cards(settings), _day_start(settings)),
        *kinds,
        *_fit(fitted),
        save,
    ]


def _fit(fitted: date | None) -> Iterable[Line]:
    word = f"fitted on {calendar_day(fitted)}" if fitted else "as for most learners"
    yield Button("fit", "Remembering", word, "Enter: fit it to you", has_gap=True)
    if fitted:
        yield Button("unfit", "", "", "Enter: take the fit back")


def _retention(settings: Settings) -> Line:
    values = sorted({*_RETENTIONS, settings.retention})
    options = [(value, f"{value * 100:g} %", _effort(value)) for value in values]
    return Pick("retention", "Come back at", options, settings.retention)


def _effort(retention: float) -> str:
    if retention < 0.85:
        return "fewer reviews, more is forgotten"
    if retention > 0.92:
        return "many more reviews"
    return "a good balance"


def _new_cards(settings: Settings) -> Line:
    return Count(
        "new_cards",
        "New cards a day",
        settings.new_cards,
        MOST_NEW,
        steps=_NEW,
        note="on days without a plan",
    )


def _day_start(settings: Settings) -> Line:
    return Typed(
        "day_start",
        "Day begins at",
        settings.day_start,
        _read,
        show=clock_text,
        stepped=lambda value, by: since_midnight(stepped_time(time_of_day(value), 60 * by)),
        told=lambda _: "or type an hour",
        mend="Write it like 4:00.",
    )


def _read(typed: str) -> timedelta | None:
    at = read_time(typed)
    return None if at is None else since_midnight(at)
