"""A course is named by its slug or its title wherever one is named."""

from pathlib import Path

import pytest

from tests.cli.support import Call

TITLE = "Microeconomics II: firms/markets"
GUIDE = "term: Oligopoly\ndefinition: A few **large** sellers.\nquestions: [{question: How many?, accept: [few]}]\n"


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """A library with a course whose folder is not called like it, and two of one title."""
    folder = tmp_path / "library"
    for slug, title in (("econ-2", TITLE), ("a", "Twins"), ("b", "Twins")):
        (folder / slug).mkdir(parents=True)
        head = f'course: "{title}"\nunits: [{{unit: Firms, guides: [oligopoly]}}]\n'
        (folder / slug / "course.yaml").write_text(head)
        (folder / slug / "oligopoly.yaml").write_text(GUIDE)
    monkeypatch.setenv("STUDYKIT_LIBRARY", str(folder))
    monkeypatch.setenv("STUDYKIT_SHIPPED", "0")
    assert call("check", str(folder))[0] == 0
    return folder


@pytest.mark.parametrize("name", ["econ-2", TITLE, TITLE.lower()])
def test_a_course_is_found_by_its_slug_and_by_its_title(
    call: Call, library: Path, tmp_path: Path, name: str
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("term,definition\nCartel,An agreement of sellers.\n")
    paper = str(tmp_path / "paper.html")
    for words in (
        ("list", name),
        ("show", f"{name}/oligopoly"),
        ("check", name),
        ("ids", name, "--dry-run"),
        ("stats", "--course", name, "--json"),
        ("export", name, f"{name}/oligopoly", "--to", "csv"),
        ("print", f"{name}/Oligopoly", "--paper", "guide", "-o", paper),
        ("quiz", name, "--plain"),
        ("test", "add", "Midterm", "--on", "friday", "--covers", f"{name}/firms/"),
        ("rest", f"{name}/oligopoly", "--days", "2"),
        ("import", str(more), "--into", name),
        ("new", "guide", name, "Monopoly"),
        ("new", "questions", name, "Review"),
    ):
        code, _, err = call(*words)
        assert code == 0, (words, err)
    assert (library / "econ-2" / "monopoly.yaml").is_file()
    assert (library / "econ-2" / "cartel.yaml").is_file()


@pytest.mark.parametrize(
    "words", [("list",), ("check",), ("ids",), ("export", "--to", "csv"), ("rest", "--days", "1")]
)
def test_what_may_have_been_meant_is_told(call: Call, words: tuple[str, ...]) -> None:
    code, _, err = call(*words, "Microeconomics II: firms market")
    assert code in {1, 2}
    assert "Did you mean `econ-2`" in err
    code, _, err = call(*words, "Twins")
    assert code in {1, 2}
    assert "Name the one that you mean: a, b." in err
