"""What a quiz or a test covers: `course`, `course/unit`, `course/term`; nothing named is everything."""

from collections.abc import Container

from studykit.content.text import slugify


def is_in(scope: Container[str], course: str, page: str, unit: str) -> bool:
    """Whether a card belongs to what is covered.

    Args:
        scope: The addresses; empty: all.
        course: The slug of its course.
        page: The slug of its guide, or of its question set.
        unit: The title of its unit.

    """
    if not scope or course in scope or f"{course}/{page}" in scope:
        return True
    return bool(unit) and f"{course}/{slugify(unit)}" in scope
