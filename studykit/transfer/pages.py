"""Items that say what they were in a course of ours, made into its pages again: definitions, facts, questions of a term."""

from dataclasses import dataclass, field, replace

from studykit.content.identity import identify
from studykit.content.model import Fact, Guide, Point, Question
from studykit.content.text import slugify
from studykit.transfer.asked import Item, make_question
from studykit.transfer.judging import without_points
from studykit.transfer.parcel import Parcel, make_guide
from studykit.transfer.pieces import Sort

Fields = dict[str, list[str]]
"""What an item says that it was: values by label. A `kind` is needed, and a `term` but for the questions of a `set`."""


@dataclass(slots=True)
class _Page:
    """What belongs to one term."""

    term: str
    part: str
    place: str = ""
    definition: str = ""
    fields: Fields = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    items: list[tuple[str, str]] = field(default_factory=list)
    """Place and beginning of each item."""


class Pages:
    """Gathers the pages that items belong to."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._pages: dict[str, _Page] = {}
        self._loose: list[tuple[Item, Question, str]] = []

    def take(self, item: Item, fields: Fields) -> bool:
        """Take an item; whether it was one of a page or a set of ours."""
        kind, term = _first(fields, "kind"), _first(fields, "term")
        if kind == Sort.QUESTION and (_first(fields, "set") or not term):
            return self._take_loose(item, fields, term)
        if kind not in set(Sort) or not term:
            return False
        page = self._pages.setdefault(term, _Page(term, item.part))
        if kind == Sort.DEFINITION and not page.definition:
            page.place, page.definition, page.fields, page.part = (
                item.place,
                item.answer,
                fields,
                item.part,
            )
        elif kind == Sort.FACT and (text := item.answer or item.text):
            ident = _first(fields, "id") or identify(text)
            page.facts.setdefault(ident, Fact(ident, text))
        elif kind != Sort.QUESTION or not self._take_question(page, item, fields):
            return False
        page.items.append((item.place, item.text))
        return True

    def finish(self) -> None:
        """Make the pages; what belongs to none is taken as questions, as far as it is one."""
        made = [guide for page in self._pages.values() if (guide := self._page(page))]
        keep_links(self._parcel)
        for item, question, term in self._loose:
            slug = next((guide.slug for guide in made if guide.term == term), "")
            self._parcel.add_question(item.place, replace(question, term=slug), item.part)

    def _take_loose(self, item: Item, fields: Fields, term: str) -> bool:
        """Take a question of a set."""
        question = make_question(item)
        if question is None:
            return False
        self._loose.append((item, _with_id(question, fields), term))
        return True

    @staticmethod
    def _take_question(page: _Page, item: Item, fields: Fields) -> bool:
        """Take a question of a page."""
        question = make_question(item)
        if question is None:
            return False
        question = _with_id(question, fields)
        return page.questions.setdefault(question.id, question) is question

    def _page(self, page: _Page) -> Guide | None:
        """Add a page to the parcel; None if it has no definition."""
        if not page.definition:
            for place, text in page.items:
                self._parcel.leave(
                    place, text, f"The definition of {page.term} is not in the file."
                )
            return None
        definition, points = without_points(page.definition)
        made = make_guide(page.term, definition, aliases=tuple(page.fields.get("alias", ())))
        slug = _first(page.fields, "slug")
        guide = replace(
            made,
            slug=slug if slug and slugify(slug) == slug else made.slug,
            points=_named(points or made.points, page.fields),
            facts=tuple(page.facts.values()),
            questions=tuple(page.questions.values()),
            related=tuple(page.fields.get("related", ())),
            contrast=tuple(page.fields.get("contrast", ())),
        )
        if not self._parcel.add_guide(page.place, guide, page.part):
            for place, text in page.items[1:]:
                self._parcel.leave(place, text, f"The page of {page.term} was left out.")
            return None
        self._parcel.taken += len(page.items) - 1
        return guide


def _first(fields: Fields, label: str) -> str:
    return next(iter(fields.get(label, ())), "")


def _with_id(question: Question, fields: Fields) -> Question:
    ident = _first(fields, "id") or question.id
    return replace(question, id=ident, points=_named(question.points, fields))


def _named(points: tuple[Point, ...], fields: Fields) -> tuple[Point, ...]:
    """Points with the ids that they had, if they are still as many."""
    idents = fields.get("point", ())
    if len(idents) != len(points):
        return points
    return tuple(replace(point, id=one) for point, one in zip(points, idents, strict=True))


def keep_links(parcel: Parcel) -> None:
    """Leave out links to guides that are not there, with a note."""
    slugs = {guide.slug for part in parcel.parts.values() for guide in part.guides}
    for part in parcel.parts.values():
        for at, guide in enumerate(part.guides):
            lost = [slug for slug in (*guide.related, *guide.contrast) if slug not in slugs]
            if lost:
                told = f"Its links to what is not in the file are left out: {', '.join(lost)}."
                parcel.change("the file", guide.term, told)
                part.guides[at] = _linked(guide, slugs)


def _linked(guide: Guide, slugs: set[str]) -> Guide:
    """A guide whose links lead to guides that are there."""
    return replace(
        guide,
        related=tuple(slug for slug in guide.related if slug in slugs),
        contrast=tuple(slug for slug in guide.contrast if slug in slugs),
    )
