"""The learner's settings: a small YAML file that may be edited by hand, and whose every line may be left out."""

import itertools
import re
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from studykit.errors import Problem, StudykitError
from studykit.log import KINDS
from studykit.quiz.words import hour_words

NAME = "settings.yaml"
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97
MOST_NEW = 999


class Settings(NamedTuple):
    """What a learner may choose, with what holds where they do not."""

    retention: float = 0.9
    """The probability of recall at which a card comes back."""
    new_cards: int = 10
    """So many cards are met for the first time on a day without a plan."""
    day_start: timedelta = timedelta(hours=4)
    """When the learner's day begins: who studies past midnight is still in the day before."""
    kinds: frozenset[str] = frozenset({"question"})
    """The kinds of card that are met on a day without a plan."""


class _Key(NamedTuple):
    """A line of the file."""

    name: str
    told: str
    """What it means, as a comment for who reads the file."""
    read: Callable[[Any], Any]
    """From its node to its value; None: it cannot be read."""
    write: Callable[[Any], str]
    mend: str


def _retention(node: Any) -> float | None:
    try:
        value = float(node)
    except (TypeError, ValueError):
        return None
    return value if LEAST_RETENTION <= value <= MOST_RETENTION else None


def _count(node: Any) -> int | None:
    is_number = isinstance(node, str) and node.isascii() and node.isdecimal() and len(node) <= 3
    return int(node) if is_number else None


def _clock(node: Any) -> timedelta | None:
    from studykit.study.when import NoDayError, read_time  # noqa: PLC0415 - most have no such file

    try:
        return since_midnight(read_time(node)) if isinstance(node, str) else None
    except NoDayError:
        return None


def _kinds(node: Any) -> frozenset[str] | None:
    is_list = isinstance(node, list) and node and all(kind in KINDS for kind in node)
    return frozenset(node) if is_list else None


def since_midnight(at: time) -> timedelta:
    """A time of day as the settings have it."""
    return timedelta(hours=at.hour, minutes=at.minute)


