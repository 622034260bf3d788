"""Reading a guide or question set for its page: what it says, where it leads, what was missed; and what has become of its parts after an edit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from studykit.content.model import Guide, QuestionSet
from studykit.errors import StudykitError
from studykit.quiz.cards import Kind
from studykit.study.study import Study
from studykit.tui.guide_page import Link, PageView, Standing


def read_view(study: Study, course: str, page: str, names: Mapping[str, str]) -> PageView:
    """A page as it is seen first; `names` are the terms of its course, by slug."""
    found = study.catalog.page(course, page)
    links = _links(study, course, found, names) if isinstance(found, Guide) else ()
    return PageView(found, links, standing(study, course, found))


def standing(study: Study, course: str, page: Guide | QuestionSet) -> Standing:
    """How the questions of a page stand."""
    try:
        return Standing(study.question_states(course, page.slug), _missed(study, course, page))
    except StudykitError:  # a page can be read without a log
        return Standing()


def renamed(old: PageView, new: PageView) -> Callable[[str], str]:
    """Tells for the key of a part of an old version which one it is in the new; empty where it is no more.

    A question or fact is known by its id. One whose id has gone is that of now at its place, if that is new.
    """
    moved = {
        f"{kind} {at}": f"{kind} {to}" if to is not None else ""
        for kind, before, after in (
            ("question", [one.id for one in old.questions], [one.id for one in new.questions]),
            ("fact", [one.id for one in old.facts], [one.id for one in new.facts]),
        )
        for at, to in enumerate(_moves(before, after))
    }
    return lambda key: moved.get(key, key)


def _moves(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Where each of some ids stands afterwards."""
    places = {ident: at for at, ident in enumerate(after)}
    known = set(before)
    return [
        places.get(ident, at if at < len(after) and after[at] not in known else None)
        for at, ident in enumerate(before)
    ]


def _missed(study: Study, course: str, page: Guide | QuestionSet) -> dict[str, Collection[str]]:
    """For each question (its id) the points (their ids) that were missed the last time."""
    cards = {
        f"{course}/{page.slug}/{Kind.QUESTION}/{question.id}": question.id
        for question in page.questions
    }
    missed = study.log.missed_points(list(cards))
    return {cards[card]: points for card, points in missed.items()}


def _links(
    study: Study, course: str, guide: Guide, names: Mapping[str, str]
) -> list[tuple[str, Sequence[Link]]]:
    """Where the guide leads, under headings."""
    elsewhere = [
        Link(ref.course, ref.slug, ref.term, ref.course_name)
        for ref in study.catalog.also_found_in(course, guide.slug)
    ]
    link = partial(_link, study, course, names, _titles(study, guide))
    groups = [
        ("Related", [link(address) for address in guide.related]),
        ("Easily confused with", [link(address) for address in guide.contrast]),
        ("Also found in", elsewhere),
    ]
    return [(heading, links) for heading, links in groups if links]


def _titles(study: Study, guide: Guide) -> dict[str, str]:
    """The titles of all courses, where a guide leads into another one."""
    if any("/" in address for address in (*guide.related, *guide.contrast)):
        return {entry.slug: entry.title for entry in study.catalog.courses()}
    return {}


def _link(
    study: Study, here: str, names: Mapping[str, str], titles: Mapping[str, str], address: str
) -> Link:
    """The link that an author wrote as `term` or `course/term`."""
    if "/" not in address:
        return Link(here, address, names.get(address, address))
    course, _, term = address.partition("/")
    return Link(course, term, study.catalog.title_of(course, term), titles.get(course, course))
