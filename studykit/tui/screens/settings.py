"""The settings: how often cards come back, how many new ones a day, when the day begins, what is asked."""

from asyncio import to_thread
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.errors import StudykitError
from studykit.study.schedule import Schedule
from studykit.study.settings import Settings
from studykit.tui.screens.form_screen import PRESS, FormScreen
from studykit.tui.settings_form import SENTENCES, setting_lines
from studykit.tui.text import one_line, text
from studykit.tui.widgets.form import Form
from studykit.tui.widgets.form_lines import Button


class SettingsScreen(FormScreen[None]):
    """Few settings, each with a sentence; the defaults need no reading."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        PRESS,
        Binding("enter", "save", "Save", tooltip="Keep the settings as they stand.", id="settings-save", priority=True),
        Binding("ctrl+r", "reset", "Defaults", tooltip="Set all lines to their defaults; Enter then keeps them.", id="settings-defaults"),
    ]  # fmt: skip
    HELP_TEXT = "Up and down go to a line, left and right change it, digits type a number or an hour. Enter keeps the settings."
    trail = ("studykit", "Settings")

    sentence = query_one("#sentence", Static)

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()

    def body(self) -> ComposeResult:
        """The form, the sentence on the line at the cursor, and where all that is kept."""
        yield Form(id="settings")
        with Vertical(id="notes"):
            yield Static(id="sentence")
            yield Static(id="file", classes="muted")
            yield Static(id="problems")

    def fill(self) -> None:
        """Show things as they are."""
        schedule = self.study.schedule
        self.settings = schedule.settings
        path = schedule.settings_file
        kept = f"Kept in {one_line(str(path)).plain}, which may be edited by hand." if path else ""
        self.query_one("#file", Static).update(Content(kept))
        told = [f"! {problem} {problem.hint}" for problem in schedule.problems]
        problems = self.query_one("#problems", Static)
        problems.update(text("\n".join(told)).stylize("$warning"))
        problems.display = bool(told)
        self._renew()

    def _renew(self, at: str = "", *, anew: bool = False) -> None:
        """Show the form as the settings are now, with the cursor at a line or where it was; anew also where something unreadable was typed."""
        fit = self.study.schedule.agenda.fit()
        fitted = fit.at.astimezone().date() if fit and fit.parameters else None
        self.form.show(setting_lines(self.settings, fitted), at, anew=anew)
        self._tell()
        self.refresh_bindings()

    @on(Form.Moved)
    def _tell(self) -> None:
        """Say what the line at the cursor is about."""
        name = self.form.current.name.partition(" ")[0]
        self.sentence.update(Content(SENTENCES.get(name, "")))

    # -- what the learner does -----------------------------------------------------------------------------------------------

    @on(Form.Changed)
    def _change(self, event: Form.Changed) -> None:
        line = event.line
        if line.name.startswith("kind "):
            kinds = self.settings.kinds ^ {line.name.removeprefix("kind ")}
            self.settings = self.settings._replace(kinds=kinds or self.settings.kinds)
            self._renew()
        elif not isinstance(line, Button):
            changes: dict[str, Any] = {line.name: line.value}
            self.settings = self.settings._replace(**changes)

    @on(Form.Pressed)
    def _press(self, event: Form.Pressed) -> None:
        if event.line.primary:
            self.attempt(self.action_save)
        else:
            self._fit(takes_back=event.line.name == "unfit")

    def action_reset(self) -> None:
        """Set all lines to their defaults."""
        self.settings = Settings()
        self._renew(anew=True)

    def action_save(self) -> None:
        """Keep the settings."""
        self.must_be_readable()
        if self.settings != self.study.schedule.settings:
            self.study.schedule.keep_settings(self.settings)
            self.kit.work.forget()
            self.notify("The settings are kept.", markup=False)
        self.action_back()

    @work(group="fit", exclusive=True)
    async def _fit(self, *, takes_back: bool) -> None:
        """Fit the scheduling to the learner in a thread, and say what came of it."""
        self.sentence.update("Looking at how you remembered so far …")
        try:
            told = await to_thread(_taken_back if takes_back else _fitted, self.study.schedule)
        except StudykitError as error:
            self.kit.tell(error)
            self._tell()
            return
        self.kit.work.forget()
        self._renew("fit" if takes_back else "")
        self.sentence.update(Content(told))


def _fitted(schedule: Schedule) -> str:
    """Fit, let the better parameters hold, and say which those are; takes seconds."""
    from studykit.study.fitting import prepare_fit, take_fit

    fitted = prepare_fit(schedule)()
    take_fit(schedule, fitted)
    return fitted.verdict


def _taken_back(schedule: Schedule) -> str:
    from studykit.study.fitting import take_back

    take_back(schedule)
    return "The usual parameters hold again, and your cards come back by them."
