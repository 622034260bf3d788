"""A course, a guide or a question set is begun where it belongs, and nothing is ever overwritten."""

import os
import re
import sys
from pathlib import Path

import pytest

from studykit.content.checking import check_paths
from studykit.content.json_schema import FILE_NAME, schema_text
from studykit.errors import Severity, StudykitError
from studykit.study.authoring import Author, Begun
from tests.content.shelf import course, guide, refreshed, write


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The author's own library, with a course."""
    files = {"x/course.yaml": course("X", "a") + "# the end\n", "x/a.yaml": guide("A")}
    return write(tmp_path / "own", files)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A library that is not the author's."""
    return write(
        tmp_path / "shipped", {"art/course.yaml": course("Art", "a"), "art/a.yaml": guide("A")}
    )


@pytest.fixture
def author(library: Path, shipped: Path) -> Author:
    """An author of that library."""
    return Author([library], [library, shipped])


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and what is in it."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# -- a course ----------------------------------------------------------------------------------------------------------------


def test_a_course_is_begun_in_a_library_that_is_not_there_yet(tmp_path: Path) -> None:
    library = tmp_path / "not" / "yet"
    begun = Author([library], []).begin_course(" Art of  \x1b[31mAsking ")
    assert begun.file == library / "art-of-31masking" / "course.yaml"
    (found,) = refreshed(library).courses()
    assert found.title == "Art of [31mAsking"


def test_the_schema_is_put_beside_a_new_course_and_named_in_it(
    author: Author, library: Path
) -> None:
    begun = author.begin_course("New")
    assert begun.schema == library / FILE_NAME
    assert (library / FILE_NAME).read_text("utf-8") == schema_text()
    assert begun.file.read_text("utf-8").startswith(
        f"# yaml-language-server: $schema=../{FILE_NAME}\n"
    )
    assert author.begin_course("Another").schema is None


def test_a_schema_that_is_there_already_stays_as_it_is(author: Author, library: Path) -> None:
    write(library, {FILE_NAME: "{}"})
    assert author.begin_course("New").schema is None
    assert (library / FILE_NAME).read_text("utf-8") == "{}"


@pytest.mark.parametrize("title", ["X", "x!", "Art"])
def test_a_course_does_not_take_the_name_of_another(
    author: Author, library: Path, title: str
) -> None:
    before = snapshot(library)
    with pytest.raises(StudykitError, match="There is a course"):
        author.begin_course(title)
    assert snapshot(library) == before


def test_a_course_cannot_be_begun_within_a_course(library: Path) -> None:
    with pytest.raises(StudykitError, match="is a course itself") as caught:
        Author([library / "x"], [library / "x"]).begin_course("New")
    assert "--library" in caught.value.hint


def test_of_several_own_folders_the_first_that_can_have_courses_gets_the_new_one(
    library: Path, tmp_path: Path
) -> None:
    own = [library / "x", tmp_path / "more"]
    assert Author(own, own).begin_course("New").file == tmp_path / "more" / "new" / "course.yaml"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StudykitError, match="cannot be made") as caught:
        Author([tmp_path / "file" / "own"], []).begin_course("New")
    assert "--library" in caught.value.hint


@pytest.mark.parametrize("name", ["", "  ", "\x07"])
def test_nothing_is_begun_without_a_name(author: Author, name: str) -> None:
    with pytest.raises(StudykitError, match="name"):
        author.begin_course(name)
    with pytest.raises(StudykitError, match="name"):
        author.begin_guide("x", name)


def test_a_long_title_makes_no_longer_name_than_a_disk_can_take(author: Author) -> None:
    assert len(author.begin_course("long " * 200).slug) <= 80


# -- a guide -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x", "X", "x/"])
def test_a_guide_is_begun_in_its_course_and_loads(author: Author, library: Path, name: str) -> None:
    begun = author.begin_guide(name, "Panel Interview")
    assert begun == Begun(library / "x" / "panel-interview.yaml", "panel-interview")
    catalog = refreshed(library)
    assert catalog.guide("x", "panel-interview").term == "Panel Interview"
    problems = check_paths([library]).problems
    assert problems
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_a_guide_is_entered_into_its_unit_and_nothing_else_changes(
    author: Author, library: Path
) -> None:
    head = library / "x/course.yaml"
    before = head.read_text("utf-8")
    begun = author.begin_guide("x", "B", "first")
    assert begun.unit == "First"
    assert head.read_text("utf-8") == before.replace("[a]", "[a, b]")
    assert author.begin_guide("x", "C", "Second").unit == "Second"
    outline = refreshed(library).outline("x")
    assert [(unit.title, [term.slug for term in unit.terms]) for unit in outline.units] == [
        ("First", ["a", "b"]),
        ("Second", ["c"]),
    ]


def test_marks_and_line_ends_of_a_course_file_stay(author: Author, library: Path) -> None:
    text = course("X", "a").replace("\n", "\r\n").encode()
    (library / "x/course.yaml").write_bytes(b"\xef\xbb\xbf" + text)
    author.begin_guide("x", "B", "First")
    changed = b"\xef\xbb\xbf" + text.replace(b"[a]", b"[a, b]")
    assert (library / "x/course.yaml").read_bytes() == changed


