"""The state of each term and question set with the learner: the one rule behind the figures of home and the signs of a course."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog, PageCards
    from studykit.scheduling.standing import PageFigures, PageState
    from studykit.storage.review_log import ReviewLog


def page_states(
    catalog: "Catalog", log: "ReviewLog", course: str | None = None
) -> "dict[tuple[str, str], PageState]":
    """The states of all terms and question sets that were met, by course and slug; of one course if it is named.

    A card that is gone from its file, or is still to be written there, does not count: what was missed in it cannot be made good.
    """
    asked: dict[str, dict[str, PageCards]] = {}
    states = {}
    for met in log.page_figures(course):
        if met.course not in asked:
            asked[met.course] = catalog.page_cards(met.course)
        today = asked[met.course].get(met.term)
        if today and (counted := _counted(met, today, log)):
            states[met.course, met.term] = counted.state(today.questions)
    return states


def _counted(met: "PageFigures", today: "PageCards", log: "ReviewLog") -> "PageFigures | None":
    """The figures of the cards that the page still asks; None if none of them was met."""
    gone = set(met.cards.split()).difference(today.cards.split())
    return log.page_figures_without(met.course, met.term, gone) if gone else met
