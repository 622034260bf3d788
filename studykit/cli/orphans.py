"""`studykit orphans`: cards with a history that are not in the library any more, and those that were recognised."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.options import json_option, library_options
from studykit.cli.words import day_words
from studykit.content.markdown import plain
from studykit.content.text import shorten
from studykit.quiz.words import counted, percent
from studykit.storage.renames import Cause

if TYPE_CHECKING:
    from studykit.storage.renames import KnownAs, Rename
    from studykit.study.recognition import Likely, Orphan
    from studykit.study.study import Study

_LATELY = 20
"""So many renames are told."""
_LONGEST = 60


@click.command("orphans", short_help="List what you answered that is in no course any more.")
@click.option("--not", "parted", metavar="OLD", help="OLD is not the card that it was taken for.")
@click.option(
    "--join", "joined", nargs=2, metavar="OLD NEW", help="OLD, which is gone, is the card NEW."
)
@library_options
@json_option
@click.pass_obj
def command(
    library: Library, parted: str | None, joined: tuple[str, str] | None, as_json: bool
) -> None:
    """List the cards that you answered and that are in no course any more, and those that were recognised after an edit.

    Nothing is ever deleted: when a file comes back, its cards have their history again. A card that was recognised wrongly
    is parted from the other by --not, and each has again what was asked of it; what was not recognised is joined by --join.
    """
    if parted and joined:
        raise click.UsageError("Part one card, or join one: --not and --join do not go together.")
    if not has_log() and not (parted or joined):
        _tell_nothing(as_json)
        return
    with library.study() as study:
        edited = study.schedule.edited
        edited.recognise()
        if parted:
            _say_parted(study, edited.part(parted))
        elif joined:
            _say_joined(study, edited.join(*joined))
        else:
            _tell(study, as_json)


def _say_parted(study: "Study", parted: "Rename") -> None:
    console.say(
        f"Parted: {parted.old} has again what was asked of it{_reviews(study, parted.old)}."
    )
    left = _reviews(study, str(parted.other)) or ": nothing; it is new"
    console.say(f"{parted.other} keeps what was asked of itself{left}.")
    console.say("The two will not be taken for each other again.")


def _say_joined(study: "Study", joined: "Rename") -> None:
    console.say(f"Joined: {joined.old} is now {joined.new}{_reviews(study, joined.new)}.")
    console.say(f"`studykit orphans --not {joined.old}` parts them again.")


def _reviews(study: "Study", card: str) -> str:
    """How many reviews a card has; nothing where it has none."""
    memory = study.log.memories([card.partition("/")[0]]).get(card)
    return f": {counted(memory.reviews, 'review')}" if memory else ""


def _tell(study: "Study", as_json: bool) -> None:
    recognition = study.schedule.edited.recognition()
    orphans, lately = recognition.orphans(), recognition.lately(_LATELY)
    likely = recognition.likely(orphans)
    if as_json:
        console.out_json(_data(orphans, likely, lately))
    elif orphans or lately:
        for line in _lines(study, orphans, likely, lately):
            console.out(line)
    else:
        _tell_nothing(as_json=False)
    study.schedule.edited.note_told(study.schedule.edited.untold())


def _tell_nothing(as_json: bool) -> None:
    if as_json:
        console.out_json({"orphans": [], "recognised": []})
    console.say("All that you answered is in your courses.")


def _lines(
    study: "Study",
    orphans: "Sequence[Orphan]",
    likely: "Mapping[str, Likely]",
    lately: "Sequence[KnownAs]",
) -> Iterator[str]:
    today, days = study.schedule.day(), study.schedule.agenda.days()
    if orphans:
        yield f"In no course any more, and kept: {counted(len(orphans), 'card')}."
    for one in orphans:
        told = f"{counted(one.reviews, 'review')}, the last {day_words(days.day(one.at), today)}"
        yield from ("", one.card, f"  {_asked(one)}", f"  {told}")
        if found := likely.get(one.card):
            yield f"  perhaps now {found.card}{_alike(found.likeness)}"
    if likely:
        yield from ("", "`studykit orphans --join OLD NEW` joins a card to what it is now.")
    if orphans and lately:
        yield ""
    if lately:
        yield "Recognised lately:"
    for known in lately:
        day = day_words(days.day(known.at), today)
        yield from ("", known.rename.old, f"  {_became(known.rename)}, {day}")
    if any(known.rename.cause is Cause.RECOGNISED for known in lately):
        yield from (
            "",
            "`studykit orphans --not OLD` parts a card from what it was taken for wrongly.",
        )


def _asked(orphan: "Orphan") -> str:
    """What was asked, on one line."""
    card = orphan.asked
    return shorten(" ".join(filter(None, (card.kind.task, plain(card.prompt)))), _LONGEST)


def _became(rename: "Rename") -> str:
    if rename.cause is Cause.PARTED:
        return f"parted by you from {rename.other}"
    if rename.old == rename.new:
        return "has its own history again"
    if rename.cause is Cause.JOINED:
        return f"joined by you to {rename.new}"
    return f"is now {rename.new}{_alike(rename.likeness)}"


def _alike(likeness: float | None) -> str:
    """How much two cards are alike, where that is known."""
    return "" if likeness is None else f", {percent(likeness)} alike"


def _data(
    orphans: "Sequence[Orphan]", likely: "Mapping[str, Likely]", lately: "Sequence[KnownAs]"
) -> dict[str, Any]:
    return {
        "orphans": [
            {"card": one.card, "kind": one.asked.kind, "term": one.asked.term_title}
            | {"asked": plain(one.asked.prompt), "last": one.at.isoformat(), "reviews": one.reviews}
            | {"perhaps": likely[one.card]._asdict() if one.card in likely else None}
            for one in orphans
        ],
        "recognised": [
            {"old": one.rename.old, "new": one.rename.new, "at": one.at.isoformat()}
            | {"cause": one.rename.cause, "likeness": one.rename.likeness, "not": one.rename.other}
            for one in lately
        ],
    }
