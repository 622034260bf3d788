"""What a check found, as text for people, as JSON for scripts, and as annotations for GitHub's workflows."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from studykit.content.checking import CheckReport
from studykit.errors import Problem, Severity

FORMATS = ("text", "json", "github")


def as_text(report: CheckReport, width: int = 0) -> str:
    """Each problem with its line, a caret and the mend, and what there is; 0 is no width: lines have no end."""
    return "".join(f"{problem.render(width)}\n\n" for problem in report.problems) + summary(report)


def as_json(report: CheckReport, indent: int | None = 2) -> str:
    """The problems with all their parts, and what there is."""
    counts = {"courses": report.courses, "terms": report.terms, "questions": report.questions}
    data = {"problems": [problem._asdict() for problem in report.problems], **counts}
    return json.dumps(data, ensure_ascii=False, indent=indent)


def as_annotations(report: CheckReport, here: Path, environ: Mapping[str, str]) -> str:
    """A workflow command for each problem, so that GitHub shows it at its line, and what there is.

    Args:
        report: What was found.
        here: The working folder, in which the paths of problems begin.
        environ: For `GITHUB_WORKSPACE`, in which the paths of annotations have to begin.
    """
    root = Path(environ.get("GITHUB_WORKSPACE") or here)
    return "\n".join([*_annotations(report, here, root), summary(report)])


def summary(report: CheckReport) -> str:
    """What there is, and how many problems."""
    errors = error_count(report)
    warnings = len(report.problems) - errors
    found = [_count(errors, "error")] * bool(errors)
    found += [_count(warnings, "warning")] * bool(warnings)
    counts = [
        _count(report.courses, "course"),
        _count(report.terms, "term"),
        _count(report.questions, "question"),
    ]
    return f"{', '.join(counts)}: {' and '.join(found) or 'no problems'}"


def error_count(report: CheckReport) -> int:
    """How many of the problems are errors."""
    return sum(problem.severity is Severity.ERROR for problem in report.problems)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _annotations(report: CheckReport, here: Path, root: Path) -> Iterator[str]:
    for problem in report.problems:
        path = here / problem.path
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        yield _annotation(problem, shown.as_posix())


def _annotation(problem: Problem, path: str) -> str:
    place = f"file={_property(path)},line={problem.line},col={problem.column}"
    said = "\n".join(filter(None, (problem.sentence, problem.hint)))
    return f"::{problem.severity} {place}::{_escaped(said)}"


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