def test_a_course_file_that_is_not_text_is_told_and_nothing_is_written(
    author: Author, library: Path
) -> None:
    (library / "x/course.yaml").write_bytes(b"course: \xff\n")
    before = snapshot(library)
    for unit in ("One", "Two"):
        with pytest.raises(StudykitError, match="UTF-8"):
            author.begin_guide("x", "B", unit)
    assert snapshot(library) == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of Unix")
def test_a_course_file_keeps_its_mode_and_stays_a_link(
    author: Author, library: Path, tmp_path: Path
) -> None:
    head, real = library / "x/course.yaml", library / "x/real.txt"
    head.rename(real)
    head.symlink_to("real.txt")
    real.chmod(0o664)
    author.begin_guide("x", "B", "First")
    assert head.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o664
    assert "[a, b]" in real.read_text("utf-8")


def test_a_unit_that_is_probably_misspelt_begins_nothing(author: Author, library: Path) -> None:
    before = snapshot(library)
    with pytest.raises(StudykitError, match="First"):
        author.begin_guide("x", "B", "Frist")
    assert snapshot(library) == before


def test_where_the_course_file_cannot_be_written_no_guide_is_left_over(
    author: Author, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(library)
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "course.yaml":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StudykitError, match="cannot be written"):
        author.begin_guide("x", "B", "First")
    assert snapshot(library) == before


def test_a_guide_that_is_there_already_is_told_with_its_place(
    author: Author, library: Path
) -> None:
    write(
        library,
        {"x/in/b.yaml": "term: '", "x/more.yaml": "guides:\n  - {term: C, definition: c}\n"},
    )
    before = snapshot(library)
    for term, place in (("A", "a.yaml"), ("B", "b.yaml"), ("C", "more.yaml:2")):
        with pytest.raises(StudykitError, match="already") as caught:
            author.begin_guide("x", term)
        assert place in caught.value.sentence
    assert snapshot(library) == before


def test_a_term_called_course_does_not_touch_the_course_file(author: Author, library: Path) -> None:
    begun = author.begin_guide("x", "Course")
    assert begun.file.name == "course-guide.yaml"
    assert refreshed(library).title_of("x", "course-guide") == "Course"


def test_a_guide_names_the_schema_if_there_is_one(author: Author, library: Path) -> None:
    first = author.begin_guide("x", "B").file.read_text("utf-8")
    assert "yaml-language-server" not in first
    author.begin_course("New")
    second = author.begin_guide("x", "C").file.read_text("utf-8")
    assert second.startswith(f"# yaml-language-server: $schema=../{FILE_NAME}\n")


# -- a course that cannot be written to --------------------------------------------------------------------------------------


def test_a_shipped_course_is_not_changed_and_a_way_out_is_told(
    author: Author, shipped: Path
) -> None:
    before = snapshot(shipped)
    with pytest.raises(StudykitError, match="not yours to change") as caught:
        author.begin_guide("art", "B")
    assert "Copy" in caught.value.hint
    assert "studykit new course" in caught.value.hint
    assert snapshot(shipped) == before


def test_a_course_that_is_not_there_is_told_with_the_one_that_may_be_meant(
    author: Author, library: Path
) -> None:
    write(library, {"statistics/course.yaml": course("Statistics")})
    with pytest.raises(StudykitError, match="no course") as caught:
        author.begin_guide("statistic", "B")
    assert "Did you mean `statistics`?" in caught.value.hint
    with pytest.raises(StudykitError, match="no course") as caught:
        author.begin_guide("zzz", "B")
    assert "studykit new course" in caught.value.hint


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_told(author: Author, library: Path) -> None:
    (library / "x").chmod(0o500)
    try:
        with pytest.raises(StudykitError, match="cannot be written"):
            author.begin_guide("x", "B")
    finally:
        (library / "x").chmod(0o700)


# -- questions ---------------------------------------------------------------------------------------------------------------


def test_a_question_set_is_begun_in_its_course(author: Author, library: Path) -> None:
    begun = author.begin_questions("x", "Exam: 2025")
    assert begun.file == library / "x" / "exam-2025.yaml"
    (found,) = refreshed(library).course("x").sets
    assert found.title == "Exam: 2025"
    with pytest.raises(StudykitError, match="already"):
        author.begin_questions("x", "Exam 2025")


# -- a course that is one file -----------------------------------------------------------------------------------------------

WHOLE = """\
# Mine.
course: One
units:
  - unit: First   # of two
    guides: [a]
guides:
  - term: A
    definition: |
      It is.

# The end.
"""


def added(before: str, after: str) -> list[str]:
    """The lines that are new; all others have to stand in their order."""
    old = iter(before.splitlines())
    rest = [next(old, None)]
    new = []
    for line in after.splitlines():
        if line == rest[0]:
            rest[0] = next(old, None)
        else:
            new.append(line)
    assert rest == [None]
    return new