def time_of_day(passed: timedelta) -> time:
    """The time of day at which so much has passed since midnight."""
    minutes = passed // timedelta(minutes=1)
    return time(minutes // 60, minutes % 60)


def clock_text(passed: timedelta) -> str:
    """A time of day as it is written: `4:00`."""
    return hour_words(time_of_day(passed))


_KEYS: Mapping[str, _Key] = {
    "retention": _Key(
        "retention",
        "How likely a card is to be recalled when it comes back, 0.7 to 0.97. Higher is more work.",
        _retention,
        lambda value: f"{value:g}",
        f"Write a number from {LEAST_RETENTION} to {MOST_RETENTION}, such as 0.9.",
    ),
    "new-cards": _Key(
        "new_cards",
        "How many cards are met for the first time on a day without a plan.",
        _count,
        str,
        f"Write a whole number from 0 to {MOST_NEW}.",
    ),
    "day-start": _Key(
        "day_start",
        "When your day begins: what you do before it belongs to the day before.",
        _clock,
        clock_text,
        "Write a time of day, such as 4:00.",
    ),
    "kinds": _Key(
        "kinds",
        f"What is asked on a day without a plan: {', '.join(KINDS)}.",
        _kinds,
        lambda value: f"[{', '.join(kind for kind in KINDS if kind in value)}]",
        "Write a list, such as [question, definition].",
    ),
}


def read_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """The settings in a file, and what is wrong with it; where a line cannot be used its default holds."""
    if not path.is_file():
        return Settings(), []
    from studykit.content.loader import ReadError, read  # noqa: PLC0415 - most have no such file
    from studykit.content.source import SourceError, parse  # noqa: PLC0415 - likewise

    try:
        data = read(str(path))
        node = parse(data) if _says_anything(data) else {}
    except SourceError as error:
        return Settings(), [
            Problem(str(path), error.line, error.column, error.sentence, error.hint)
        ]
    except ReadError as error:
        return Settings(), [Problem(str(path), 1, 1, error.sentence, error.hint)]
    return _settings(path, data, node)


def _says_anything(data: bytes) -> bool:
    """Whether there is anything but comments."""
    return any(line.strip() and not line.strip().startswith(b"#") for line in data.splitlines())


def _settings(path: Path, data: bytes, node: Any) -> tuple[Settings, list[Problem]]:
    if not isinstance(node, dict):
        names = ", ".join(_KEYS)
        return Settings(), [
            Problem(
                str(path), 1, 1, "Settings are lines like `retention: 0.9`.", f"There are {names}."
            )
        ]
    problems = []
    values = {}
    for key, value in node.items():
        known = _KEYS.get(key)
        read = known.read(value) if known else None
        if known and read is not None:
            values[known.name] = read
        else:
            problems.append(_problem(path, data, key, known))
    return Settings(**values), problems


def _problem(path: Path, data: bytes, key: str, known: _Key | None) -> Problem:
    from studykit.content.fields import closest  # noqa: PLC0415 - only for what is wrong
    from studykit.content.source import places  # noqa: PLC0415 - likewise

    place = places(data)[(key,)]
    if known:
        return Problem(
            str(path), place.line, place.column, f"This is no value for `{key}`.", known.mend
        )
    near = closest(key, list(_KEYS))
    hint = f"Did you mean `{near}`?" if near else f"There are {', '.join(_KEYS)}."
    return Problem(
        str(path), place.key_line, place.key_column, f"There is no setting `{key}`.", hint
    )


class Told(NamedTuple):
    """A setting as it is told to a person."""

    key: str
    value: str
    """As it is written in the file."""
    meaning: str


def told(settings: Settings) -> list[Told]:
    """Every setting with its value and what it means."""
    return [
        Told(key, known.write(getattr(settings, known.name)), known.told)
        for key, known in _KEYS.items()
    ]


def changed(settings: Settings, key: str, text: str) -> Settings:
    """The settings with another value for one key, read as in the file; the brackets of a list may be left out.

    Raises KeyError where there is no such key, ValueError with how to write the value where it is none.
    """
    known = _KEYS[key]
    value = known.read(text.strip())
    if value is None:
        value = known.read(text.strip().strip("[]").replace(",", " ").split())
    if value is None:
        raise ValueError(known.mend)
    return Settings(**{**settings._asdict(), known.name: value})


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings into a file; its comments, its order and what it has beside them stay as they are. Raises StudykitError."""
    from studykit.study.saving import save  # noqa: PLC0415 - only where something is changed

    lines = _lines(path)
    for key, known in _KEYS.items():
        _set_line(lines, key, known, known.write(getattr(settings, known.name)))
    text = "\n".join(lines) + "\n"
    if not _says(path, text.encode(), settings):
        msg = f"{path} is not written line by line."
        raise StudykitError(msg, "Change it in an editor.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{path.parent} cannot be made: {error.strerror}."
        raise StudykitError(msg) from error
    save(path, text, overwrite=True)


def _says(path: Path, data: bytes, settings: Settings) -> bool:
    """Whether the settings can be read from a text as they are."""
    from studykit.content.source import SourceError, parse  # noqa: PLC0415 - only where something is changed

    try:
        node = parse(data)
    except SourceError:
        return False
    return isinstance(node, dict) and told(_settings(path, data, node)[0]) == told(settings)


def _lines(path: Path) -> list[str]:
    """The lines of the file, as far as there is one."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    except (OSError, UnicodeError) as error:
        msg = f"{path} cannot be read."
        raise StudykitError(msg, "Mend it or remove it.") from error


def _set_line(lines: list[str], key: str, known: _Key, value: str) -> None:
    """Write a value where its key stands, with the comment behind it, or else at the end."""
    line = f"{key}: {value}"
    begins = re.compile(rf"""["']?{key}["']?\s*:""")
    at = next((at for at, old in enumerate(lines) if begins.match(old)), None)
    if at is None:
        lines += [f"# {known.told}", line]
        return
    comment = re.search(r"\s+#.*$", lines[at])
    below = lines[at + 1 : _end(lines, at)]
    kept = [old for old in below if old.lstrip().startswith("#")]
    lines[at : at + 1 + len(below)] = [line + (comment[0] if comment else ""), *kept]


def _end(lines: list[str], at: int) -> int:
    """Where a value that goes on below its key ends."""
    below = itertools.takewhile(lambda old: not re.match(r"[^\s#-]|-\S", old), lines[at + 1 :])
    more = [off for off, old in enumerate(below, 2) if re.match(r"\s*[^\s#]", old)]
    return at + max(more, default=1)
