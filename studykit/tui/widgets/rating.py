"""What follows from the judgements: how many points so far, then the derived rating with its reason."""

from textual.content import Content
from textual.widgets import Static

from studykit.log import Confidence, Rating
from studykit.quiz.attempt import Attempt
from studykit.quiz.quiz import Phase
from studykit.quiz.words import number, score_words

_STYLES = {
    Rating.AGAIN: "$error",
    Rating.HARD: "$warning",
    Rating.GOOD: "$success",
    Rating.EASY: "$success",
}
_MUTED = "$text-muted"


class RatingLine(Static):
    """A count while there are points to judge; then the rating, why, and which keys take it or another."""

    def show(self, attempt: Attempt, phase: Phase, *, comes_back: bool = False) -> None:
        """Show where the attempt stands; `comes_back` says that a card rated again is asked again."""
        rated = rating(attempt, comes_back=comes_back)
        self.update(so_far(attempt) if phase is Phase.JUDGING else rated)


def how_sure() -> Content:
    """The question before the model answer is seen, with its keys."""
    keys = [("g", "guess"), ("u", "unsure"), ("s", "sure"), ("Enter", "skip")]
    question = Content.styled("How sure are you?", "bold")
    return Content("   ").join([question, *(_key(key, word) for key, word in keys)])


def so_far(attempt: Attempt) -> Content:
    """`1 of 3 points judged`, and what the sign of core points means."""
    judged, total = len(attempt.verdicts), len(attempt.card.points)
    parts = [Content.styled(f"{judged} of {total} points judged", "bold")]
    if any(point.core for point in attempt.card.points):
        parts.append(
            Content.assemble(("!", "bold $accent"), (" core: without it the answer fails", _MUTED))
        )
    return Content("   ").join(parts)


def rating(attempt: Attempt, *, comes_back: bool = False) -> Content:
    """The rating, its reason, and how to take it."""
    derived = attempt.derived
    reason = derived.reason
    if attempt.card.is_open and not attempt.is_blank and not reason.startswith(number(derived.met)):
        reason = f"{score_words(derived.met, derived.total)} points, {reason}"
    if comes_back and derived.rating is Rating.AGAIN:
        reason += "; it comes back in this quiz"
    style = f"bold {_STYLES[derived.rating]}"
    told = Content.assemble((derived.rating.word.capitalize(), style), f": {reason}.")
    keys = [_key("Enter", "take it")]
    keys += [_key(str(int(one)), one.word, is_derived=one is derived.rating) for one in Rating]
    return Content("\n").join([*_surprise(attempt), told, Content("   ").join(keys)])


def _surprise(attempt: Attempt) -> list[Content]:
    """To have been sure and missed something is the best thing to learn from."""
    derived = attempt.derived
    if attempt.confidence is not Confidence.SURE or derived.met == derived.total:
        return []
    missing = "a point is missing" if attempt.card.is_open else "it was something else"
    return [Content.styled(f"You were sure, and {missing}: worth a second look.", "$accent")]


def _key(key: str, word: str, *, is_derived: bool = False) -> Content:
    return Content.assemble(
        (key, "bold $primary"), " ", (word, "bold underline" if is_derived else _MUTED)
    )
