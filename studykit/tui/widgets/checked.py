"""What the program says of an answer that it can check: right or not, what was right, and why."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from studykit.log import Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.typed import is_close
from studykit.tui.markdown import render
from studykit.tui.text import one_line
from studykit.tui.widgets.panes import LONGEST, OWN, heading
from studykit.tui.widgets.points import SIGNS
from studykit.tui.widgets.prose import Prose, hanging

_MUTED = "$text-muted"


class CheckedAnswer(VerticalScroll, can_focus=False):
    """The verdict on a choice, short, term or fact card, with the right answer."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._text = Prose()

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, attempt: Attempt, order: Sequence[int]) -> None:
        """Show the verdict; `order` is how the choices were shown."""
        self._text.show(lambda width: Content("\n").join(lines(attempt, order, width)))
        self.scroll_home(animate=False)

    def scroll_by(self, pages: int) -> None:
        """Scroll by so many heights."""
        self.scroll_relative(y=pages * max(self.size.height - 1, 1), animate=False)


def lines(attempt: Attempt, order: Sequence[int], width: int) -> Iterator[Content]:
    """All there is to say, as lines of that width."""
    yield from hanging(Content(), verdict(attempt), width)
    yield Content()
    card = attempt.card
    if card.choices:
        for index in order:
            yield from _choice(attempt, index, width)
        if card.answer:
            yield Content()
            yield render(card.answer, width)
        return
    if attempt.answered.text.strip():
        typed = one_line(attempt.answered.text[:LONGEST])
        said = heading(attempt).removeprefix(OWN)
        yield from _labelled(OWN, Content.assemble(typed, (said, _MUTED)), width)
    right = card.answer or " / ".join(card.accept)
    yield from _labelled("Answer", render(right, max(width - 14, 10)), width)


def verdict(attempt: Attempt) -> Content:
    """Right, almost, or not, as a sign and in words."""
    answered = attempt.answered
    if attempt.is_blank and attempt.overruled is None:
        said = "You said that you don't know." if answered.dont_know else "You left it empty."
        return Content.styled(f"✗ {said}", "bold")
    if attempt.overruled is not None:
        right = "right" if attempt.is_correct else "not right"
        return _signed(f"You say that it was {right}.", right=attempt.is_correct)
    if attempt.is_correct:
        return _signed("Right.", right=True)
    if not attempt.card.choices and is_close(answered.text, attempt.card.accept):
        return _signed("Almost: look at the spelling. Press o if you were right.", right=False)
    return _signed("Not right.", right=False)


def _signed(words: str, *, right: bool) -> Content:
    sign, style = SIGNS[Verdict.MET if right else Verdict.MISSED]
    return Content.styled(f"{sign} {words}", f"bold {style}")


def _labelled(label: str, body: Content, width: int) -> list[Content]:
    return hanging(Content.styled(f"{label:<14}", _MUTED), body, width)


def _choice(attempt: Attempt, index: int, width: int) -> Iterator[Content]:
    """A choice: whether it is right, whether it was ticked, and why."""
    choice = attempt.card.choices[index]
    ticked = index in attempt.answered.choices
    sign, style = (
        SIGNS[Verdict.MET] if choice.correct else ("✗", "$error") if ticked else ("·", _MUTED)
    )
    told = _TOLD[choice.correct, ticked]
    words = render(choice.text, max(width - 4, 10))
    if choice.correct or ticked:
        words = words.stylize("bold")
    if told:
        words = Content.assemble(words, (f"   {told}", style))
    yield from hanging(Content.styled(f"  {sign} ", f"bold {style}"), words, width)
    if choice.why:
        yield from hanging(
            Content("      "), render(choice.why, max(width - 6, 10)).stylize(_MUTED), width
        )


_TOLD = {
    (True, True): "right, and you ticked it",
    (True, False): "right",
    (False, True): "you ticked it, it is not right",
    (False, False): "",
}
