"""A check looks again only at what has changed, and tells what it told before of all else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studykit.content import advising
from studykit.content.cache import cache_file
from studykit.content.checking import Checker, check_paths
from tests.content.shelf import course, guide, told, write

UNASKED = "term: B\ndefinition: B.\nfacts: [no bold]\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A course with warnings in one of its two guides."""
    files = {"x/course.yaml": course("X", "a", "b"), "x/a.yaml": guide("A"), "x/b.yaml": UNASKED}
    return write(tmp_path / "library", files)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are looked at."""
    names: list[str] = []
    look = advising.advise_on_file

    def noted(path: str) -> advising.Advised:
        names.append(Path(path).name)
        return look(path)

    monkeypatch.setattr(advising, "advise_on_file", noted)
    return names


@pytest.fixture
def checker(library: Path, tmp_path: Path) -> Iterator[Checker]:
    """A checker that remembers on disk."""
    with closing(Checker([library], tmp_path / "cache")) as checker:
        yield checker


def places(checker: Checker) -> list[tuple[str, int, int]]:
    return [told(problem) for problem in checker.check().problems]


def test_files_that_have_not_changed_are_not_looked_at_again(
    checker: Checker, library: Path, tmp_path: Path, looked_at: list[str]
) -> None:
    first = checker.check()
    assert [told(problem) for problem in first.problems] == [("b.yaml", 1, 7), ("b.yaml", 3, 9)]
    assert looked_at == ["a.yaml", "b.yaml", "course.yaml"]
    assert checker.check() == first
    with closing(Checker([library], tmp_path / "cache")) as another:
        assert another.check() == first
    assert len(looked_at) == 3


def test_a_file_that_has_changed_is_looked_at_again_alone(
    checker: Checker, library: Path, looked_at: list[str]
) -> None:
    checker.check()
    looked_at.clear()
    write(library, {"x/b.yaml": "\n" + UNASKED})
    assert places(checker) == [("b.yaml", 2, 7), ("b.yaml", 4, 9)]
    write(library, {"x/b.yaml": guide("B")})
    assert places(checker) == []
    assert looked_at == ["b.yaml", "b.yaml"]


def test_a_term_is_no_longer_called_unasked_when_a_question_set_asks_about_it(
    checker: Checker, library: Path, looked_at: list[str]
) -> None:
    checker.check()
    looked_at.clear()
    questions = "questions:\n  - {question: Q?, accept: [a], term: b}\n"
    write(library, {"x/set.yaml": questions})
    assert places(checker) == [("b.yaml", 3, 9)]
    (library / "x/set.yaml").unlink()
    assert places(checker) == [("b.yaml", 1, 7), ("b.yaml", 3, 9)]
    assert looked_at == ["set.yaml"]


def test_a_file_that_is_gone_takes_its_warnings_with_it(checker: Checker, library: Path) -> None:
    checker.check()
    (library / "x/b.yaml").unlink()
    write(library, {"x/course.yaml": course("X", "a")})
    assert places(checker) == []


def test_one_file_is_asked_for_and_later_all(
    library: Path, tmp_path: Path, looked_at: list[str]
) -> None:
    with closing(Checker([library / "x/b.yaml"], tmp_path / "cache")) as one:
        assert len(one.check().problems) == 2
    assert looked_at == ["b.yaml"]
    with closing(Checker([library / "x"], tmp_path / "cache")) as every:
        assert len(every.check().problems) == 2
    assert looked_at == ["b.yaml", "a.yaml", "course.yaml"]


def test_what_is_told_from_memory_is_what_is_told_without(checker: Checker, library: Path) -> None:
    texts = ["term: B\n", UNASKED, guide("B", "related: [none]"), "term: '", guide("B")]
    for at, text in enumerate(texts):
        write(library, {"x/b.yaml": text, "x/c.yaml": f"term: C{at}\ndefinition: …\n"})
        assert checker.check() == check_paths([library])


def test_many_files_are_looked_at_by_several_processes(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = check_paths([library])
    monkeypatch.setattr("studykit.content.crew.MANY", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert check_paths([library]) == expected


def test_a_file_that_changes_while_it_is_looked_at_is_looked_at_again(
    checker: Checker, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = advising.advise_on_file

    def late(path: str) -> advising.Advised:
        if path.endswith("b.yaml"):
            write(library, {"x/b.yaml": guide("B")})
        return look(path)

    with monkeypatch.context() as patch:
        patch.setattr(advising, "advise_on_file", late)
        checker.check()
    assert places(checker) == []


def test_a_file_that_cannot_be_read_any_more_gets_no_advice(library: Path) -> None:
    (library / "x/b.yaml").unlink()
    assert advising.advise_on_file(str(library / "x/b.yaml")).remarks == []


def test_a_damaged_memory_is_made_anew(library: Path, tmp_path: Path) -> None:
    with closing(Checker([library], tmp_path / "cache")) as checker:
        first = checker.check()
    cache_file([library], tmp_path / "cache").write_bytes(b"nothing" * 999)
    with closing(Checker([library], tmp_path / "cache")) as checker:
        assert checker.check() == first


def test_a_memory_that_another_program_has_emptied_meanwhile_is_filled_again(
    checker: Checker, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guide is removed by another studykit between the compiling of it and the advice on it."""
    look = advising.advise_on_file

    def late(path: str) -> advising.Advised:
        if path.endswith("b.yaml"):
            (library / "x/b.yaml").unlink(missing_ok=True)
            with closing(Checker([library], tmp_path / "cache")) as another:
                monkeypatch.setattr(advising, "advise_on_file", look)
                another.check()
            write(library, {"x/b.yaml": UNASKED})
        return look(path)

    monkeypatch.setattr(advising, "advise_on_file", late)
    checker.check()
    assert places(checker) == [("b.yaml", 1, 7), ("b.yaml", 3, 9)]


