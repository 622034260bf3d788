"""A question of a set in a form."""

from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.errors import StudykitError
from studykit.study.question_drafting import check_question, open_question, save_question

SET = """\
# For the exam.
set: Exam
questions:
  - question: One?       # the first
    accept: [a]

  - question: Two?
    answer: B.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A set in a course."""
    home = tmp_path / "course"
    home.mkdir()
    (home / "course.yaml").write_text("course: Course\n", "utf-8")
    (home / "exam.yaml").write_text(SET, "utf-8")
    return home / "exam.yaml"


@pytest.fixture
def catalog(file: Path) -> Catalog:
    """The course."""
    catalog = Catalog.open([file.parent], None)
    catalog.refresh()
    return catalog


def id_of(catalog: Catalog, at: int) -> str:
    """A question by its place."""
    return catalog.page("course", "exam").questions[at].id


def test_a_question_is_changed_and_all_else_stays(catalog: Catalog, file: Path) -> None:
    draft = open_question(catalog, "course", "exam", id_of(catalog, 1))
    assert draft.node == {"question": "Two?", "answer": "B."}
    draft.node = {"points": ["It is B."], "answer": "B.", "question": "Two?"}
    save_question(catalog, draft)
    assert file.read_text("utf-8") == f"{SET}    points:\n      - It is B.\n"


def test_a_new_question_stands_behind_the_others(catalog: Catalog, file: Path) -> None:
    draft = open_question(catalog, "course", "exam")
    draft.node = {"question": "Three?", "accept": ["c"]}
    save_question(catalog, draft)
    assert file.read_text("utf-8").startswith(SET.rstrip())
    catalog.refresh()
    assert [one.text for one in catalog.page("course", "exam").questions][2:] == ["Three?"]


def test_line_ends_and_the_mark_at_the_beginning_stay(catalog: Catalog, file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SET.replace("\n", "\r\n").encode())
    draft = open_question(catalog, "course", "exam", id_of(catalog, 0))
    draft.node["accept"] = ["a", "an a"]
    save_question(catalog, draft)
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# For the exam.\r\n")
    assert b"accept: [a, an a]\r\n" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_what_somebody_else_saved_meanwhile_is_not_lost(catalog: Catalog, file: Path) -> None:
    draft = open_question(catalog, "course", "exam", id_of(catalog, 0))
    file.write_text(SET + "# theirs\n", "utf-8")
    with pytest.raises(StudykitError, match="has been changed since you opened it"):
        save_question(catalog, draft)
    assert file.read_text("utf-8") == SET + "# theirs\n"


def test_a_question_that_is_gone_is_told(catalog: Catalog, file: Path) -> None:
    ident = id_of(catalog, 1)
    file.write_text(SET.replace("Two?", "Something else entirely?"), "utf-8")
    with pytest.raises(StudykitError, match=r"not in exam\.yaml any more"):
        open_question(catalog, "course", "exam", ident)


def test_a_question_names_its_term_and_one_that_is_not_there_is_told_as_in_the_file(
    catalog: Catalog, file: Path
) -> None:
    (file.parent / "rapport.yaml").write_text("term: Rapport\ndefinition: Trust.\n", "utf-8")
    catalog.refresh()
    draft = open_question(catalog, "course", "exam", id_of(catalog, 1))
    draft.node["term"] = "Rapport"
    assert not check_question(catalog, draft)
    draft.node["term"] = "rapprt"
    (told,) = check_question(catalog, draft)
    news = save_question(catalog, draft).news
    catalog.refresh()
    (problem,) = catalog.problems()
    assert problem.hint == "Did you mean `rapport`?"
    assert (told.sentence, told.hint) == (problem.sentence, problem.hint)
    assert news == told.told


def test_a_question_that_is_none_is_refused(catalog: Catalog, file: Path) -> None:
    draft = open_question(catalog, "course", "exam")
    draft.node = {"question": "Three?"}
    with pytest.raises(StudykitError, match="no `answer`"):
        save_question(catalog, draft)
    assert file.read_text("utf-8") == SET
