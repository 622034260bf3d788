"""What is wrong with the files of the library, and how to mend it."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one

from studykit.errors import Problem, Severity, StudykitError
from studykit.quiz.words import counted
from studykit.tui.reading import LibraryReader, StoppedError
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import from_here, one_line
from studykit.tui.widgets.page import Page, Part

MOST = 500
"""Problems that are shown; who has more mends these first."""
_GUTTER = 8
"""Columns before a source line: its number and a bar."""


class ProblemsScreen(StudyScreen[None]):
    """Each problem with its place, the source line with a caret under it, and the mend."""

    CSS_PATH = "problems.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read", "Read again", tooltip="Read the files again, after they were mended.", id="problems-read"),
    ]  # fmt: skip
    HELP_TEXT = "A guide with a mistake is left out until it is mended; one that goes wrong while studykit is open stays as it was. `studykit check` prints the same list."
    trail = ("studykit", "Problems")

    page = query_one(Page)

    def __init__(self) -> None:
        super().__init__()
        self._reader: LibraryReader | None = None

    def body(self) -> ComposeResult:
        """The problems below each other."""
        yield Page(id="page")

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

    def follow_library(self) -> None:
        """Show what is wrong now."""
        self._show()

    def _show(self) -> None:
        """Show the problems, from the one that was read."""
        problems = self.study.catalog.problems()
        self.topbar.aside = counted(len(problems), "problem")
        parts = [
            Part(partial(problem_lines, problem), key=f"{problem.path}: {problem.sentence}")
            for problem in problems[:MOST]
        ]
        if not problems:
            parts = [
                Part(
                    lambda _: [
                        Content(),
                        Content("No problems: all files of the library are in order."),
                    ]
                )
            ]
        elif len(problems) > MOST:
            parts.append(Part(lambda _: [Content(), Content(f"and {len(problems) - MOST} more")]))
        self.page.show(parts, keep_place=True)


def problem_lines(problem: Problem, width: int) -> Sequence[Content]:
    """A problem as lines: where, what, the source, the mend."""
    is_error = problem.severity is Severity.ERROR
    word, style = ("✗ error", "$error") if is_error else ("! warning", "$warning")
    place = one_line(from_here(problem.place)).stylize("$text-muted")
    lines = [Content(), *Content.assemble((word, style), "  ", place).fold(width)]
    lines += one_line(problem.sentence).stylize("bold").wrap(width)
    if problem.excerpt:
        shown, caret = _window(problem, width - _GUTTER)
        number = Content.styled(f"{problem.line:>5} │ ", "$text-muted")
        lines.append(number + Content(shown))
        lines.append(Content.assemble(" " * 5, (" │ ", "$text-muted"), " " * caret, ("^", style)))
    if problem.hint:
        lines += Content.assemble(("→ ", "$success"), one_line(problem.hint)).wrap(width)
    return lines


def _window(problem: Problem, width: int) -> tuple[str, int]:
    """The part of the source line around the column that fits, and where the caret stands in it."""
    from rich.cells import cell_len

    line = problem.excerpt.replace("\t", " ")
    column = min(problem.column - 1, len(line))
    start = max(0, column - width // 2) if cell_len(line) > width else 0
    return line[start : start + width], cell_len(line[start:column])
