"""Values of the model as the YAML that an author would have written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.content.compiler import Role, Source, compile_file
from studykit.content.describing import course_node, guide_node, question_node, set_node
from studykit.content.identity import identify
from studykit.content.model import Course, Fact, Form, Guide, Point, Question
from studykit.content.nodes import Node
from studykit.content.questions import sentence_points
from studykit.content.walk import build
from studykit.content.writer import write
from tests.content.shelf import refreshed

_CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def catalog() -> Iterator[Catalog]:
    """The shipped courses."""
    found = refreshed(_CONTENT)
    yield found
    found.close()


@pytest.fixture(scope="module")
def courses(catalog: Catalog) -> list[Course]:
    return [catalog.course(entry.slug) for entry in catalog.courses()]


def _back(tmp_path: Path, course: Course) -> Course:
    """A course written out as files and read again."""
    folder = tmp_path / course.slug
    folder.mkdir()
    (folder / "course.yaml").write_text(write(course_node(course)), "utf-8")
    for guide in course.guides:
        (folder / f"{guide.slug}.yaml").write_text(write(guide_node(guide)), "utf-8")
    for found in course.sets:
        text = write(set_node(found.title, found.questions))
        (folder / f"{found.slug}.yaml").write_text(text, "utf-8")
    catalog = refreshed(tmp_path, _CONTENT)
    assert not catalog.problems() or all(
        str(folder) not in problem.path or "error" not in str(problem.severity)
        for problem in catalog.problems()
    )
    read = catalog.course(course.slug)
    catalog.close()
    return read


def test_every_shipped_guide_comes_back_as_it_is(courses: list[Course], tmp_path: Path) -> None:
    assert courses
    for course in courses:
        read = _back(tmp_path, course)
        assert (read.title, read.about) == (course.title, course.about)
        assert [unit.title for unit in read.units] == [unit.title for unit in course.units]
        for found, guide in zip(read.guides, course.guides, strict=True):
            own = tuple(question for question in guide.questions if not question.term)
            assert tuple(one for one in found.questions if not one.term) == own
            assert (found.term, found.definition, found.points, found.facts, found.aliases) == (
                guide.term,
                guide.definition,
                guide.points,
                guide.facts,
                guide.aliases,
            )


def test_nothing_is_said_that_follows_from_the_rest() -> None:
    text = "It is so. It stays so."
    question = Question(identify("Why?"), "Why?", Form.OPEN, text, sentence_points(text))
    fact = Fact(identify("A **fact**."), "A **fact**.")
    guide = Guide("water", "Water", text, sentence_points(text), (fact,), (question,))
    assert guide_node(guide) == {
        "term": "Water",
        "definition": text,
        "facts": ["A **fact**."],
        "questions": [{"question": "Why?", "answer": text}],
    }


def test_ids_and_points_of_the_author_are_kept() -> None:
    point = Point("own", "It moves.", core=True, accept=("moves",), why="It has to.")
    node = question_node(Question("q1", "Why?", Form.OPEN, "It moves.", (point,), hint="Look."))
    told: dict[str, Node] = {"point": "It moves.", "core": "true", "accept": ["moves"], "why": "It has to.", "id": "own"}  # fmt: skip
    assert node == {"question": "Why?", "hint": "Look.", "answer": "It moves.", "points": [told], "id": "q1"}  # fmt: skip
    file = write(set_node("All", [Question("q1", "Why?", Form.OPEN, "It moves.", (point,))]))
    assert isinstance(build(file), dict)
    assert not compile_file(Source("all.yaml", file.encode()), "all", Role.PART).problems
