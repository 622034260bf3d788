"""How far a term has come, as a sign and a colour; the word is the state itself."""

from textual.content import Content

from studykit.scheduling.standing import PageState

SIGNS = {
    PageState.UNSEEN: ("·", "$text-muted"),
    PageState.LEARNING: ("◔", "$primary"),
    PageState.MISSED: ("✗", "$error"),
    PageState.SOLID: ("●", "$success"),
}

_COUNTED = {PageState.MISSED: "with missed points"}
"""What several terms are said to be where the state itself does not read well."""


def sign(state: PageState) -> Content:
    """The sign of a state in its colour."""
    return Content.styled(*SIGNS[state])


def counts(states: list[PageState]) -> Content:
    """How many terms are in each state that occurs: `● 9 solid   ✗ 3 with missed points`."""
    parts = [
        Content.assemble(SIGNS[state], f" {states.count(state):,} {_COUNTED.get(state, state)}")
        for state in (PageState.SOLID, PageState.MISSED, PageState.LEARNING, PageState.UNSEEN)
        if state in states
    ]
    return Content("   ").join(parts)
