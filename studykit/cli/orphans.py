"""`studykit orphans`: cards with a history that are not in the library any more, and those that were recognised."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.options import json_option, library_options
from studykit.cli.words import day_words
from studykit.content.markdown import plain
from studykit.content.text import shorten
from studykit.quiz.words import counted

if TYPE_CHECKING:
    from studykit.storage.renames import KnownAs
    from studykit.study.recognition import Orphan
    from studykit.study.study import Study

_LATELY = 20
"""So many renames are told."""
_LONGEST = 60


@click.command("orphans", short_help="List what you answered that is in no course any more.")
@library_options
@json_option
@click.pass_obj
def command(library: Library, as_json: bool) -> None:
    """List the cards that you answered and that are in no course any more, and those that were recognised after an edit.

    Nothing is ever deleted: when a file comes back, its cards have their history again.
    """
    if not has_log():
        _tell_nothing(as_json)
        return
    with library.study() as study:
        study.schedule.recognise()
        recognition = study.schedule.recognition()
        orphans, lately = recognition.orphans(), recognition.lately(_LATELY)
        if as_json:
            console.out_json(_data(orphans, lately))
        elif orphans or lately:
            for line in _lines(study, orphans, lately):
                console.out(line)
        else:
            _tell_nothing(as_json=False)


def _tell_nothing(as_json: bool) -> None:
    if as_json:
        console.out_json({"orphans": [], "recognised": []})
    console.say("All that you answered is in your courses.")


def _lines(
    study: "Study", orphans: "Sequence[Orphan]", lately: "Sequence[KnownAs]"
) -> Iterator[str]:
    today, days = study.schedule.day(), study.schedule.agenda.days()
    if orphans:
        yield f"In no course any more, and kept: {counted(len(orphans), 'card')}."
    for one in orphans:
        told = f"{counted(one.reviews, 'review')}, the last {day_words(days.day(one.at), today)}"
        yield from ("", one.card, f"  {_asked(one)}", f"  {told}")
    if orphans and lately:
        yield ""
    if lately:
        yield "Recognised lately:"
    for known in lately:
        yield from ("", known.old, f"  {_became(known)}, {day_words(days.day(known.at), today)}")


def _asked(orphan: "Orphan") -> str:
    """What was asked, on one line."""
    card = orphan.asked
    return shorten(" ".join(filter(None, (card.kind.task, plain(card.prompt)))), _LONGEST)


def _became(known: "KnownAs") -> str:
    return "has its own history again" if known.old == known.new else f"is now {known.new}"


def _data(orphans: "Sequence[Orphan]", lately: "Sequence[KnownAs]") -> dict[str, Any]:
    return {
        "orphans": [
            {"card": one.card, "kind": one.asked.kind, "term": one.asked.term_title}
            | {"asked": plain(one.asked.prompt), "last": one.at.isoformat(), "reviews": one.reviews}
            for one in orphans
        ],
        "recognised": [
            {"old": one.old, "new": one.new, "at": one.at.isoformat()} for one in lately
        ],
    }
