"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from studykit.cli.desk import Library
from studykit.cli.words import day_words
from studykit.study.when import NoDayError, read_day

F = TypeVar("F", bound=Callable[..., object])


def _add_folders(context: click.Context, _: click.Parameter, folders: tuple[Path, ...]) -> None:
    context.ensure_object(Library).folders.extend(folders)


def _leave_out_shipped(context: click.Context, _: click.Parameter, left_out: bool) -> None:
    library = context.ensure_object(Library)
    if left_out:
        library.shipped = False


def library_options(command: F) -> F:
    """Give a command `--library` and `--no-shipped`; what they say is in the context's Library."""
    named = click.option(
        "--library",
        multiple=True,
        metavar="DIR",
        type=click.Path(exists=True, path_type=Path),
        callback=_add_folders,
        expose_value=False,
        help="A folder of courses, or one course file, to read instead of your own library. May be repeated.",
    )
    shipped = click.option(
        "--no-shipped",
        is_flag=True,
        callback=_leave_out_shipped,
        expose_value=False,
        help="Leave out the courses that come with studykit.",
    )
    return named(shipped(command))


def json_option(command: F) -> F:
    """Give a command `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(command)


def day_of(text: str, today: date, option: str, more: str = "") -> date:
    """The day that an option names; one that is past is wrong use. `more` is said of what is no day."""
    try:
        day = read_day(text, today)
    except NoDayError as error:
        raise click.BadParameter(f"{error} {more}".rstrip(), param_hint=option) from error
    if day < today:
        told = f"{day_words(day, today)} is past: today is {day_words(today, day)}."
        raise click.BadParameter(told, param_hint=option)
    return day


def path_of(library: Library, named: Path) -> Path:
    """A path that is there, or that of the course of this name. Raises UsageError where it is neither."""
    if named.exists():
        return named
    from studykit.errors import NotFoundError
    from studykit.study.scope import named_course

    study = library.open()
    try:
        study.catalog.refresh()
        course, rest = named_course(study.catalog, str(named))
        if not rest:
            return study.catalog.home_of(course)
    except NotFoundError as error:
        msg = f"There is no path and no course `{named}`."
        raise click.UsageError(f"{msg} {error.hint}") from error
    finally:
        study.close()
    raise click.UsageError(f"There is no path `{named}`; of a course only the whole is taken.")
