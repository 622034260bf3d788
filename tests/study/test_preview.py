"""Previewing a course or a guide: what is opened, and what is refused."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studykit.errors import StudykitError
from studykit.study.preview import Preview, open_preview
from tests.support import TickingClock

LIBRARY = Path(__file__).parents[1] / "tui" / "library"
ALONE = (
    "course: Alone\nguides:\n  - {term: One, definition: It.}\n  - {term: Two, definition: It.}\n"
)
Open = Callable[[str], Preview]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    library = Path(shutil.copytree(LIBRARY, tmp_path / "library"))
    (library / "alone.yaml").write_text(ALONE, "utf-8")
    (library / "business-talk/more").mkdir()
    shutil.copy(
        library / "art-of-asking/job-interview.yaml", library / "business-talk/more/deep.yaml"
    )
    return library


@pytest.fixture
def preview(library: Path, ticking_clock: TickingClock) -> Iterator[Open]:
    opened: list[Preview] = []

    def preview(name: str) -> Preview:
        opened.append(open_preview(library / name, ticking_clock))
        return opened[-1]

    yield preview
    for one in opened:
        one.study.close()


@pytest.mark.parametrize(
    ("name", "course", "page"),
    [
        ("art-of-asking", "art-of-asking", ""),
        ("art-of-asking/course.yaml", "art-of-asking", ""),
        ("art-of-asking/exam-review.yaml", "art-of-asking", "exam-review"),
        ("art-of-asking/job-interview.yaml", "art-of-asking", "job-interview"),
        ("business-talk/more", "business-talk", ""),
        ("business-talk/more/deep.yaml", "business-talk", "deep"),
        ("alone.yaml", "alone", ""),
    ],
)
def test_a_path_opens_its_course_or_its_page(
    preview: Open, name: str, course: str, page: str
) -> None:
    opened = preview(name)
    assert (opened.course, opened.page, opened.is_refused) == (course, page, False)
    assert [one.slug for one in opened.study.catalog.courses()] == [course]


def test_a_set_without_a_page_opens_its_course(library: Path, preview: Open) -> None:
    file = library / "art-of-asking/of-terms.yaml"
    file.write_text("questions:\n  - {question: Why?, answer: So., term: job-interview}\n", "utf-8")
    assert preview("art-of-asking/of-terms.yaml").page == ""


def test_a_guide_is_seen_within_its_course_with_its_links(preview: Open) -> None:
    opened = preview("art-of-asking/informational-interview.yaml")
    guide = opened.study.catalog.guide(opened.course, opened.page)
    assert guide.related == ("active-listening",)


def test_a_path_may_be_named_from_where_one_is(
    library: Path, ticking_clock: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library / "art-of-asking")
    opened = open_preview(Path("job-interview.yaml"), ticking_clock)
    assert opened.page == "job-interview"
    opened.study.close()


@pytest.mark.parametrize("text", ["trem: X\n", 'term: "X\n', ""])
@pytest.mark.parametrize("name", ["art-of-asking/job-interview.yaml", "art-of-asking/course.yaml"])
def test_what_is_refused_is_opened_nevertheless_to_be_told(
    library: Path, preview: Open, name: str, text: str
) -> None:
    (library / name).write_text(text, "utf-8")
    opened = preview(name)
    assert opened.is_refused
    assert any(problem.path.endswith(name) for problem in opened.study.catalog.problems())


def test_a_single_file_that_cannot_be_parsed_may_be_a_course(library: Path, preview: Open) -> None:
    (library / "alone.yaml").write_text('course: "A\n', "utf-8")
    assert preview("alone.yaml").is_refused


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing.yaml", "There is no .*nothing.yaml"),
        ("notes.md", "notes.md is not a YAML file"),
        ("lonely.yaml", "lonely.yaml belongs to no course"),
        ("", "is not a course: it has no course.yaml"),
    ],
)
def test_what_is_no_content_is_refused_in_a_sentence(
    library: Path, preview: Open, name: str, told: str
) -> None:
    (library / "notes.md").write_text("# Notes\n", "utf-8")
    (library / "lonely.yaml").write_text("term: Lonely\ndefinition: It.\n", "utf-8")
    with pytest.raises(StudykitError, match=told):
        preview(name)


def test_nothing_is_written_anywhere(
    preview: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("STUDYKIT_HOME", str(home))
    before = sorted(tmp_path.rglob("*"))
    study = preview("art-of-asking").study
    study.keep_page("art-of-asking", "job-interview")
    study.log.set_setting("theme", "studykit-light")
    assert study.schedule.settings_file is None
    assert sorted(tmp_path.rglob("*")) == before
    assert not home.exists()
