"""Writing a question of a question set: from its page to the form, and into the file."""

from studykit.content.nodes import Node
from studykit.study.question_drafting import QuestionDraft, open_question, save_question
from studykit.tui.screens.author_question import QuestionScreen
from studykit.tui.screens.base import StudyScreen


def write_question(screen: StudyScreen[None], course: str, page: str, ident: str) -> None:
    """Open a question of a set in the form, by its id, or an empty form for a new one. Raises StudykitError where it cannot be."""
    catalog = screen.study.catalog
    draft = open_question(catalog, course, page, ident)
    trail = ("studykit", "Write", catalog.term_of(course, page), f"Question {draft.at + 1}")
    _write(screen, draft, QuestionScreen(draft.node, trail))


def _write(screen: StudyScreen[None], draft: QuestionDraft, form: QuestionScreen) -> None:
    async def keep(written: dict[str, Node] | None) -> None:
        if written is None:
            return
        draft.node = written
        if not screen.attempt(lambda: save_question(draft)):
            again = QuestionScreen(draft.first, form.trail, written=written)
            _write(screen, draft, again)  # what was typed is not lost
            return
        await screen.kit.live.take_in()
        screen.notify("Saved.", markup=False)

    screen.app.push_screen(form, keep)
