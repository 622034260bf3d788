"""`studykit settings`: show the settings, and change one."""

import os
import re
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from studykit import paths
from studykit.cli import console, exits
from studykit.cli.options import json_option
from studykit.log import KINDS
from studykit.study.settings import (
    Settings,
    changed,
    clock_text,
    read_settings,
    told,
    write_settings,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studykit.errors import Problem


class _Command(click.Command):
    """A command whose last argument may be a number below nought, which is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; from a negative number on there are no options."""
        negative = (at for at, arg in enumerate(args) if re.fullmatch(r"-[.\d].*", arg))
        if (at := next(negative, None)) is not None:
            args = [*args[:at], "--", *args[at:]]
        return super().parse_args(ctx, args)


@click.command("settings", cls=_Command, short_help="Show the settings, or change one.")
@click.argument("key", required=False)
@click.argument("value", nargs=-1, metavar="[VALUE]")
@json_option
def command(key: str | None, value: tuple[str, ...], as_json: bool) -> int:
    """Show the settings with what they mean, and where their file is; or set KEY to VALUE.

    The file is plain YAML and may be edited by hand; every line of it may be left out. Exits with 1 where something is wrong
    with it.
    """
    file = paths.settings_file(os.environ)
    settings, problems = read_settings(file)
    if key is None:
        _print(settings, problems, file, as_json)
    elif not value:
        console.out(_value(settings, key))
    elif not problems:
        _change(file, settings, key, " ".join(value))
    for problem in problems:
        console.say(problem.render())
    if problems and value:
        console.say("Nothing was changed: first mend what is wrong with the file.")
    return exits.PROBLEMS if problems else 0


def _print(settings: Settings, problems: "Sequence[Problem]", file: "Path", as_json: bool) -> None:
    if as_json:
        console.out_json(_data(settings, problems, file))
        return
    for one in told(settings):
        console.out(f"{one.key}: {one.value}")
        margin = "    "
        console.out(
            fill(
                one.meaning,
                console.text_width(),
                initial_indent=margin,
                subsequent_indent=margin,
            )
        )
    there = "" if file.is_file() else " (not there yet: these are the defaults)"
    console.out(f"\nThe file: {file}{there}")


def _data(settings: Settings, problems: "Sequence[Problem]", file: "Path") -> dict[str, Any]:
    return {
        "settings": {
            "retention": settings.retention,
            "new-cards": settings.new_cards,
            "day-start": clock_text(settings.day_start),
            "kinds": [kind for kind in KINDS if kind in settings.kinds],
        },
        "file": str(file),
        "problems": [problem._asdict() for problem in problems],
    }


def _value(settings: Settings, key: str) -> str:
    found = {one.key: one.value for one in told(settings)}
    if key not in found:
        raise click.UsageError(_no_such(key))
    return found[key]


def _change(file: "Path", settings: Settings, key: str, value: str) -> None:
    before = _value(settings, key)
    try:
        new = changed(settings, key, value)
    except ValueError as error:
        raise click.UsageError(f"{value} is no value for {key}. {error}") from error
    write_settings(file, new)
    console.say(f"{key} is now {_value(new, key)}; it was {before}.")


def _no_such(key: str) -> str:
    """That there is no such key, with the one that was meant or all of them."""
    from studykit.content.fields import closest

    keys = [one.key for one in told(Settings())]
    near = closest(key, keys)
    hint = f"Did you mean {near}?" if near else f"There are {', '.join(keys)}."
    return f"There is no setting {key}. {hint}"
