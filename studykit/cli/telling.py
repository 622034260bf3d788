"""What an import or an export has to tell, as lines for a person."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import fill

from studykit.transfer.notes import Note

_INDENT = "    "


def note_line(note: Note) -> str:
    """A note as a line; what concerns the whole file names no item, a loose question no place, and a page itself once."""
    item = note.item if note.item != note.place else ""
    return ": ".join(filter(None, (note.place, note.fate, item, note.sentence)))


def note_lines(notes: Sequence[Note], width: int) -> Iterator[str]:
    """Notes as lines: a sentence that holds for many things is said once, with all of them below it."""
    alike: dict[tuple[str, str], list[Note]] = {}
    for note in dict.fromkeys(notes):
        alike.setdefault((note.fate, note.sentence), []).append(note)
    for (fate, sentence), group in alike.items():
        if len(group) == 1:
            yield note_line(group[0])
        else:
            yield f"{fate}, {len(group):,} times: {sentence}"
            yield from _named(group, width)


def _named(notes: Sequence[Note], width: int) -> Iterator[str]:
    """The names of what notes are about, wrapped: pages one after the other, and items by what they stand in."""
    pages = [note.place or note.item for note in notes if note.item in ("", note.place) or not note.place]  # fmt: skip
    lines = ["; ".join(pages)] if pages else []
    others = [note for note in notes if note.place and note.item not in ("", note.place)]
    for place, within in groupby(others, key=lambda note: note.place):
        lines.append(f"{place}: {'; '.join(note.item for note in within)}")
    for line in lines:
        yield fill(line, width, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)
