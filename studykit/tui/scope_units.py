"""The units of a course as a quiz can be about them."""

from collections import Counter

from studykit.content.model import Course
from studykit.content.text import slugify

Address = str
"""`course`, `course/unit/` or `course/term`."""


def units_of(course: Course) -> dict[Address, set[Address]]:
    """The units of a course with their terms, by the units' addresses; but those whose address another unit has as well."""
    slugs = [slugify(unit.title) for unit in course.units]
    taken = Counter(slugs)
    return {
        f"{course.slug}/{slug}/": {f"{course.slug}/{guide.slug}" for guide in unit.guides}
        for slug, unit in zip(slugs, course.units, strict=True)
        if unit.title and unit.guides and taken[slug] == 1
    }
