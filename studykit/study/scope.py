"""What a quiz or a test covers: `course`, `course/unit/`, `course/page`; nothing named is everything.

A page is a guide or a question set. The slash at its end tells a unit from a page of the same slug. Scopes that were kept
before there was that slash name units without it: where the course has no page of that slug, the unit is meant.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from studykit.content.text import normalise, shorten, slugify
from studykit.errors import NotFoundError

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog
    from studykit.content.outline import Outline


def covered(catalog: "Catalog", scope: Iterable[str]) -> frozenset[str]:
    """The courses and pages that a scope names, of its units all pages that they have now."""
    return frozenset(each for address in scope for each in _covered(catalog, address))


def is_in(covered: Collection[str], course: str, page: str) -> bool:
    """Whether a page of a course, by its slug, belongs to what is covered; nothing is everything."""
    return not covered or course in covered or f"{course}/{page}" in covered


def _covered(catalog: "Catalog", address: str) -> Iterator[str]:
    yield address  # also where it is not there any more: what names something is not everything
    course, _, part = address.partition("/")
    if not part:
        return
    try:
        outline = catalog.outline(course)
    except NotFoundError:
        return
    if part not in page_titles(outline):
        for unit in outline.units:
            if unit.title and slugify(unit.title) == part.removesuffix("/"):
                yield from (f"{course}/{term.slug}" for term in unit.terms)


def named_course(catalog: "Catalog", address: str) -> tuple[str, str]:
    """The slug of the course with which an address begins, named by its slug or its title, and what stands behind it.

    Raises NotFoundError with what may have been meant.
    """
    whole = address.strip().lstrip("/")
    name, _, rest = whole.partition("/")
    try:
        catalog.home_of(name)
    except NotFoundError as error:
        return _titled(catalog, whole, error)
    return name, rest


def _titled(catalog: "Catalog", address: str, error: NotFoundError) -> tuple[str, str]:
    """The same by the title of a course, in which there may be a slash."""
    courses = {entry.slug: entry.title for entry in catalog.courses()}
    parts = address.split("/")
    for length in range(1, len(parts) + 1):
        name = normalise("/".join(parts[:length]))
        found = [slug for slug, title in courses.items() if name and normalise(title) == name]
        if len(found) > 1:
            msg = f"Several courses are called {shorten(courses[found[0]])}."
            raise NotFoundError(msg, f"Name the one that you mean: {', '.join(found)}.")
        if found or slugify(parts[0]) in courses:
            return found[0] if found else slugify(parts[0]), "/".join(parts[length:])
    from studykit.content.fields import closest  # noqa: PLC0415 - only where there is a mistake

    near = closest(parts[0], list(courses.values()))
    if near and "Did you mean" not in error.hint:
        slug = next(slug for slug, title in courses.items() if title == near)
        raise NotFoundError(error.sentence, f"Did you mean `{slug}`, {shorten(near)}?")
    raise error


def spelt(catalog: "Catalog", address: str) -> str:
    """An address with the slug of its course, whatever names that. Raises NotFoundError as `named_course` does."""
    return "/".join(filter(None, named_course(catalog, address)))


def resolve(catalog: "Catalog", address: str) -> str:
    """The address of a course, unit, term or question set as the library spells it; titles are understood too.

    A page goes before a unit, unless there is a slash at the end. Raises NotFoundError with what may have been meant.
    """
    course, rest = named_course(catalog, address)
    outline = catalog.outline(course)
    part = rest.rstrip("/")
    if not part:
        return course
    pages, units = page_titles(outline), unit_titles(outline)
    kinds = [(pages, ""), (units, "/")]
    for titles, end in reversed(kinds) if rest.endswith("/") else kinds:
        for slug in (part, slugify(part)):
            if slug in titles:
                return f"{course}/{slug}{end}"
    from studykit.content.fields import closest  # noqa: PLC0415 - only where there is a mistake

    near = closest(slugify(part), list(parts_of(outline)))
    hint = f"Did you mean `{course}/{near}`?" if near else f"`studykit list {course}` names them."
    raise NotFoundError(f"There is no unit or term `{shorten(part)}` in {outline.title}.", hint)


def title_of(catalog: "Catalog", address: str) -> str:
    """What an address stands for: the title of its unit or page, or of its course. Raises NotFoundError where its course is gone."""
    course, _, part = address.partition("/")
    outline = catalog.outline(course)
    pages = page_titles(outline)
    slug = part.removesuffix("/")
    title = pages.get(part) or unit_titles(outline).get(slug)
    if title is None:
        return f"{slug} (not in the library any more)" if slug else outline.title
    return f"{title} (unit)" if slug != part and slug in pages else title


def parts_of(outline: "Outline") -> set[str]:
    """The slugs of all units and pages of a course."""
    return {*unit_titles(outline), *page_titles(outline)}


def unit_titles(outline: "Outline") -> dict[str, str]:
    """The units of a course, by slug."""
    return {slugify(unit.title): unit.title for unit in outline.units if unit.title}


def page_titles(outline: "Outline") -> dict[str, str]:
    """The guides and question sets of a course, by slug."""
    return {group.slug: group.title for group in outline.sets} | {
        term.slug: term.term for term in outline.terms
    }
