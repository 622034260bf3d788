"""Holding the last good version of a file while its author is at work on it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.content.checking import check_paths
from studykit.errors import NotFoundError
from tests.content.shelf import course, guide, refreshed, write

BROKEN = "term: Rapport\ndefintion: What it is.\n"
UNREADABLE = 'term: "Rapport\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write(
        tmp_path / "library",
        {
            "talk/course.yaml": course("Talk", "rapport", "trust"),
            "talk/rapport.yaml": guide("Rapport", "related: [trust]"),
            "talk/trust.yaml": guide("Trust"),
            "talk/exam.yaml": "questions:\n  - question: Why?\n    answer: Because.\n    term: trust\n"
            "  - question: All in all?\n    answer: Yes.\n",
        },
    )


@pytest.fixture(params=["on disk", "in memory"])
def catalog(request: pytest.FixtureRequest, library: Path, tmp_path: Path) -> Iterator[Catalog]:
    cache = tmp_path / "cache" if request.param == "on disk" else None
    with closing(refreshed(library, cache=cache)) as catalog:
        yield catalog


def save(path: Path, text: str) -> None:
    """Write a file, of another size or time than before."""
    path.write_text(text, "utf-8")


def terms(catalog: Catalog) -> list[str]:
    return [term.slug for term in catalog.outline("talk").terms]


@pytest.mark.parametrize("wrong", [BROKEN, UNREADABLE, ""])
def test_a_file_that_goes_bad_keeps_its_last_good_version_until_it_is_mended(
    library: Path, catalog: Catalog, wrong: str
) -> None:
    before = catalog.guide("talk", "rapport")
    save(library / "talk/rapport.yaml", wrong)
    assert catalog.refresh(hold=True)
    assert catalog.guide("talk", "rapport") == before
    assert terms(catalog) == ["rapport", "trust"]
    faults = catalog.faults("talk", "rapport")
    assert faults.is_held
    assert faults.problems[0].path == str(library / "talk/rapport.yaml")
    assert set(faults.problems) <= set(catalog.problems())
    save(library / "talk/rapport.yaml", guide("Rapport", "aliases: [closeness]"))
    assert catalog.refresh(hold=True)
    assert catalog.guide("talk", "rapport").aliases == ("closeness",)
    assert not catalog.faults("talk", "rapport")
    assert catalog.problems() == []


def test_mended_to_what_it_was_it_is_as_it_was(library: Path, catalog: Catalog) -> None:
    before, good = (
        catalog.guide("talk", "rapport"),
        (library / "talk/rapport.yaml").read_text("utf-8"),
    )
    for text in (BROKEN, UNREADABLE, good):
        save(library / "talk/rapport.yaml", text)
        catalog.refresh(hold=True)
        assert catalog.guide("talk", "rapport") == before
    assert not catalog.faults("talk")


def test_a_file_that_is_held_is_not_read_again_before_it_changes(
    library: Path, catalog: Catalog
) -> None:
    save(library / "talk/rapport.yaml", BROKEN)
    catalog.refresh(hold=True)
    assert not catalog.refresh(hold=True)


def test_a_start_takes_all_files_as_they_are(library: Path, tmp_path: Path) -> None:
    catalog = refreshed(library, cache=tmp_path / "cache")
    save(library / "talk/rapport.yaml", BROKEN)
    catalog.refresh(hold=True)
    catalog.close()
    started = refreshed(library, cache=tmp_path / "cache")
    assert terms(started) == ["trust"]
    faults = started.faults("talk")
    assert not faults.is_held
    assert [Path(problem.path).name for problem in faults.problems][:1] == ["rapport.yaml"]
    assert not started.refresh()
    started.close()


def test_a_check_knows_of_no_last_good_version(library: Path, catalog: Catalog) -> None:
    save(library / "talk/rapport.yaml", BROKEN)
    catalog.refresh(hold=True)
    report = check_paths([library])
    assert report.terms == 1
    assert any("defintion" in problem.sentence for problem in report.problems)


def test_a_course_whose_head_goes_bad_stays_with_all_its_guides(
    library: Path, catalog: Catalog
) -> None:
    save(library / "talk/course.yaml", "curse: Talk\n")
    catalog.refresh(hold=True)
    assert terms(catalog) == ["rapport", "trust"]
    assert catalog.faults("talk").is_held


def test_an_empty_head_is_told_like_any_other_mistake(library: Path, catalog: Catalog) -> None:
    save(library / "talk/course.yaml", "")
    catalog.refresh()
    assert terms(catalog) == ["rapport", "trust"]
    assert "The file is empty." in [problem.sentence for problem in catalog.problems()]


def test_a_new_file_that_is_bad_is_told_and_all_else_stays(library: Path, catalog: Catalog) -> None:
    save(library / "talk/silence.yaml", "term: Silence\n")
    catalog.refresh(hold=True)
    assert terms(catalog) == ["rapport", "trust"]
    faults = catalog.faults("talk")
    assert not faults.is_held
    assert [Path(problem.path).name for problem in faults.problems] == ["silence.yaml"]
    assert not catalog.faults("talk", "rapport")


def test_a_file_that_had_mistakes_already_is_held_only_where_it_says_nothing_any_more(
    library: Path, catalog: Catalog
) -> None:
    file = library / "talk/two.yaml"
    good = "guides:\n  - {term: Warmth, definition: What it is.}\n"
    save(file, good + "  - {term: Cold}\n")
    catalog.refresh(hold=True)
    save(file, good.replace("What it is", "What it was") + "  - {term: Cold}\n")
    catalog.refresh(hold=True)
    assert "What it was" in catalog.guide("talk", "warmth").definition
    save(file, good + "  - {\n")
    catalog.refresh(hold=True)
    assert "What it was" in catalog.guide("talk", "warmth").definition
    assert catalog.faults("talk", "warmth").is_held


def test_a_head_that_had_mistakes_already_keeps_its_units_where_they_cannot_be_read_any_more(
    library: Path, catalog: Catalog
) -> None:
    def units() -> list[str]:
        return [unit.title for unit in catalog.outline("talk").units]

    said = "units:\n  - {unit: First, guides: [trust, rapport]}\n"
    save(library / "talk/course.yaml", f"course: Talk\nabuot: x\n{said}")
    catalog.refresh()
    assert units() == ["First"]
    save(library / "talk/course.yaml", f"course: Talk: more\n{said}")
    catalog.refresh(hold=True)
    assert units() == ["First"]


def test_a_file_that_is_gone_is_gone(library: Path, catalog: Catalog) -> None:
    (library / "talk/rapport.yaml").unlink()
    catalog.refresh(hold=True)
    with pytest.raises(NotFoundError):
        catalog.guide("talk", "rapport")


def test_a_library_in_memory_is_copied_with_what_it_holds(library: Path) -> None:
    catalog = refreshed(library)
    save(library / "talk/rapport.yaml", BROKEN)
    catalog.refresh(hold=True)
    twin = catalog.twin()
    assert not twin.refresh(hold=True)
    assert terms(twin) == ["rapport", "trust"]
    twin.close()
    assert terms(catalog) == ["rapport", "trust"]
    catalog.close()


def test_a_twin_of_a_library_that_was_let_go_of_reads_the_files(library: Path) -> None:
    catalog = refreshed(library)
    catalog.close()
    with closing(catalog.twin()) as twin:
        assert twin.is_empty()
        assert twin.refresh()


def test_what_was_seen_last_is_what_is_on_disk_until_something_is_saved(
    library: Path, catalog: Catalog
) -> None:
    assert catalog.look() == catalog.seen
    save(library / "talk/rapport.yaml", BROKEN)
    assert catalog.look() != catalog.seen
    catalog.refresh(hold=True)
    assert catalog.look() == catalog.seen


def test_errors_found_in_joining_a_guide_to_its_course_are_told_for_its_file(
    library: Path, catalog: Catalog
) -> None:
    save(library / "talk/rapport.yaml", guide("Rapport", "related: [trusst]"))
    catalog.refresh(hold=True)
    faults = catalog.faults("talk", "rapport")
    assert [problem.line for problem in faults.problems] == [8]
    assert not faults.is_held


# -- several programs ----------------------------------------------------------------------------------------------------


@pytest.fixture
def other(library: Path, tmp_path: Path) -> Iterator[Catalog]:
    """The same library in another program."""
    with closing(Catalog.open([library], tmp_path / "cache")) as catalog:
        yield catalog


@pytest.mark.parametrize("first", ["the one that is open", "the other one"])
def test_what_is_held_for_a_program_that_is_open_no_other_program_drops(
    library: Path, tmp_path: Path, other: Catalog, first: str
) -> None:
    with closing(refreshed(library, cache=tmp_path / "cache")) as catalog, catalog.holder():
        before = catalog.guide("talk", "rapport")
        save(library / "talk/rapport.yaml", BROKEN)
        if first == "the one that is open":
            catalog.refresh(hold=True)
        for _ in range(2):
            other.refresh()
            assert catalog.guide("talk", "rapport") == before
            catalog.refresh(hold=True)
            assert catalog.guide("talk", "rapport") == before
        assert catalog.faults("talk", "rapport").is_held
        assert [one for one in other.problems() if "defintion" in one.sentence]


def test_what_was_held_is_taken_as_it_is_when_nobody_is_open_any_more(
    library: Path, tmp_path: Path, other: Catalog
) -> None:
    with closing(refreshed(library, cache=tmp_path / "cache")) as catalog:
        holders = [catalog.holder(), other.holder()]
        save(library / "talk/rapport.yaml", BROKEN)
        catalog.refresh(hold=True)
        for holder in holders:
            other.refresh()
            assert terms(other) == ["rapport", "trust"]
            holder.leave()
        other.refresh()
        assert terms(other) == ["trust"]


def test_a_program_that_was_killed_holds_nothing(library: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with closing(refreshed(library, cache=cache)) as catalog:
        script = (
            "import os, sys; from pathlib import Path; from studykit.content.catalog import Catalog;"
            "catalog = Catalog.open([Path(sys.argv[1])], Path(sys.argv[2])); holder = catalog.holder();"
            "print(1, flush=True); sys.stdin.read()"
        )
        command = [sys.executable, "-c", script, str(library), str(cache)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
            assert program.stdout
            assert program.stdout.readline() == b"1\n"
            save(library / "talk/rapport.yaml", BROKEN)
            catalog.refresh()
            assert terms(catalog) == ["rapport", "trust"]
            program.kill()
        catalog.refresh()
        assert terms(catalog) == ["trust"]


def test_a_library_that_nobody_else_can_have_is_held_by_nobody(library: Path) -> None:
    with closing(refreshed(library)) as catalog, catalog.holder():
        save(library / "talk/rapport.yaml", BROKEN)
        catalog.refresh()
        assert terms(catalog) == ["trust"]


# -- places --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "card", "file", "line"),
    [
        ("rapport", "", "rapport.yaml", 1),
        ("rapport", "term/term", "rapport.yaml", 1),
        ("rapport", "definition/definition", "rapport.yaml", 2),
        ("rapport", "fact/rapport-matters", "rapport.yaml", 3),
        ("rapport", "question/gone", "rapport.yaml", 1),
        ("exam", "", "exam.yaml", 1),
    ],
)
def test_a_card_stands_at_its_line(  # noqa: PLR0917 - the cases
    library: Path, catalog: Catalog, page: str, card: str, file: str, line: int
) -> None:
    if card.startswith("fact/"):
        card = f"fact/{catalog.guide('talk', page).facts[0].id}"
    assert catalog.place_of("talk", page, card) == (library / "talk" / file, line)


def test_a_question_stands_in_its_guide_or_in_the_set_that_names_the_term(
    library: Path, catalog: Catalog
) -> None:
    own, joined = catalog.guide("talk", "trust").questions
    (free,) = catalog.course("talk").sets[0].questions
    places = [
        catalog.place_of("talk", page, f"question/{question.id}")
        for page, question in [("trust", own), ("trust", joined), ("exam", free)]
    ]
    assert [(file.name, line) for file, line in places] == [
        ("trust.yaml", 5),
        ("exam.yaml", 2),
        ("exam.yaml", 5),
    ]


def test_in_a_file_that_is_held_the_mistake_is_the_place(library: Path, catalog: Catalog) -> None:
    save(library / "talk/rapport.yaml", guide("Rapport", "aliasses: [x]"))
    catalog.refresh(hold=True)
    assert catalog.place_of("talk", "rapport") == (library / "talk/rapport.yaml", 8)


def test_a_question_of_a_set_that_is_held_is_placed_at_the_mistake_of_the_set(
    library: Path, catalog: Catalog
) -> None:
    _, joined = catalog.guide("talk", "trust").questions
    save(library / "talk/trust.yaml", guide("Trust", "", "aliasses: [x]"))
    file = library / "talk/exam.yaml"
    save(file, file.read_text("utf-8") + "sett: Exam\n")
    catalog.refresh(hold=True)
    assert catalog.place_of("talk", "trust", f"question/{joined.id}") == (file, 7)
    assert catalog.place_of("talk", "trust")[1] == 9


def test_pages_of_one_file_are_known(library: Path, catalog: Catalog) -> None:
    save(
        library / "talk/two.yaml",
        "guides:\n  - {term: Warmth, definition: It.}\n  - {term: Cold, definition: It.}\n",
    )
    catalog.refresh()
    two, exam = library / "talk/two.yaml", library / "talk/exam.yaml"
    assert catalog.file_named(str(two)) == (two, [("talk", "cold"), ("talk", "warmth")])
    assert sorted(catalog.pages_in(library / "talk/two.yaml")) == ["cold", "warmth"]
    assert catalog.file_named(str(exam)) == (exam, [("talk", "exam")])
    with pytest.raises(NotFoundError):
        catalog.place_of("talk", "nothing")
