"""The commands for authors: `new`, `schema`, and the formats of `check`."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from studykit.cli import watch as watching
from studykit.cli.check_formats import as_annotations, as_text
from studykit.cli.watch import PAUSE, heading, watch
from studykit.content.advising import FileChange
from studykit.content.checking import Checker, CheckReport
from studykit.content.json_schema import FILE_NAME, schema_text
from studykit.errors import Problem, Severity
from tests.cli.support import LIBRARY, Call
from tests.content.shelf import course, guide, write


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The author's own library, which is not there yet."""
    monkeypatch.delenv("STUDYKIT_LIBRARY")
    return tmp_path / "home" / "library"


# -- new ---------------------------------------------------------------------------------------------------------------------


def test_a_course_is_written_from_its_title_to_its_first_guide(call: Call, own: Path) -> None:
    code, out, err = call("new", "course", "Art of Asking")
    assert (code, out) == (0, f"{own / 'art-of-asking' / 'course.yaml'}\n")
    assert "studykit new guide art-of-asking TERM" in err
    code, out, err = call("new", "guide", "art-of-asking", "Open Question", "--unit", "Basics")
    assert (code, out) == (0, f"{own / 'art-of-asking' / 'open-question.yaml'}\n")
    assert "unit Basics" in err
    assert call("new", "questions", "art-of-asking", "Exam")[0] == 0
    assert "open-question" in call("list", "art-of-asking")[1]
    code, out, _ = call("check")
    assert code == 0
    assert "1 course, 1 term, 0 questions: 9 warnings" in out


