"""Writing a question of a question set: from its page to the form, and into the file."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from studykit.content.nodes import Node
from studykit.study.draft_problems import DraftProblem
from studykit.study.question_drafting import (
    QuestionDraft,
    check_question,
    open_question,
    save_question,
)
from studykit.tui.reading import with_twin
from studykit.tui.screens.author_question import QuestionScreen
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.keeping import Keeper, tell_saved


def write_question(screen: StudyScreen[None], course: str, page: str, ident: str) -> None:
    """Open a question of a set in the form, by its id, or an empty form for a new one. Raises StudykitError where it cannot be."""
    catalog = screen.study.catalog
    draft = open_question(catalog, course, page, ident)
    trail = ("studykit", "Write", catalog.title_of(course, page), f"Question {draft.at + 1}")
    screen.app.push_screen(SetQuestionScreen(draft, trail))


class SetQuestionScreen(QuestionScreen):
    """A question of a set: kept as it is typed, and put into its file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", tooltip="Put the question into its file.", id="question-keep", priority=True),
    ]  # fmt: skip
    HELP_TEXT = f"{QuestionScreen.HELP_TEXT} What you type and do not save is kept, and offered when you come back."

    def __init__(self, draft: QuestionDraft, trail: tuple[str, ...]) -> None:
        super().__init__(draft.first, trail, self._note)
        self._draft = draft
        self._keeper: Keeper | None = None

    def on_mount(self) -> None:
        """Offer what was typed the last time and not saved."""
        self._keeper = Keeper(self, self._draft)
        self._keeper.offer(lambda: self.show(self._draft.node))

    def on_unmount(self) -> None:
        """However the form is left, what was typed is kept."""
        if self._keeper:
            self._keeper.keep()

    @property
    def keeper(self) -> Keeper:
        """Who keeps it."""
        assert self._keeper
        return self._keeper

    def _note(self, node: dict[str, Node]) -> None:
        """The question says something else."""
        self._draft.node = node
        self.keeper.note()

    def problems(self) -> list[DraftProblem]:
        """What is wrong with the question, and with the term that it names."""
        return check_question(self.study.catalog, replace(self._draft, node=self.node))

    async def put(self) -> None:
        """Put the question into its file, and go back to its page."""
        draft = replace(self._draft, node=self.node)
        saved = await with_twin(self.study.catalog, lambda catalog: save_question(catalog, draft))
        self.keeper.end()
        await self.kit.live.take_in()
        self.dismiss(None)
        tell_saved(self, saved)

    def action_back(self) -> None:
        """Leave; what becomes of what is not saved is asked first."""
        self.keeper.leave("question")
