"""Letting cards rest: they are not asked until a day, and then come back by themselves."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from studykit.study.schedule import LONGEST_REST, USUAL_REST
from studykit.tui.dates import on_day
from studykit.tui.text import one_line

if TYPE_CHECKING:
    from studykit.tui.screens.base import StudyScreen


def let_rest(
    screen: "StudyScreen[Any]",
    what: str,
    cards: Sequence[str],
    then: Callable[[int], None] = lambda _: None,
) -> None:
    """Ask for how many days cards shall rest, let them, and say until when.

    Args:
        screen: The screen on which it is asked.
        what: What rests, as the beginning of a sentence.
        cards: The ids of the cards.
        then: What else is to be done, given the number of days.

    """
    from studykit.tui.screens.ask import NumberScreen

    def rest(days: int | None) -> None:
        if days is not None:
            screen.attempt(lambda: _rest(screen, what, cards, days))
            screen.attempt(lambda: then(days))

    wakes = _wakes(screen, cards)
    least = 0 if wakes else 1
    ask = NumberScreen(
        "Rest for how many days?",
        LONGEST_REST,
        least=least,
        proposed=USUAL_REST,
        told=one_line(f"{what} is left out of your day until then.{wakes}").plain,
        refusal=f"A number of days, {least} to {LONGEST_REST}.",
    )
    screen.app.push_screen(ask, rest)


def _wakes(screen: "StudyScreen[Any]", cards: Sequence[str]) -> str:
    """Until when it rests already, and how to wake it; empty where it is awake."""
    schedule = screen.study.schedule
    today = schedule.day()
    resting = schedule.agenda.resting(today)
    until = max((resting[card] for card in cards if card in resting), default=None)
    return f" It rests already, and comes back {on_day(until, today)}; 0 wakes it." if until else ""


def _rest(screen: "StudyScreen[Any]", what: str, cards: Sequence[str], days: int) -> None:
    schedule = screen.study.schedule
    back = schedule.rest(cards, days)
    screen.kit.work.forget()
    told = f"comes back {on_day(back, schedule.day())}" if days else "does not rest any more"
    screen.notify(one_line(f"{what} {told}.").plain, markup=False)
