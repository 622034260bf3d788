"""`studykit rest`: let cards rest until a day, wake them, and list those that rest."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log, learner_day
from studykit.cli.options import day_of, json_option, library_options
from studykit.cli.words import day_words, distance
from studykit.content.text import shorten
from studykit.errors import NotFoundError
from studykit.quiz.words import counted
from studykit.study.schedule import LONGEST_REST, USUAL_REST

if TYPE_CHECKING:
    from studykit.study.study import Study


@click.command("rest", short_help="Let cards rest for a while.")
@click.argument("address", metavar="[COURSE[/UNIT/|/TERM[/KIND/ID]]]", required=False)
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, LONGEST_REST),
    help=f"For so many days; {USUAL_REST} if not said.",
)
@click.option("--until", metavar="DATE", help="Until this day: 2026-12-04, friday, in 10 days.")
@click.option("--wake", is_flag=True, help="Let them come again from now on.")
@library_options
@json_option
@click.pass_obj
def command(
    library: Library,
    /,
    *,
    address: str | None,
    days: int | None,
    until: str | None,
    wake: bool,
    as_json: bool,
) -> None:
    """Let the cards of a course, unit or term rest, or a single card: they are not asked until the day comes.

    Nothing is lost by it: what you know of them is kept, and they come back by themselves. Without COURSE all that rests is
    listed.
    """
    if (days is not None) + (until is not None) + wake > 1:
        raise click.UsageError("Choose one of --days, --until and --wake.")
    if address is None and (days or until or wake):
        what = "wake: `studykit rest` lists what rests" if wake else "rest"
        raise click.UsageError(f"Name a course, a unit, a term or a card that is to {what}.")
    with library.study() as study:
        today = learner_day(study.clock())
        number = days or (_days_until(until, today) if until else USUAL_REST)
        if address is None:
            _list(study, today, as_json)
        elif wake:
            _wake(study, address, today, as_json)
        else:
            _rest(study, address, number, as_json)


def _days_until(until: str, today: date) -> int:
    days = (day_of(until, today, "--until") - today).days
    if not 0 < days <= LONGEST_REST:
        raise click.BadParameter(
            f"Name a day after today, up to {LONGEST_REST} days ahead.", param_hint="--until"
        )
    return days


def _rest(study: "Study", address: str, days: int, as_json: bool) -> None:
    cards = _cards(study, address)
    until = study.schedule.rest(cards, days)
    if as_json:
        console.out_json(_data(dict.fromkeys(cards, until)))
        return
    today = until - timedelta(days=days)
    rests = f"{counted(len(cards), 'card')} {'rests' if len(cards) == 1 else 'rest'}"
    console.say(f"{rests} until {day_words(until, today)}, {distance(until, today)}.")


def _wake(study: "Study", address: str, today: date, as_json: bool) -> None:
    resting = study.schedule.agenda.resting(today) if has_log() else {}
    named = [card for card in resting if _is_under(card, address.strip("/"))]
    cards = named or [card for card in _cards(study, address) if card in resting]
    if cards:
        study.schedule.rest(cards, 0)
    if as_json:
        console.out_json(_data(dict.fromkeys(cards, today)))
    elif cards:
        console.say(f"Awake again: {counted(len(cards), 'card')}.")
    else:
        console.say("None of that was resting.")


def _cards(study: "Study", address: str) -> list[str]:
    """The cards that an address stands for. Raises NotFoundError."""
    from studykit.study.scope import covered, named_course, resolve

    course, behind = named_course(study.catalog, address)
    page, *rest = [*behind.split("/", 1), ""]
    within = "".join(rest)
    place = resolve(study.catalog, f"{course}/{page}" if within else address)
    wanted = {f"{place}/{within}".rstrip("/")} if within else covered(study.catalog, [place])
    found = [
        card.id
        for card in study.catalog.askable(course)
        if any(_is_under(card.id, one) for one in wanted)
    ]
    if not found:
        msg = f"There is no card `{shorten(address)}`."
        raise NotFoundError(msg, _meant(study, f"{place}/{within}".rstrip("/"), course))
    return found


def _meant(study: "Study", wanted: str, course: str) -> str:
    """Which card may have been meant, or how one is named."""
    from studykit.content.fields import closest

    page = "/".join(wanted.split("/")[:2])
    cards = [card.id for card in study.catalog.askable(course) if _is_under(card.id, page)]
    near = closest(wanted, cards)
    return f"Did you mean `{near}`?" if near else "A card is named as COURSE/TERM/KIND/ID."


def _is_under(card: str, address: str) -> bool:
    return card == address or card.startswith(f"{address}/")


# -- the list ----------------------------------------------------------------------------------------------------------------


def _list(study: "Study", today: date, as_json: bool) -> None:
    resting = study.schedule.agenda.resting(today) if has_log() else {}
    if as_json:
        console.out_json(_data(resting))
    elif resting:
        console.out(console.table([["UNTIL", "WHAT", "CARDS"], *_rows(resting, today)]))
    else:
        console.say("Nothing rests.")


def _rows(resting: Mapping[str, date], today: date) -> list[list[str]]:
    """A row for each page and day; a card that rests alone is named in full, so that it can be woken."""
    pages = Counter((until, card.rsplit("/", 2)[0]) for card, until in resting.items())
    alone = {(until, card.rsplit("/", 2)[0]): card for card, until in resting.items()}
    return [
        [day_words(until, today), alone[until, page] if count == 1 else page, str(count)]
        for (until, page), count in sorted(pages.items())
    ]


def _data(resting: Mapping[str, date]) -> list[dict[str, str]]:
    return [{"card": card, "until": until.isoformat()} for card, until in sorted(resting.items())]
