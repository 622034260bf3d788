"""The points of a model answer as a list below it, for people who judge answers in other programs; written and read.

Nobody is being assessed. …

**Points**

- Nobody is being assessed. (core)
  - Also: it is no test
  - Why: That is what sets it apart.
"""

import re
from collections.abc import Iterable, Iterator

from studykit.content.identity import identify
from studykit.content.markdown import plain
from studykit.content.model import Point
from studykit.transfer.escaping import escaped_within
from studykit.transfer.parcel import make_point

HEADING = "**Points**"
_HEADING = re.compile(r"\*{0,2}(?:Points|Grading points|Rubric):?\*{0,2}:?$")
_MOST_BELOW = 200
"""Lines below one point that are read."""
_CORE = " (core)"
_ALSO = "Also: "
_WHY = "Why: "


def with_points(answer: str, points: Iterable[Point]) -> str:
    """A model answer with its points below."""
    return joined(answer, HEADING, "\n".join(_lines(points)))


def joined(*texts: str) -> str:
    """Paragraphs, without those that say nothing."""
    return "\n\n".join(filter(None, texts))


def _lines(points: Iterable[Point]) -> Iterator[str]:
    for point in points:
        yield f"- {_one_line(point.text)}{_CORE if point.core else ''}"
        for wording in point.accept:
            yield f"    - {_ALSO}{escaped_within(_one_line(wording))}"
        if point.why:
            yield f"    - {_WHY}{_one_line(point.why)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def without_points(answer: str) -> tuple[str, tuple[Point, ...]]:
    """A model answer and the points that were below it; none if there is no such list."""
    lines = answer.split("\n")
    at = next((at for at, line in enumerate(lines) if _HEADING.match(line.strip())), -1)
    if at < 0:
        return answer, ()
    end = at + 1
    points: list[Point] = []
    more = 0
    while end < len(lines):
        line = lines[end].strip()
        if lines[end].startswith(("- ", "* ")):
            points.append(_point(line[2:].strip()))
            more = 0
        elif points and line.startswith(("- ", "* ")):
            more += 1
            if more <= _MOST_BELOW:
                points[-1] = _more(points[-1], line[2:].strip())
        elif line:
            break
        end += 1
    if not points:
        return answer, ()
    rest = "\n".join((*lines[:at], *lines[end:])).strip()
    said = rest or "\n".join(f"- {point.text}" for point in points)
    return said, tuple({point.id: point for point in points}.values())


def _point(text: str) -> Point:
    return make_point(text.removesuffix(_CORE), text.endswith(_CORE))


def _more(point: Point, text: str) -> Point:
    """A point with what is said below it."""
    if text.startswith(_ALSO):
        wording = plain(text.removeprefix(_ALSO))
        return Point(point.id, point.text, point.core, (*point.accept, wording), point.why)
    if text.startswith(_WHY):
        return Point(point.id, point.text, point.core, point.accept, text.removeprefix(_WHY))
    longer = f"{point.text} {text}"
    return Point(identify(longer), longer, point.core, point.accept, point.why)
