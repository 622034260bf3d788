"""Keeping what is typed in a form, some moments after it was typed, and offering it when the form is opened again."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from studykit.content.nodes import Node
from studykit.content.text import shorten
from studykit.errors import StudykitError
from studykit.study import unsaved
from studykit.tui.dates import moment
from studykit.tui.quietly import Quietly
from studykit.tui.screens.ask import ChooseScreen

if TYPE_CHECKING:
    from datetime import datetime

    from textual.timer import Timer

    from studykit.study.typed import Saved, Typed
    from studykit.study.unsaved import Kept
    from studykit.tui.screens.base import StudyScreen

PATIENCE = 1.0
"""Seconds after which what was typed is kept."""


class Keeper:
    """Keeps what one form says."""

    def __init__(self, screen: "StudyScreen[Any]", draft: "Typed") -> None:
        self._screen = screen
        self._draft = draft
        self._quietly = Quietly(screen.kit.tell)
        self._timer: Timer | None = None
        self._is_touched = self._is_over = False
        self.question: tuple[int, dict[str, Node]] | None = None
        """The question that is open, and its place, while it is not on the page."""

    def note(self) -> None:
        """Something was typed: it is kept soon."""
        self._is_touched = True
        if self._timer is None:
            self._timer = self._screen.set_timer(PATIENCE, self.keep)

    def keep(self) -> None:
        """Keep what the form says now, if anything was typed; nothing, where that is what the file says."""
        self._timer = None
        if self._is_touched and not self._is_over:
            self._quietly(self._keep)

    def end(self) -> None:
        """It has been saved, or is not wanted: throw away what was kept, and keep no more."""
        self._is_over = True
        self.forget()

    def forget(self) -> None:
        """Throw away what was kept."""
        with suppress(StudykitError):  # it will be offered once more, and can be thrown away then
            unsaved.forget(self._screen.study.log, self._draft)

    def offer(self, go_on: Callable[[], object]) -> None:
        """Offer what was typed the last time and not saved, if it is not what the file says by now; then go on with it."""
        if (left := self._left()) is None:
            return

        def choose(key: str | None) -> None:
            if key == "enter":
                unsaved.take_up(self._draft, left)
                go_on()
            elif key == "x":
                self.forget()
            else:
                self._screen.dismiss()

        screen = self._screen
        screen.app.push_screen(_offer(left, self._draft, screen.study.clock()), choose)

    def leave(self, what: str) -> None:
        """Leave the form; what becomes of what is not saved is asked first."""
        if not self._draft.is_changed:
            self._screen.dismiss()
            return

        def choose(key: str | None) -> None:
            if key == "x":
                self.end()
            if key in ("enter", "x"):
                self._screen.dismiss()

        choices = {
            "enter": "Leave, and go on with it another time",
            "x": "Throw it away",
            "escape": "Go on writing",
        }
        ask = ChooseScreen(f"Leave this {what}?", "What you changed is not saved.", choices)
        self._screen.app.push_screen(ask, choose)

    def _left(self) -> "Kept | None":
        """What was kept, if the file says something else."""
        found: list[Kept | None] = []
        self._screen.attempt(
            lambda: found.append(unsaved.kept(self._screen.study.log, self._draft))
        )
        left = next(iter(found), None)
        return left if left and left.upon(self._draft.first) != self._draft.node else None

    def _keep(self) -> None:
        study, draft = self._screen.study, self._draft
        if self.question or draft.is_changed:
            unsaved.keep(study.log, draft, self._page(), study.clock())
        else:
            unsaved.forget(study.log, draft)

    def _page(self) -> dict[str, Node]:
        """The page, with the question that is open in its place."""
        if not self.question:
            return self._draft.node
        at, question = self.question
        asked = self._draft.node.get("questions")
        questions: list[Node] = [*asked] if isinstance(asked, list) else []
        questions[at : at + 1] = [question]
        return {**self._draft.node, "questions": questions}


def tell_saved(screen: "StudyScreen[Any]", saved: "Saved") -> None:
    """Say that it was put into its file, and what has become of that."""
    if saved.news:
        screen.notify(f"Saved. {saved.news}", markup=False, severity="warning", timeout=20)
    else:
        screen.notify("Saved.", markup=False)


def _offer(left: "Kept", draft: "Typed", now: "datetime") -> ChooseScreen:
    """Asks whether to go on with what was kept."""
    what = f": {_named(left)}" if draft.is_new else ""
    told = f"Your unsaved text of {moment(left.at, now)} was kept{what}."
    choices = {"enter": "Go on with it", "x": "Throw it away", "escape": "Back; it stays kept"}
    if left.is_behind(draft.first):
        said = _how_they_meet(left.clashes(draft.first))
        told += f"\n\n{draft.file.name} was changed meanwhile, {said}"
        choices["x"] = "Throw it away, and take what the file says"
    return ChooseScreen("Unsaved text", told, choices)


def _named(left: "Kept") -> str:
    """What a new guide is called, and where it goes; or what a new question asks."""
    said = left.node.get("term", left.node.get("question"))
    name = shorten(said) if isinstance(said, str) and said else "something new"
    return f"{name}, for the unit {shorten(left.unit)}" if left.unit else name


def _how_they_meet(clashes: list[str]) -> str:
    """What becomes of what was typed and what the file says anew."""
    if not clashes:
        return "but not where you wrote: going on keeps both."
    keys = ", ".join(f"`{key}`" for key in clashes)
    return f"also where you wrote ({keys}): going on, your text replaces the file's there when you save."


def changed_file(name: str, clashes: list[str]) -> ChooseScreen:
    """Asks what to do about a file that was changed while its form was open."""
    told = f"{name} was changed after you opened it, {_how_they_meet(clashes)}"
    choices = {"enter": "Go on, to look at it and save", "escape": "Back to what you typed"}
    return ChooseScreen("The file has changed", told, choices)


async def all_typed(screen: "StudyScreen[Any]") -> None:
    """Wait until what was typed has come into its field; the key that saves overtakes those typed right before it."""
    arrived = asyncio.Event()
    if screen.focused and screen.focused.call_later(arrived.set):
        await arrived.wait()
