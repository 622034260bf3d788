"""Small libraries on disk, for tests."""

from pathlib import Path

from studykit.content.catalog import Catalog
from studykit.errors import Problem


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write these files into a folder; gives the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def guide(term: str, *more: str) -> str:
    """The YAML of a guide without problems, and further lines."""
    lines = [
        f"term: {term}",
        f"definition: What {term} is.",
        f'facts: ["**{term}** matters."]',
        "questions:",
        f"  - question: What is {term} for?",
        "    answer: It helps to learn.",
        "    points: [It helps to learn]",
        *more,
    ]
    return "\n".join(lines) + "\n"


def course(title: str, *slugs: str) -> str:
    """The YAML of a course with one unit."""
    unit = f"units:\n  - unit: First\n    guides: [{', '.join(slugs)}]\n" if slugs else ""
    return f"course: {title}\nabout: About {title}.\n{unit}"


def refreshed(*roots: Path, cache: Path | None = None) -> Catalog:
    """The catalog of a library as it is now."""
    catalog = Catalog.open(roots, cache)
    catalog.refresh()
    return catalog


def told(problem: Problem) -> tuple[str, int, int]:
    """Where a problem is: the file's name, line, column."""
    return Path(problem.path).name, problem.line, problem.column
