"""What is wrong with the files of the library, and how to mend it."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen

from studykit.errors import Problem, Severity, StudykitError
from studykit.quiz.words import counted
from studykit.tui.editing import edit_problem
from studykit.tui.reading import LibraryReader, StoppedError
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import from_here, one_line
from studykit.tui.widgets.page import Page, Part

MOST = 500
"""Problems that are shown; who has more mends these first."""
_NONE = "No problems: all files of the library are in order."
_GUTTER = 8
"""Columns before a source line: its number and a bar."""


Instead = Callable[[], Sequence[Screen[None]]]
"""Gives screens; none, as long as they cannot be shown."""


class ProblemPage(Page):
    """The problems below each other, one of which is at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,tab", "step(1)", "Down", tooltip="Go to the next problem.", id="problems-next", show=False),
        Binding("up,k,shift+tab", "step(-1)", "Up", tooltip="Go to the problem before.", id="problems-previous", show=False),
    ]  # fmt: skip

    @property
    def keys(self) -> list[str]:
        """By what the problems are known."""
        return [part.key for part in self._parts if part.opens]

    @property
    def position(self) -> int:
        """Which problem is at the cursor."""
        return self.keys.index(self.current) if self.current else 0

    def stand_at(self, position: int) -> None:
        """Put the cursor at a problem, as soon as there is something to be seen."""
        self.current = self.keys[position]
        if self.room:
            self.bring_into_view(self.current)

    def action_step(self, by: int) -> None:
        """Go to the next problem; from the first and the last one there is no way on."""
        if keys := self.keys:
            self.go_to(keys[min(max(self.position + by, 0), len(keys) - 1)])


class ProblemsScreen(StudyScreen[None]):
    """Each problem with its place, the source line with a caret under it, and the mend."""

    CSS_PATH = "problems.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,enter", "edit", "Edit", tooltip="Open the file in your editor, at the place of the problem at the cursor.", id="problems-edit"),
        Binding("r", "read", "Read again", tooltip="Read the files again, after they were mended.", id="problems-read"),
    ]  # fmt: skip
    HELP_TEXT = "Up and down go from problem to problem. A guide with a mistake is left out until it is mended; one that goes wrong while studykit is open stays as it was. `studykit check` prints the same list."
    trail = ("studykit", "Problems")

    page = query_one(ProblemPage)

    def __init__(self, instead: Instead = lambda: ()) -> None:
        """Make the screen.

        Args:
            instead: What is opened instead once the problems are mended for which this was opened.

        """
        super().__init__()
        self._instead = instead
        self._reader: LibraryReader | None = None
        self._problems: Sequence[Problem] = ()

    def body(self) -> ComposeResult:
        """The problems below each other."""
        yield ProblemPage(id="page")

    def on_mount(self) -> None:
        """Show what is known."""
        self.attempt(self._show)
        self.page.focus()

    def on_unmount(self) -> None:
        """Read no further."""
        if self._reader:
            self._reader.stop()

    def action_read(self) -> None:
        """Read the files again, while one goes on reading here."""
        if self._reader is None:
            self._reader = LibraryReader(self.study, hold=True)
            self.topbar.aside = "Reading the library …"
            self.run_worker(self._read_again(self._reader))

    async def _read_again(self, reader: LibraryReader) -> None:
        """Read the files in a thread, then show what is wrong now."""
        told = False
        try:
            await self.kit.live.read(reader)
        except StoppedError:
            return
        except StudykitError as error:
            self.kit.tell(error)
            told = True
        finally:
            self._reader = None
        self.kit.live.follow()
        if not told:
            self.notify("The library has been read again.", markup=False)

    async def action_edit(self) -> None:
        """Open the file of the problem at the cursor in the author's editor; then show what is left."""
        if self._problems:
            await edit_problem(self.kit, self._problems[self.page.position])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is wrong there is nothing to mend."""
        return action != "edit" or bool(self._problems)

    def follow_library(self) -> None:
        """Show what is wrong now, or what could not be shown before."""
        screens = self._instead()
        if not screens:
            self._show()
            return
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        for screen in screens:
            self.app.push_screen(screen)
        self.notify("The mistakes are mended.", markup=False)

    def _show(self) -> None:
        """Show the problems, from the one that was read."""
        problems = self.study.catalog.problems()
        at, self._problems = self.page.position, problems[:MOST]
        self.topbar.aside = counted(len(problems), "problem")
        parts = [Part(lambda _: [Content()])]
        parts += [
            Part(partial(problem_lines, problem), key=key, opens=True)
            for problem, key in zip(self._problems, _keys(self._problems), strict=True)
        ]
        if not problems:
            parts.append(Part(lambda _: [Content(_NONE)]))
        elif len(problems) > MOST:
            parts.append(Part(lambda _: [Content(f"and {len(problems) - MOST} more")]))
        self.page.show(parts, keep_place=True)
        if self._problems and not self.page.current:  # the one at the cursor has gone
            self.page.stand_at(min(at, len(self._problems) - 1))
        self.refresh_bindings()


def _keys(problems: Sequence[Problem]) -> Iterator[str]:
    """By what problems are known again when others above have gone; of those that are alike each by its number."""
    seen: Counter[str] = Counter()
    for problem in problems:
        key = f"{problem.path}: {problem.sentence}"
        seen[key] += 1
        yield f"{key} {seen[key]}"


def problem_lines(problem: Problem, width: int) -> Sequence[Content]:
    """A problem as lines: where, what, the source, the mend."""
    is_error = problem.severity is Severity.ERROR
    word, style = ("✗ error", "$error") if is_error else ("! warning", "$warning")
    place = one_line(from_here(problem.place)).stylize("$text-muted")
    lines = [*_head(Content.styled(word, style), place, width)]
    lines += one_line(problem.sentence).stylize("bold").wrap(width)
    if problem.excerpt:
        shown, caret = _window(problem, width - _GUTTER)
        number = Content.styled(f"{problem.line:>5} │ ", "$text-muted")
        lines.append(number + Content(shown))
        lines.append(Content.assemble(" " * 5, (" │ ", "$text-muted"), " " * caret, ("^", style)))
    if problem.hint:
        lines += Content.assemble(("→ ", "$success"), one_line(problem.hint)).wrap(width)
    return [*lines, Content()]


def _head(word: Content, place: Content, width: int) -> Sequence[Content]:
    """What kind of problem it is, and where: where the path is long, the name of the file stands on a line of its own."""
    head = Content.assemble(word, "  ", place)
    if head.cell_length <= width or os.sep not in place.plain:
        return head.fold(width)
    cut = place.plain.rindex(os.sep) + 1
    folder = Content.assemble(word, "  ", place[:cut])
    return [*folder.fold(width), *Content.assemble("  ", place[cut:]).fold(width)]


def _window(problem: Problem, width: int) -> tuple[str, int]:
    """The part of the source line around the column that fits, and where the caret stands in it."""
    from rich.cells import cell_len

    line = problem.excerpt.replace("\t", " ")
    column = min(problem.column - 1, len(line))
    start = max(0, column - width // 2) if cell_len(line) > width else 0
    return line[start : start + width], cell_len(line[start:column])
