"""`studykit check`: every problem of the content, with its place and how to mend it."""

from pathlib import Path
from typing import Any

import click

from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.options import json_option, library_options
from studykit.content.checking import CheckReport, check_paths
from studykit.errors import Severity


@click.command("check", short_help="Check courses for mistakes.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…")
@library_options
@json_option
@click.pass_obj
def command(library: Library, paths: tuple[Path, ...], as_json: bool) -> int:
    """Check courses for mistakes, and for what teaches badly.

    PATH is a library, a course folder or a single file; without one the whole library is checked. Every problem is
    told with its place and how to mend it. Exits with 1 where there are errors; warnings alone are fine.
    """
    report = check_paths(paths or library.roots())
    errors = sum(problem.severity is Severity.ERROR for problem in report.problems)
    if as_json:
        console.out_json(_data(report))
    else:
        _print(report, errors)
    return 1 if errors else 0


def _data(report: CheckReport) -> dict[str, Any]:
    counts = {"courses": report.courses, "terms": report.terms, "questions": report.questions}
    return {"problems": [problem._asdict() for problem in report.problems], **counts}


def _print(report: CheckReport, errors: int) -> None:
    for problem in report.problems:
        console.out(problem.render() + "\n")
    warnings = len(report.problems) - errors
    found = [_count(errors, "error")] * bool(errors) + [_count(warnings, "warning")] * bool(
        warnings
    )
    counts = [
        _count(report.courses, "course"),
        _count(report.terms, "term"),
        _count(report.questions, "question"),
    ]
    console.out(f"{', '.join(counts)}: {' and '.join(found) or 'no problems'}")


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
