"""Real decks and question banks of other people, where a folder of them is at hand; nothing of them is in the project."""

import os
from pathlib import Path

import pytest

DECKS = Path(
    os.environ.get("STUDYKIT_DECKS") or Path(__file__).parents[2].parent / "shared" / "decks"
)
needs_decks = pytest.mark.skipif(not DECKS.is_dir(), reason="there is no folder of decks")


def files_of(name: str, *patterns: str) -> list[Path]:
    """The files of a set, by pattern; none where there is no such folder."""
    return sorted(path for pattern in patterns for path in (DECKS / name).glob(pattern))


def oracle(name: str) -> dict[str, tuple[str, int]]:
    """What was counted in each file of a set by others: whether it is in order, and how many items it has."""
    table = DECKS / "oracle.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    return {path: (status, int(count)) for own, path, status, count, *_ in rows if own == name}
