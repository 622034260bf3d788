"""Tests follow the courses, units and pages that they cover, whatever becomes of them in the files."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from studykit.content.catalog import Catalog
from studykit.content.shelf import Shelf
from studykit.content.text import slugify
from studykit.errors import NotFoundError
from studykit.quiz.recognising import page_of
from studykit.storage.agenda import Agenda
from studykit.storage.covered import CoveredParts, Page, Part
from studykit.study.scope import page_titles, resolve, title_of

_TELLING = re.compile(r"\w+/[0-9a-f]{8}")
"""An id that follows from a text tells it from all others; the numbers that authors give do not."""
_ENOUGH = 60
"""So many pages of a course tell what has become of it."""


class Following:
    """Lets the scopes of tests follow the library.

    Args:
        catalog: The library; this thread may use it.
        agenda: The tests.
        parts: What they covered when it was seen last.
        addresses: Gives the cards that were recognised, by their old addresses.

    """

    def __init__(
        self,
        catalog: Catalog,
        agenda: Agenda,
        parts: CoveredParts,
        addresses: Callable[[], Mapping[str, str]],
    ) -> None:
        self._catalog = catalog
        self._agenda = agenda
        self._parts = parts
        self._give_addresses = addresses

    @cached_property
    def _addresses(self) -> Mapping[str, str]:
        return self._give_addresses()

    @cached_property
    def _shelf(self) -> Shelf:
        return self._catalog.shelf()

    @cached_property
    def _kept(self) -> dict[str, Part]:
        return self._parts.read()

    def follow(self) -> None:
        """Let each test cover what has become of what it covered, and keep what that is."""
        tests = self._agenda.tests()
        for test in tests:
            scope = tuple(dict.fromkeys(new for one in test.scope for new in self._now(one)))
            if scope != test.scope:
                self._agenda.follow(test, scope)
        self._keep({one for test in self._agenda.tests() for one in test.scope} if tests else set())

    def gone(self, scope: Iterable[str]) -> list[str]:
        """The parts of a scope that are not in the library, by what they were called."""
        return [self._called(one) for one in scope if not self._spelt(one)]

    def _called(self, address: str) -> str:
        kept = self._kept.get(address)
        return kept.title if kept else address

    def _spelt(self, address: str) -> str:
        """An address as the library spells it; empty where it is not there. Nobody typed it, so a course is not meant by its title."""
        try:
            whole = resolve(self._catalog, address)
        except NotFoundError:
            return ""
        return whole if _course(whole) == _course(address) else ""

    # -- what a part is --------------------------------------------------------------------------------------------------

    def _keep(self, addresses: set[str]) -> None:
        """Keep what these are; of those that are not in order at the moment, what they were."""
        parts = {one: self._part(one) or self._kept.get(one) for one in addresses}
        known = {one: part for one, part in parts.items() if part}
        if known != self._kept:
            self._parts.keep(known)

    def _part(self, address: str) -> Part | None:
        """What a part is now; None where it is gone, or cannot be told while files have errors."""
        whole = self._spelt(address)
        if not whole or _course(address) in self._shelf.in_disorder:
            return None
        pages = dict(self._pages_in(whole))
        return Part(whole, title_of(self._catalog, whole), pages)

    def _pages_in(self, address: str) -> Iterator[tuple[str, Page]]:
        course, _, part = address.partition("/")
        outline = self._catalog.outline(course)
        titles = page_titles(outline)
        slugs = [part]
        if not part:
            slugs = list(titles)[:_ENOUGH]
        elif part.endswith("/"):
            units = (one for one in outline.units if slugify(one.title) == part[:-1])
            slugs = [term.slug for unit in units for term in unit.terms]
        for slug in slugs:
            cards = (card.split("/", 2)[2] for card in self._shelf.cards(f"{course}/{slug}"))
            telling = tuple(sorted(card for card in cards if _TELLING.fullmatch(card)))
            yield f"{course}/{slug}", Page(titles.get(slug, slug), telling)

    # -- what has become of it -------------------------------------------------------------------------------------------

    def _now(self, address: str) -> tuple[str, ...]:
        """What an address is now; itself where it is in the library, or nothing is known of it."""
        if self._spelt(address) or _course(address) in self._shelf.in_disorder:
            return (address,)
        part = self._kept.get(address) or Part(address, "", {})
        course, _, name = part.address.partition("/")
        if not name:
            found = [self._course_now(course, part)]
        elif name.endswith("/"):
            found = self._unit_now(part)
        else:
            found = [self._page_now(part.address, part.pages.get(part.address))]
        return tuple(filter(None, found)) or (address,)

    def _course_now(self, course: str, part: Part) -> str:
        """The course that most of the pages of one are in now; empty where there is none."""
        if course in self._shelf.courses:
            return course
        if moved := self._moved(f"{course}/"):
            return _course(moved)
        pages = (self._page_elsewhere(page, was) for page, was in part.pages.items())
        courses = Counter(_course(page) for page in pages if page)
        best = max(courses, key=lambda one: (courses[one], one), default="")
        return best if 2 * courses[best] > len(part.pages) else ""

    def _unit_now(self, part: Part) -> list[str]:
        """The unit that most of the pages of one are in now, if it is about them; else these pages."""
        pages = [self._page_now(page, was) for page, was in part.pages.items()]
        there = {page for page in pages if page}
        course = self._course_now(_course(part.address), part)
        same = f"{course}/{part.address.partition('/')[2]}"
        if course and self._spelt(same):
            return [same]
        for unit in self._catalog.outline(course).units if course else ():
            terms = {f"{course}/{term.slug}" for term in unit.terms}
            both = 2 * len(terms & there)
            if unit.title and both > len(part.pages) and both > len(terms):
                return [f"{course}/{slugify(unit.title)}/"]
        return sorted(there)

    def _page_now(self, page: str, was: Page | None) -> str:
        """The page that one is now; empty where nobody knows."""
        if page in self._shelf.pages:
            return page
        course, _, slug = page.partition("/")
        other = course not in self._shelf.courses and _course(self._moved(f"{course}/"))
        if other and f"{other}/{slug}" in self._shelf.pages:
            return f"{other}/{slug}"
        return self._moved(f"{page}/") or (self._page_elsewhere(page, was) if was else "")

    def _moved(self, under: str) -> str:
        """The page that most of the cards under an address are on, by what was recognised."""
        moved = Counter(
            page_of(new) for old, new in self._addresses.items() if old.startswith(under)
        )
        moved = Counter({page: count for page, count in moved.items() if page in self._shelf.pages})
        return max(moved, key=lambda one: (moved[one], one), default="")

    def _page_elsewhere(self, page: str, was: Page) -> str:
        """Another page with most of the texts that a page had, or one of its course with its title; empty if there is none."""
        near, slug = f"{_course(page)}/", page.partition("/")[2]
        having = Counter[str]()
        if was.cards:
            having.update({one: len(some) for one, some in self._shelf.with_any(set(was.cards))})
        likely = [one for one, count in having.items() if 2 * count > len(was.cards)]
        called = [one for one in self._shelf.called(was.title) if one.startswith(near)]
        return max(
            likely or called,
            key=lambda one: (having[one], one.startswith(near), one.endswith(f"/{slug}"), one),
            default="",
        )


def _course(address: str) -> str:
    return address.partition("/")[0]
