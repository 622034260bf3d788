"""The learner's answer and the model answer, side by side or under each other."""

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.content.model import Point
from studykit.quiz.attempt import Attempt
from studykit.quiz.evidence import seen
from studykit.tui.markdown import render, underline
from studykit.tui.text import text
from studykit.tui.widgets.prose import Maker, Prose

OWN = "Your answer"
LONGEST = 20_000
"""Characters of the learner's answer that are shown; all of it is kept."""

_GLIMPSE = 2_000
"""Characters that are shown of it while it is only locked."""


class Pane(VerticalScroll, can_focus=False):
    """A heading with a text under it."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.heading = Static(classes="pane-heading")
        self.prose = Prose()

    def compose(self) -> ComposeResult:
        """The heading, the text."""
        yield self.heading
        yield self.prose

    def show(self, heading: str, make: Maker) -> None:
        """Show another text, from its top."""
        self.heading.update(Content(heading))
        self.prose.show(make)
        self.scroll_home(animate=False)


class Panes(Container):
    """Own answer and model answer. Words of the own one that speak for a point are underlined: a hint, never a verdict."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.own = Pane(id="own")
        self.model = Pane(id="model")

    def compose(self) -> ComposeResult:
        """The two."""
        yield self.own
        yield self.model

    def show(self, attempt: Attempt) -> None:
        """Show what was answered, and what there was to answer."""
        own = own_answer(attempt)
        self.own.show(heading(attempt), lambda _: own)
        answer = attempt.card.answer
        told = "The missing point" if attempt.card.follows else "Model answer"
        self.model.show(told, lambda width: render(answer, width))

    def scroll_by(self, pages: int) -> None:
        """Scroll both texts by so many of their heights."""
        for pane in (self, self.own, self.model):
            pane.scroll_relative(y=pages * max(pane.size.height - 1, 1), animate=False)


def heading(attempt: Attempt) -> str:
    """`Your answer · sure`."""
    said = [str(attempt.confidence)] if attempt.confidence else []
    said += ["hint"] if attempt.answered.hinted else []
    said += ["overtime"] if attempt.answered.overtime else []
    return " · ".join([OWN, *said])


def locked_answer(attempt: Attempt, width: int) -> Content:
    """What was answered, before anything is said of it."""
    choices = [
        render(attempt.card.choices[index].text, width) for index in attempt.answered.choices
    ]
    answer = (
        Content("\n").join(choices) if choices else text(attempt.answered.text.strip()[:_GLIMPSE])
    )
    return Content.assemble((f"{OWN}, locked\n", "$text-muted"), answer)


def own_answer(attempt: Attempt) -> Content:
    """The answer as typed, with the words underlined that speak for a point."""
    typed = attempt.answered.text.strip()
    shown = text(typed[:LONGEST])
    if attempt.is_blank:
        said = (
            "You said that you don't know." if attempt.answered.dont_know else "You left it empty."
        )
        note = Content.styled(said, "$text-muted")
        return Content.assemble(note, "\n\n", shown) if typed else note
    rest = len(typed) - LONGEST
    return with_evidence(shown, attempt.card.points) + (
        f"\n… and {rest:,} more characters" if rest > 0 else ""
    )


def with_evidence(shown: Content, points: tuple[Point, ...]) -> Content:
    """A typed answer with the words underlined that speak for a point."""
    return underline(shown, seen(shown.plain, points), "underline $success")
