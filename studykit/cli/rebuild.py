"""`studykit rebuild`: make again what follows from the log."""

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.options import json_option
from studykit.quiz.words import counted


@click.command("rebuild", short_help="Make again what follows from your answers.")
@json_option
@click.pass_obj
def command(library: Library, as_json: bool) -> None:
    """Make again what follows from your answers: how well each card is remembered, and when it comes back.

    What was made of them so far is thrown away; your answers themselves stay as they are. studykit does this by itself where
    it is needed: afterwards all is the same, unless something had gone wrong with it.
    """
    reviews = cards = 0
    if has_log():
        study = library.open()
        try:
            study.schedule.rebuild()
            memories = study.log.memories().values()
            reviews, cards = sum(memory.reviews for memory in memories), len(memories)
        finally:
            study.close()
    if as_json:
        console.out_json({"reviews": reviews, "cards": cards})
    else:
        console.out(f"Made again: {counted(reviews, 'review')} of {counted(cards, 'card')}.")