def test_new_goes_into_the_library_that_is_named(call: Call, own: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    out = call("new", "course", "A", "--library", str(tmp_path / "mine"))[1]
    assert out == f"{tmp_path / 'mine' / 'a' / 'course.yaml'}\n"
    assert call("new", "--library", str(tmp_path / "mine"), "guide", "a", "B")[0] == 0
    assert not own.exists()


def test_new_tells_where_the_comments_of_a_course_could_not_be_kept(call: Call, own: Path) -> None:
    write(own, {"one.yaml": "{course: One, # mine\n guides: [{term: A, definition: It.}]}\n"})
    code, out, err = call("new", "guide", "one", "B")
    assert (code, out) == (0, f"{own / 'one.yaml'}\n")
    assert "without the comments within" in err
    assert "# mine" in (own / "one.yaml~").read_text("utf-8")


def test_a_shipped_course_is_not_written_to(
    call: Call, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDYKIT_SHIPPED")
    code, out, err = call("new", "guide", "art-of-the-interview", "Bribe")
    assert (code, out) == (1, "")
    assert "not yours to change" in err
    assert str(own) in err


def test_the_group_tells_what_can_be_begun(call: Call) -> None:
    out = call("new", "--help")[1]
    for verb in ("course", "guide", "questions"):
        assert f"  {verb} " in out
        assert f"Usage: studykit new {verb}" in call("new", verb, "--help")[1]
    code, _, err = call("new", "guid")
    assert code == 2
    assert "Did you mean guide?" in err


# -- schema ------------------------------------------------------------------------------------------------------------------


def test_the_schema_is_printed_as_it_is_written(call: Call, tmp_path: Path) -> None:
    assert call("schema") == (0, schema_text(), "")
    assert json.loads(call("schema", "guide")[1])["$ref"] == "#/$defs/guide"
    assert call("schema", "--write", str(tmp_path / "new"))[0] == 0
    assert (tmp_path / "new" / FILE_NAME).is_file()
    code, out, err = call("schema", "--write", str(tmp_path))
    assert (code, out) == (0, f"{tmp_path / FILE_NAME}\n")
    assert f"$schema={FILE_NAME}" in err
    assert (tmp_path / FILE_NAME).read_text("utf-8") == schema_text()


def test_an_older_schema_is_replaced_and_nothing_else_is(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "guide.json"
    for kind in ("course", "guide"):
        assert call("schema", kind, "--write", str(file))[0] == 0
    assert file.read_text("utf-8") == schema_text("guide")
    for other in (b"{}", b"\xff"):
        file.write_bytes(other)
        code, out, err = call("schema", "--write", str(file))
        assert (code, out) == (1, "")
        assert "no schema of studykit" in err
        assert file.read_bytes() == other
    assert call("schema", "--write", str(tmp_path / "gone" / "x.json"))[0] == 1


def test_a_kind_that_is_not_there_is_wrong_use(call: Call) -> None:
    code, _, err = call("schema", "book")
    assert code == 2
    assert "guide" in err


# -- check, in formats -------------------------------------------------------------------------------------------------------

NASTY = Problem("a,b:c%.yaml", 3, 7, "50% of\r\nit: wrong, ::error::", "Mend\nit.")


def annotated(problem: Problem, **environ: str) -> str:
    report = CheckReport((problem,), 1, 2, 3)
    return as_annotations(report, Path("/home/author/repo/content"), environ).splitlines()[0]


def test_an_annotation_is_one_line_whatever_is_in_it() -> None:
    assert annotated(NASTY) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,col=7::50%25 of%0D%0Ait: wrong, ::error::%0AMend%0Ait."
    )


def test_a_warning_is_annotated_as_one() -> None:
    assert annotated(NASTY._replace(severity=Severity.WARNING)).startswith("::warning file=")


def test_the_paths_of_annotations_begin_where_the_workflow_does() -> None:
    problem = NASTY._replace(path="x/a.yaml")
    assert "file=x/a.yaml," in annotated(problem)
    assert "file=content/x/a.yaml," in annotated(problem, GITHUB_WORKSPACE="/home/author/repo")
    assert "file=/home/author/repo/content/x/a.yaml," in annotated(problem, GITHUB_WORKSPACE="/ci")
    elsewhere = problem._replace(path="/lib/a.yaml")
    assert "file=/lib/a.yaml," in annotated(elsewhere)


def test_check_annotates_a_workflow_and_fails_it(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    write(tmp_path, {"x/course.yaml": course("X", "a"), "x/a.yaml": "term: A\ndefintion: x\n"})
    monkeypatch.chdir(tmp_path)
    code, out, _ = call("check", "--format", "github", "x")
    assert code == 1
    assert "::error file=x/a.yaml,line=2,col=1::There is no `defintion` here.%0ADid you mean" in out
    assert out.splitlines()[-1].startswith("1 course, 0 terms")


def test_json_is_the_same_by_both_options(call: Call) -> None:
    assert call("check", "--json") == call("check", "--format", "json")
    assert json.loads(call("check", "--json")[1])["courses"] == 2
    assert call("check", "--format", "text") == call("check")


@pytest.mark.parametrize(
    "words", [("--json", "--format", "github"), ("--watch", "--format", "github")]
)
def test_formats_that_do_not_go_together_are_wrong_use(call: Call, words: Sequence[str]) -> None:
    code, out, err = call("check", *words)
    assert (code, out) == (2, "")
    assert "Choose one of" in err.replace("choose", "Choose")


def test_a_check_of_folders_is_remembered_and_one_of_files_is_not(
    call: Call, tmp_path: Path
) -> None:
    cache = tmp_path / "home" / "cache"
    write(tmp_path, {"one.yaml": "course: One\n"})
    call("check", str(tmp_path / "one.yaml"))
    assert not cache.exists()
    call("check", str(LIBRARY))
    call("check", str(LIBRARY))
    assert len(list(cache.glob("*.sqlite"))) == 1


def test_check_and_app_share_what_they_remember(call: Call, tmp_path: Path) -> None:
    call("list")
    call("check")
    assert len(list((tmp_path / "home" / "cache").glob("*.sqlite"))) == 1


# -- check, again and again --------------------------------------------------------------------------------------------------


class Author:
    """Changes files while the program waits, and presses Ctrl+C in the end."""

    def __init__(self, *deeds: object) -> None:
        self._deeds = list(deeds)
        self.waits: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)
        if not self._deeds:
            raise KeyboardInterrupt
        deed = self._deeds.pop(0)
        if callable(deed):
            deed()


def test_a_watch_checks_again_when_something_has_changed_and_only_then(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X", "a"), "x/a.yaml": guide("A")})
    author = Author(
        None,
        lambda: write(tmp_path, {"x/a.yaml": "term: A\n"}),
        None,
        (tmp_path / "x/a.yaml").unlink,
        lambda: write(tmp_path, {"x/a.yaml": guide("A") + "# mended\n"}),
    )
    told: list[tuple[int, list[str]]] = []

    def tell(report: CheckReport, changes: Sequence[FileChange]) -> None:
        told.append((len(report.problems), [change.what for change in changes]))

    with closing(Checker([tmp_path], None)) as checker, pytest.raises(KeyboardInterrupt):
        watch(checker, tell, author)
    assert told == [(0, []), (1, ["changed"]), (1, ["gone"]), (0, ["new"])]
    assert author.waits == [PAUSE] * 6


def test_a_heading_tells_the_time_and_what_has_changed() -> None:
    now = datetime(2026, 11, 26, 19, 4, 5)  # noqa: DTZ001 - the wall's
    changes = [FileChange("changed", f"{name}.yaml") for name in "abcde"]
    assert heading(now, ()).startswith("── 19:04:05  all ──")
    assert "19:04:05  a.yaml (changed) ──" in heading(now, changes[:1])
    assert "c.yaml (changed), 2 more ──" in heading(now, changes)


@pytest.fixture
def author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Author:
    """An author who makes a mistake after the first check, and then leaves."""
    write(tmp_path, {"lib/x/course.yaml": course("X", "a"), "lib/x/a.yaml": guide("A")})
    author = Author(lambda: write(tmp_path, {"lib/x/a.yaml": "term: A\n"}))
    monkeypatch.setattr(watch, "__defaults__", (author,))
    return author


def test_runs_of_a_watch_stand_apart_and_ctrl_c_ends_it(
    call: Call, author: Author, tmp_path: Path
) -> None:
    code, out, err = call("check", "--watch", str(tmp_path / "lib"))
    assert code == 130
    assert err == "Watching; Ctrl+C ends it.\n"
    assert [line.split("  ")[-1].strip("─ ") for line in out.splitlines() if "──" in line] == [
        "all",
        f"{tmp_path / 'lib/x/a.yaml'} (changed)",
    ]
    assert out.index("no problems") < out.index("(changed)") < out.index("This guide has no")


def test_a_watch_with_json_writes_one_line_for_each_check(
    call: Call, author: Author, tmp_path: Path
) -> None:
    code, out, _ = call("check", "--watch", "--json", str(tmp_path / "lib"))
    assert code == 130
    assert [len(json.loads(line)["problems"]) for line in out.splitlines()] == [0, 1]


def test_a_problem_is_told_with_its_mend() -> None:
    text = as_text(CheckReport((NASTY,), 1, 2, 3))
    assert "      = Mend" in text
    assert text.endswith("1 course, 2 terms, 3 questions: 1 error")


def test_a_watch_looks_about_once_a_second() -> None:
    assert 0.5 <= watching.PAUSE <= 2
