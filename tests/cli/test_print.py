"""`studykit print`."""

import stat
from pathlib import Path

import pytest

from studykit.cli import pdf
from tests.cli.support import Call

COURSE = "art-of-asking"


def printed(call: Call, tmp_path: Path, *options: str, name: str = "paper.html") -> str:
    path = tmp_path / name
    code, out, _ = call("print", COURSE, *options, "-o", str(path))
    assert (code, out) == (0, "")
    return path.read_text("utf-8")


def test_a_mock_test_and_its_key_belong_together(call: Call, tmp_path: Path) -> None:
    mock = printed(call, tmp_path, "--paper", "mock", "--seed", "5", "-n", "4")
    key = printed(call, tmp_path, "--paper", "key", "--seed", "5", "-n", "4")
    assert "Mock test" in mock
    assert "Marking key" in key
    assert "Paper 5" in mock
    assert "Paper 5" in key
    assert 'class="model"' not in mock
    assert mock.count('<section class="card">') == key.count('<section class="card">') == 4


def test_a_drawn_seed_is_told_with_the_way_to_the_key(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "paper.html"
    _, _, told = call("print", COURSE, "--paper", "mock", "-o", str(path))
    assert "--paper key --seed" in told
    seed = told.split("--seed ")[1].split("`")[0]
    assert f"Paper {seed}" in path.read_text("utf-8")


def test_a_study_guide_is_printed_for_one_term(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "guide.html"
    code, _, _ = call(
        "print", f"{COURSE}/informational-interview", "--paper", "guide", "-o", str(path)
    )
    assert code == 0
    page = path.read_text("utf-8")
    assert page.count('<article class="guide">') == 1
    assert "Informational Interview" in page


def test_a_paper_on_two_courses_names_both(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "both.html"
    others = [line.split()[0] for line in call("list")[1].splitlines()[1:]]
    call("print", *others, "--paper", "mock", "--size", "letter", "-o", str(path))
    page = path.read_text("utf-8")
    assert " and 1 more" not in page
    assert "size: letter" in page


def test_the_sets_of_a_course_are_printed_behind_its_guides(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "guide.html"
    call("print", COURSE, "--paper", "guide", "-o", str(path))
    page = path.read_text("utf-8")
    assert "4 terms, 1 question set" in page
    assert page.count('<article class="guide">') == 5
    assert page.index("<h2>Exam review</h2>") > page.rindex("<h3>Review questions</h3>")


def test_a_set_is_printed_alone_and_a_guide_without_it(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "guide.html"
    call("print", f"{COURSE}/exam-review", "--paper", "guide", "-o", str(path))
    page = path.read_text("utf-8")
    assert "Study guide<br>1 question set" in page
    assert page.count('<article class="guide">') == 1
    assert "<h2>Exam review</h2>" in page
    call("print", f"{COURSE}/job-interview", "--paper", "guide", "-o", str(path))
    assert "Exam review" not in path.read_text("utf-8")


def test_printing_remembers_nothing(call: Call, tmp_path: Path) -> None:
    printed(call, tmp_path, "--paper", "mock")
    assert not (tmp_path / "home" / "studykit.db").exists()


def test_a_term_that_is_not_there_is_told(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    code, _, told = call("print", f"{COURSE}/nothing", "--paper", "guide", "-o", str(path))
    assert code == 1
    assert "nothing" in told
    assert not path.exists()


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes what it is told to print, after a word of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "chromium"
    program.write_text(
        "#!/bin/sh\n"
        'for word in "$@"; do case "$word" in --print-to-pdf=*) to="${word#*=}";; file://*) from="${word#file://}";; esac; done\n'
        '(printf "%%PDF "; cat "$from") > "$to"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return program


@pytest.mark.skipif("sys.platform == 'win32'")
@pytest.mark.usefixtures("browser")
def test_a_pdf_is_made_by_a_browser(call: Call, tmp_path: Path) -> None:
    page = printed(call, tmp_path, "--paper", "mock", name="paper.pdf")
    assert page.startswith("%PDF <!doctype html>")


@pytest.mark.skipif("sys.platform == 'win32'")
def test_a_browser_that_fails_is_told_with_the_way_out(
    call: Call, tmp_path: Path, browser: Path
) -> None:
    browser.write_text("#!/bin/sh\nexit 3\n")
    path = tmp_path / "paper.pdf"
    code, _, told = call("print", COURSE, "--paper", "mock", "-o", str(path))
    assert code == 1
    assert "chromium made no PDF (it ended with 3)" in told
    assert ".html" in told
    assert not path.exists()


def test_without_a_browser_a_pdf_is_refused_with_the_way_out(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_browser", lambda: None)
    code, _, told = call("print", COURSE, "--paper", "guide", "-o", str(tmp_path / "g.pdf"))
    assert code == 1
    assert "No browser was found" in told


@pytest.mark.parametrize("paper", ["mock", "key"])
def test_answers_are_left_out_of_study_guides_alone(call: Call, tmp_path: Path, paper: str) -> None:
    path = tmp_path / "paper.html"
    code, _, told = call("print", COURSE, "--paper", paper, "--no-answers", "-o", str(path))
    assert code == 2
    assert "--no-answers is for study guides" in told
    assert not path.exists()