def test_a_guide_is_begun_in_a_course_that_is_one_file(author: Author, library: Path) -> None:
    write(library, {"one.yaml": WHOLE})
    begun = author.begin_guide("one", "Panel: Interview")
    assert begun[:3] == (library / "one.yaml", "panel-interview", "")
    after = begun.file.read_text("utf-8")
    assert after.splitlines()[begun.line - 1].startswith("  - term:")
    new = added(WHOLE, after)
    assert "  - term: 'Panel: Interview'" in new
    assert "    # Must-know facts: sentences worth knowing." in "\n".join(new)
    assert all(not line or line.startswith("  ") for line in new)
    assert after.endswith("\n# The end.\n")
    assert [one.slug for one in refreshed(library).outline("one").terms] == ["a", "panel-interview"]
    assert {one.severity for one in check_paths([library / "one.yaml"]).problems} == {
        Severity.WARNING
    }


def test_it_is_entered_into_its_unit_there(author: Author, library: Path) -> None:
    write(library, {"one.yaml": WHOLE})
    assert author.begin_guide("one", "B", "first").unit == "First"
    assert author.begin_guide("one", "C", "Second").unit == "Second"
    text = (library / "one.yaml").read_text("utf-8")
    assert "  - unit: First   # of two\n    guides: [a, b]\n" in text
    assert text.index("# related") < text.index("- term: C")  # B keeps the comments at its end
    outline = refreshed(library).outline("one")
    assert [(unit.title, [term.slug for term in unit.terms]) for unit in outline.units] == [
        ("First", ["a", "b"]),
        ("Second", ["c"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "course: One\n",
        "course: One",
        "course: One\nguides: [{term: A, definition: It.}]\n",
        "course: One\r\nguides:\r\n- term: A\r\n  definition: It.\r\n",
        "\ufeffcourse: One\nabout: |\n  Much.\n",
        "course: One\nguides:\n  - term: A\n    definition: It.\nabout: After it.\n",
    ],
)
def test_however_such_a_course_is_written_the_guide_is_read_again(
    author: Author, library: Path, text: str
) -> None:
    (library / "one.yaml").write_bytes(text.encode())
    begun = author.begin_guide("one", "B")
    data = begun.file.read_bytes()
    assert refreshed(library).title_of("one", "b") == "B"
    assert data.startswith(text[:4].encode())
    assert data.count(b"\n") == data.count(b"\r\n") * ("\r\n" in text) or b"\r\n" not in data


def test_where_guides_stand_whole_in_their_unit_so_does_the_new_one(
    author: Author, library: Path
) -> None:
    text = (
        "course: One\nunits:\n  - unit: First\n    guides:\n      - term: A\n"
        "        definition: It.\n  - unit: Second\n    guides:\n      - {term: Z, definition: It.}\n"
    )
    write(library, {"one.yaml": text})
    author.begin_guide("one", "B", "First")
    after = (library / "one.yaml").read_text("utf-8")
    assert "      - term: B\n" in after
    assert "\nguides:" not in after
    outline = refreshed(library).outline("one")
    assert [[term.slug for term in unit.terms] for unit in outline.units] == [["a", "b"], ["z"]]


@pytest.mark.parametrize(
    ("text", "guide", "told"),
    [
        (WHOLE, ("A", ""), "There is `a` already"),
        (WHOLE, ("B", "Frist"), "There is no unit"),
        ("course: [\n", ("B", ""), "has mistakes"),
        ("course: One\ngiudes: []\n", ("B", ""), "has mistakes"),
    ],
)
def test_what_cannot_be_entered_leaves_the_file_as_it_was(
    author: Author, library: Path, text: str, guide: tuple[str, str], told: str
) -> None:
    write(library, {"one.yaml": text})
    with pytest.raises(StudykitError, match=told):
        author.begin_guide("one", *guide)
    assert (library / "one.yaml").read_text("utf-8") == text


def test_questions_are_begun_there_too(author: Author, library: Path) -> None:
    write(library, {"one.yaml": WHOLE})
    file = library / "one.yaml"
    assert author.begin_questions("one", "Exam 2025").file == file
    first = file.read_text("utf-8")
    assert first.startswith(WHOLE)
    assert "questions:\n  # Exam 2025\n  # An open question" in first
    with pytest.raises(StudykitError, match="In line 16 a question is begun already"):
        author.begin_questions("one", "Exam 2026")
    file.write_text(first.replace('question: "…"', "question: Why?"), "utf-8")
    author.begin_questions("one", "Exam 2026")
    after = file.read_text("utf-8")
    assert after.count("\nquestions:") == 1
    choice = [place.start() for place in re.finditer("# A choice question", after)]
    assert choice[0] < after.index("# Exam 2026") < choice[1]
    write(library, {"one.yaml": "course: [\n"})
    with pytest.raises(StudykitError, match="mistakes"):
        author.begin_questions("one", "Exam")
