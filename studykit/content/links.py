"""Where links lead: to a slug, a term or an alias of the same course, or to `course/slug`."""

import sqlite3

from studykit.content.text import normalise

_BY_NAME = """
    SELECT t.id, t.slug FROM name AS n JOIN guide AS t ON t.id = n.guide
    WHERE n.name = ? AND t.course = ? AND t.rank IS NOT NULL AND t.id <> ?
    ORDER BY t.slug <> ?, n.kind, t.rank LIMIT 1
    """


_REFUSED = """
    SELECT EXISTS (SELECT 1 FROM refused AS r JOIN file AS f ON f.id = r.file JOIN course AS c ON c.id = f.course
            WHERE (c.id = :course AND r.name = :name) OR (c.slug = :slug AND r.name = :rest))
        OR EXISTS (SELECT 1 FROM name AS n JOIN guide AS g ON g.id = n.guide JOIN course AS c ON c.id = g.course
            WHERE g.rank IS NULL AND c.shown
            AND ((c.id = :course AND n.name = :name) OR (c.slug = :slug AND n.name = :rest)))
    """


class Resolver:
    """Finds the guides that the links of one course name."""

    def __init__(self, db: sqlite3.Connection, course: int) -> None:
        self._db = db
        self._course = course

    def resolve(self, target: str, guide: int) -> str:
        """The address of another guide, as links are given: a slug, or `course/slug`; empty if there is none."""
        if found := self._named(target, self._course, guide):
            return str(found[1])
        slug, slash, rest = target.partition("/")
        if (
            slash
            and (course := self._course_named(slug))
            and (found := self._named(rest, course, guide))
        ):
            return str(found[1]) if course == self._course else f"{slug.strip()}/{found[1]}"
        return ""

    def leads_to_itself(self, target: str, guide: int) -> bool:
        """Whether a link of a guide names that guide, and no other."""
        return not self.resolve(target, guide) and (
            self._is_name_of(target, guide) or self._is_name_of(self._within(target), guide)
        )

    def guide_named(self, name: str) -> int | None:
        """The guide of this course with a slug, term or alias."""
        found = self._named(name, self._course, 0)
        return int(found[0]) if found else None

    def is_refused(self, target: str) -> bool:
        """Whether a link leads to a guide that is there, and not shown because of a mistake."""
        slug, _, rest = target.partition("/")
        names = {"name": normalise(target), "slug": slug.strip(), "rest": normalise(rest)}
        (found,) = self._db.execute(_REFUSED, {"course": self._course, **names}).fetchone()
        return bool(found)

    def may_lead_out(self, target: str) -> bool:
        """Whether a link leads to a course that is not there, where the course's neighbours are not known."""
        slug, slash, _ = target.partition("/")
        sql = "SELECT alone FROM course WHERE id = ?"
        (alone,) = self._db.execute(sql, (self._course,)).fetchone()
        return bool(slash and alone and not self._course_named(slug))

    def _within(self, target: str) -> str:
        """What a `course/slug` of this very course names in it; otherwise empty."""
        slug, _, rest = target.partition("/")
        return rest if self._course_named(slug) == self._course else ""

    def _is_name_of(self, name: str, guide: int) -> bool:
        sql = "SELECT 1 FROM name WHERE name = ? AND guide = ?"
        return bool(self._db.execute(sql, (normalise(name), guide)).fetchone())

    def _course_named(self, slug: str) -> int:
        """The key of a course that is shown, or 0."""
        sql = "SELECT id FROM course WHERE slug = ? AND shown"
        found = self._db.execute(sql, (slug.strip(),)).fetchone()
        return int(found[0]) if found else 0

    def _named(self, name: str, course: int, but: int) -> tuple[int, str] | None:
        """The guide of a course with a name, but for one."""
        found: tuple[int, str] | None = self._db.execute(
            _BY_NAME, (normalise(name), course, but, name.strip())
        ).fetchone()
        return found
