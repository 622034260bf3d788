"""The line at the bottom of every screen: the keys that do something now."""

from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

_ALWAYS = {"escape", "f1"}
"""Keys that are shown however narrow the terminal is, and last: the way out is always at the same place."""


class KeyBar(Widget):
    """The keys of the screen that apply now, as many as fit; `?` shows them all. A key can be clicked."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, Content] = {}
        self.is_behind = False
        """Whether the keys may have changed since the line was painted."""

    def on_mount(self) -> None:
        """Follow the keys as they change with focus and phase."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed, immediate=True)

    def _bindings_changed(self, _: Screen[object]) -> None:
        """Wait until the screen has painted what the learner looks at; the keys may have changed more than once."""
        if not self.is_behind:
            self.is_behind = True
            self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        self.is_behind = False
        if self.is_attached and self._keys() != self._shown:
            self.refresh()

    def render(self) -> Content:
        """The line."""
        self._shown = self._keys()
        return Content("  ").join([part for _, part in self._fitting()])

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        start = 1
        for key, part in self._fitting():
            if start <= event.x < start + part.cell_length:
                self.app.simulate_key(key)
                return
            start += part.cell_length + 2

    def _fitting(self) -> list[tuple[str, Content]]:
        """The keys that fit, left out from the right; the one for help is always there."""
        keys = self._shown
        room = self.content_size.width - sum(
            keys[key].cell_length + 2 for key in keys if key in _ALWAYS
        )
        shown: list[tuple[str, Content]] = []
        for key, part in keys.items():
            if key not in _ALWAYS:
                room -= part.cell_length + 2
                if room < -2:
                    break
                shown.append((key, part))
        return [*shown, *((key, part) for key, part in keys.items() if key in _ALWAYS)]

    @property
    def _is_typing(self) -> bool:
        """Whether `?` would be typed instead of helping."""
        focused = self.screen.focused
        return isinstance(focused, Input | TextArea) or getattr(focused, "takes_text", False)

    def _keys(self) -> dict[str, Content]:
        """What each key that applies now is called, by the key; several keys of one action count once."""
        keys: dict[str, Content] = {}
        actions: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in actions:
                actions.add(binding.action)
                display = (
                    "f1"
                    if binding.key == "f1" and self._is_typing
                    else self.app.get_key_display(binding)
                )
                keys[binding.key] = Content.assemble(
                    (display, "bold $primary"), " ", binding.description
                )
        return keys