def test_changes_are_told_by_file(checker: Checker, library: Path) -> None:
    assert {change.what for change in checker.changes()} == {"new"}
    checker.check()
    assert checker.changes() == []
    write(library, {"x/b.yaml": guide("B"), "y.yaml": course("Y")})
    (library / "x/a.yaml").unlink()
    found = [(change.what, Path(change.path).name) for change in checker.changes()]
    assert found == [("gone", "a.yaml"), ("changed", "b.yaml"), ("new", "y.yaml")]
    checker.check()
    assert checker.changes() == []


def test_a_picture_that_is_not_there_is_told_until_it_is(
    checker: Checker, library: Path, tmp_path: Path
) -> None:
    shown = "![a curve](media/curve.png) ![](https://example.org/x.png) `![](media/code.png)`"
    write(library, {"x/b.yaml": guide("B").replace("What B is.", f"'{shown} ![](../y.png)'")})
    write(library, {"x/media/curves.png": "PNG"})
    (problem,) = checker.check().problems
    assert told(problem) == ("b.yaml", 2, 13)
    assert "`media/curve.png`" in problem.sentence
    assert problem.hint == "Did you mean `media/curves.png`?"
    write(library, {"x/media/curve.png": "PNG"})
    assert checker.check().problems == ()
    (library / "x/media/curve.png").unlink()
    with closing(Checker([library], tmp_path / "cache")) as another:
        assert len(another.check().problems) == 1


def test_the_pictures_of_a_course_in_one_file_lie_beside_it(tmp_path: Path) -> None:
    text = (
        course("Z")
        + "guides:\n  - term: A\n    definition: '![](a%20b.png)'\n    questions: [{question: Why?, accept: [b]}]\n"
    )
    write(tmp_path, {"z.yaml": text})
    (problem,) = check_paths([tmp_path]).problems
    assert "`a b.png`" in problem.sentence
    write(tmp_path, {"a b.png": "PNG"})
    assert check_paths([tmp_path]).problems == ()
