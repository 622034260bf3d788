"""The cards that were recognised after an edit of their files: what each was, and what it is now."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.content.markdown import plain
from studykit.quiz.cards import Card
from studykit.quiz.words import counted, percent
from studykit.scheduling.study_day import StudyDays
from studykit.study.edited import Told
from studykit.tui.course_tree import aside
from studykit.tui.dates import calendar_day
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import one_line
from studykit.tui.widgets.line_list import LineList

MOST = 200
"""Cards that are shown, those that were recognised last."""
_NONE = "No card was reworded or moved since you answered it, or those that were have their old words again."
_ABOUT = "Each of these has the history of the card that it was. If one is another card, p parts the two."
_PARTING = "Each then has what was asked of it, and the two are not taken for each other again."


class RecognisedScreen(StudyScreen[None]):
    """Each card that was recognised, with what it was before and how much the two are alike."""

    CSS_PATH = "recognised.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "part", "Part", tooltip="Part the card from what it was taken for: each has its own history.", id="recognised-part"),
    ]  # fmt: skip
    HELP_TEXT = "When a question or a fact is put in other words, or moved, studykit recognises it. `studykit orphans` tells the same, and what is in no course any more."
    trail = ("studykit", "Recognised")

    cards = query_one("#cards", LineList)
    note = query_one("#note", Static)

    def __init__(self) -> None:
        super().__init__()
        self._days = StudyDays()

    def body(self) -> ComposeResult:
        """The list, and what is to be said of it."""
        yield Static(id="note", classes="muted")
        yield LineList(self._line, rows=3, id="cards")

    def on_mount(self) -> None:
        """Show what is known."""
        self.attempt(self._show)
        self.cards.focus()

    def follow_library(self) -> None:
        """Show what is known now."""
        self._show()

    def _show(self) -> None:
        edited = self.study.schedule.edited
        self._days = self.study.schedule.agenda.days()
        standing = edited.standing()
        told = edited.told(standing[:MOST])
        self.topbar.aside = counted(len(standing), "card") if standing else ""
        self.note.update(Content(_ABOUT if told else _NONE))
        self.cards.display = bool(told)
        self.cards.show(told, self.cards.cursor)
        self.refresh_bindings()

    def _line(self, told: Told, width: int) -> Sequence[Content]:
        at = calendar_day(self._days.day(told.recognised.at))
        return [
            aside(_asks(told.now).stylize("bold"), _alike(told), width),
            _was(told).truncate(width, ellipsis=True),
            one_line(f"{_place(told.now)} · {at}")
            .stylize("$text-muted")
            .truncate(width, ellipsis=True),
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty list there is nothing to part."""
        return action != "part" or bool(self.cards.items)

    @on(LineList.Chosen, "#cards")
    def _open(self) -> None:
        if told := self.cards.current:
            self.attempt(lambda: self.kit.doors.guide(told.now.course, told.now.term))

    def action_part(self) -> None:
        """Part the card at the cursor from what it was, after a question."""
        from studykit.tui.screens.ask import ConfirmScreen

        told = self.cards.current
        if told is None:
            return
        ask = ConfirmScreen("Part these two?", _PARTING, "Part them", "Leave them one", key="y")
        self.app.push_screen(ask, lambda sure: self._part(told, sure=bool(sure)))

    def _part(self, told: Told, *, sure: bool) -> None:
        if sure and self.attempt(lambda: self.study.schedule.edited.part(told.recognised.old)):
            self.kit.live.follow()
            self.attempt(self._show)


def _asks(card: Card) -> Content:
    """What a card asks, on one line."""
    return one_line(" ".join(filter(None, (card.kind.task, plain(card.prompt)))))


def _was(told: Told) -> Content:
    """What a card was: in other words, or in another place."""
    if _asks(told.was) == _asks(told.now):
        return Content.assemble(("was in: ", "$text-muted"), one_line(_place(told.was)))
    return Content.assemble(("was: ", "$text-muted"), _asks(told.was))


def _place(card: Card) -> str:
    return f"{card.term_title} · {card.course_title}"


def _alike(told: Told) -> Content:
    likeness = told.recognised.likeness
    words = "" if likeness is None else f"{percent(likeness)} alike"
    return Content.styled(words, "$text-muted")
