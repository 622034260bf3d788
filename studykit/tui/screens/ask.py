"""Small questions in front of a screen: yes or no, and a number."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from studykit.tui.text import text

_NAMES = {"enter": "Enter", "escape": "Esc"}


class ConfirmScreen(ModalScreen[bool]):
    """Says what a step means; a key takes it, Esc does not.

    The key is another than Enter where the step is final: Enter then does what Esc does. It does nothing where the question comes
    by itself, as the learner may be typing.
    """

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "No", tooltip="Go back.", id="confirm-no"),
    ]

    def __init__(
        self,
        title: str,
        told: str,
        yes: str,
        no: str,
        *,
        key: str = "enter",
        comes_by_itself: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._told, self._yes, self._no, self._key = title, told, yes, no, key
        self._leaving = {"escape"} if comes_by_itself else {"escape", "enter"} - {key}

    def compose(self) -> ComposeResult:
        """What it means, and the two keys."""
        with Vertical(classes="ask box") as box:
            box.border_title = self._title
            yield Static(Content(self._told))
            name = self._key.capitalize() if len(self._key) > 1 else self._key
            leaving = "Enter, Esc" if "enter" in self._leaving else "Esc"
            yield Static(keys_told((name, self._yes), (leaving, self._no)), classes="ask-keys")

    def on_key(self, event: Key) -> None:
        """Take the step, or do not."""
        if event.key in {self._key, *self._leaving}:
            event.stop()
            self.dismiss(event.key == self._key)


class ChooseScreen(ModalScreen[str]):
    """Says what there is to choose; a key takes it, and is the answer. Esc is the last one, and leaves all as it was."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('escape')", "Back", tooltip="Go back.", id="choose-back"),
    ]

    def __init__(self, title: str, told: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._told, self._choices = title, told, choices

    def compose(self) -> ComposeResult:
        """What it is about, and the keys."""
        with Vertical(classes="ask box") as box:
            box.border_title = self._title
            yield Static(text(self._told))
            named = [(_NAMES.get(key, key), said) for key, said in self._choices.items()]
            yield Static(keys_told(*named), classes="ask-keys")

    def on_key(self, event: Key) -> None:
        """Take what is chosen."""
        if event.key in self._choices:
            event.stop()
            self.dismiss(event.key)


class NumberScreen(ModalScreen[int | None]):
    """Asks for a number from the least, usually 1, up to the most; `refusal` is said of any other, Enter takes the `proposed` one."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", tooltip="Go back.", id="number-back"),
    ]

    def __init__(
        self,
        title: str,
        most: int,
        *,
        least: int = 1,
        proposed: int | None = None,
        told: str = "",
        refusal: str = "",
    ) -> None:
        super().__init__()
        self._title, self._least, self._most = title, least, most
        self._proposed = "" if proposed is None else str(proposed)
        self._told = told
        self._refusal = refusal or f"There are questions {least} to {most}."

    def compose(self) -> ComposeResult:
        """A line for the number."""
        with Vertical(classes="ask box") as box:
            box.border_title = self._title
            if self._told:
                yield Static(Content(self._told), classes="muted")
            asked = f"{self._least} to {self._most}"
            yield Input(self._proposed, type="integer", placeholder=asked, max_length=6)
            yield Static(keys_told(("Enter", "Go"), ("Esc", "Back")), classes="ask-keys")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        number = int(event.value) if event.value.isdecimal() else -1
        if self._least <= number <= self._most:
            self.dismiss(number)
        else:
            self.query_one(".ask-keys", Static).update(Content.styled(self._refusal, "$warning"))


def keys_told(*keys: tuple[str, str]) -> Content:
    """Keys below each other, and what each does."""
    width = max(len(key) for key, _ in keys)
    lines = [
        Content.assemble((f"{key:>{width}}", "bold $primary"), "  ", word) for key, word in keys
    ]
    return Content("\n").join(lines)
