"""The score to be expected of a test, as a line."""

from textual.content import Content

from studykit.quiz.words import percent

_BAR = 24
_MUTED = "$text-muted"


def change(before: float, after: float) -> str:
    """From one score to another: `41 % → 78 %`."""
    return f"{percent(before)} → {percent(after)}"


def forecast(now: float, planned: float, width: int) -> Content:
    """`now 41 % → 78 % with the plan`, and a bar where there is room for it."""
    told = Content.assemble(
        ("now ", _MUTED),
        (percent(now), "bold"),
        (" → ", _MUTED),
        (percent(planned), "bold $success"),
        (" with the plan", _MUTED),
    )
    if width < told.cell_length + _BAR + 2:
        return told.truncate(width, ellipsis=True)
    return Content.assemble(told, "  ", rise(now, planned, _BAR))


def rise(now: float, planned: float, width: int) -> Content:
    """What is known now, what the plan adds to it, and what is left, as a line of that width; each with a sign of its own."""
    known = round(min(max(now, 0.0), 1.0) * width)
    added = max(round(min(max(planned, 0.0), 1.0) * width) - known, 0)
    return Content.assemble(
        ("━" * known, "$primary"),
        ("╍" * added, "$success"),
        ("╌" * (width - known - added), _MUTED),
    )
