"""Markdown while it is written, part by part."""

import re

FEED = "\ue030"
"""Ends a line of code while it is written: blank lines of code say something."""
_LONG = 1_000
_END = 10
"""Characters that a mark is put to, of a part of a text that is longer than the other number."""


class Sheet:
    """Parts of Markdown, or of plain text."""

    def __init__(self, *, marked: bool) -> None:
        """Begin with nothing.

        Args:
            marked: Whether it is Markdown.

        """
        self._marked = marked
        self._parts: list[str] = []
        self._in_cell = False
        """Whether a cell of a table is open, which must stay on one line."""

    def _written(self) -> str:
        """What was written so far, without blank lines that say nothing."""
        text = "".join(self._parts)
        text = re.sub(r"[ \t\xa0]+\n", "\n", text.replace("\xa0", " "))
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def _mark(self, mark: str, *, ends: bool = False) -> None:
        """Put a mark of Markdown; one that ends something stands right after its last word."""
        if not self._marked:
            return
        if ends:
            self._end_mark(mark)
        else:
            self._put(mark)

    def _end_mark(self, mark: str) -> None:
        """Put a mark right after the last word before it; where there is none since it began, take both away."""
        tail = ""
        while self._parts and not self._parts[-1].strip():
            tail = self._parts.pop() + tail
        last = self._parts.pop() if self._parts else ""
        bare = last.rstrip()
        tail = last[len(bare) :] + tail
        if bare and bare != mark:
            if len(bare) > _LONG:  # not written anew with each of many marks
                self._put(bare[:-_END])
                bare = bare[-_END:]
            self._put(bare + mark)
        self._put(tail)

    def _break(self, feeds: int) -> None:
        """Make sure that what follows stands on a new line, or after a blank one."""
        last = self._parts[-3:]
        if self._in_cell:
            self._put("" if last and last[-1].endswith(" ") else " ")
        elif any(not part.isspace() for part in last):
            text = "".join(part[-2:] for part in last)
            have = len(text) - len(text.rstrip("\n"))
            self._put("\n" * max(feeds - have, 0))

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
