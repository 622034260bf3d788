"""What holds between the files of a course, and between courses."""

from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.errors import Problem, Severity
from tests.content.shelf import course, guide, refreshed, told, write


def asked(catalog: Catalog) -> dict[str, int]:
    """How many questions each term of the course X has."""
    return {term: cards.questions for term, cards in catalog.page_cards("x").items()}


def problems(library: Path) -> list[Problem]:
    return refreshed(library).problems()


def only(library: Path) -> Problem:
    (problem,) = problems(library)
    return problem


def test_units_give_the_order_and_what_no_unit_names_stands_last(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X", "b", "a"), "x/c.yaml": guide("C")}
    write(tmp_path, files | {"x/a.yaml": guide("A"), "x/b.yaml": guide("B")})
    found = refreshed(tmp_path).course("x")
    assert [(unit.title, [one.slug for one in unit.guides]) for unit in found.units] == [
        ("First", ["b", "a"]),
        ("", ["c"]),
    ]


def test_a_unit_that_names_no_guide_is_told_with_its_place_and_what_was_meant(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"x/course.yaml": course("X", "networkin"), "x/networking.yaml": guide("N")})
    problem = only(tmp_path)
    assert told(problem) == ("course.yaml", 5, 14)
    assert problem.excerpt == "    guides: [networkin]"
    assert problem.hint == "Did you mean `networking`?"


def test_a_unit_that_names_a_refused_guide_is_not_told_so(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X", "a", "b"), "x/a.yaml": "term: A\nwrong: x\n"}
    write(tmp_path, files | {"x/b.yaml": 'term: "B\n'})
    assert {Path(problem.path).name for problem in problems(tmp_path)} == {"a.yaml", "b.yaml"}


def test_terms_of_a_file_that_cannot_be_parsed_are_not_called_missing(tmp_path: Path) -> None:
    broken = "guides:\n  - term: First One\n  - term: 'Second'\n  bad: [\n"
    files = {"x/course.yaml": course("X", "first-one", "second"), "x/both.yaml": broken}
    write(tmp_path, files)
    assert told(only(tmp_path))[0] == "both.yaml"


def test_a_guide_in_two_units_is_told_at_the_second(tmp_path: Path) -> None:
    head = "course: X\nunits:\n  - {unit: One, guides: [a]}\n  - {unit: Two, guides: [a]}\n"
    write(tmp_path, {"x/course.yaml": head, "x/a.yaml": guide("A")})
    problem = only(tmp_path)
    assert told(problem) == ("course.yaml", 4, 26)
    assert "`One`" in problem.sentence


def test_of_two_guides_with_one_slug_the_first_wins_and_both_places_are_told(
    tmp_path: Path,
) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("Kept"), "x/z/a.yaml": guide("Lost")}
    catalog = refreshed(write(tmp_path, files))
    assert [one.term for one in catalog.course("x").guides] == ["Kept"]
    (problem,) = catalog.problems()
    assert told(problem) == ("a.yaml", 1, 7)
    assert "a.yaml:1;" in problem.sentence
    assert not catalog.find("lost")


@pytest.mark.parametrize("link", ["b-one", "B One", "the first b", "x/b-one", "X-y/c"])
def test_a_link_may_be_a_slug_a_term_an_alias_or_lead_to_another_course(
    tmp_path: Path, link: str
) -> None:
    files = {
        "x/course.yaml": course("X"),
        "x/a.yaml": guide("A", f'related: ["{link.lower()}"]', f'contrast: ["{link.lower()}"]'),
        "x/b-one.yaml": guide("B One", "aliases: [The first B]"),
        "x-y/course.yaml": course("Y"),
        "x-y/c.yaml": guide("C"),
    }
    catalog = refreshed(write(tmp_path, files))
    assert not catalog.problems()
    expected = ("x-y/c",) if link == "X-y/c" else ("b-one",)
    assert catalog.guide("x", "a").related == expected
    assert catalog.course("x").guides[0].contrast == expected


def test_a_link_to_nothing_is_told_and_left_out_and_the_guide_stays(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/bee.yaml": guide("B", "related: [a, be, q/z]")}
    write(tmp_path, files | {"x/a.yaml": guide("A")})
    catalog = refreshed(tmp_path)
    assert [told(problem) for problem in catalog.problems()] == [
        ("bee.yaml", 8, 14),
        ("bee.yaml", 8, 18),
    ]
    assert catalog.problems()[0].hint == "Did you mean `bee`?"
    assert "in this library" in catalog.problems()[1].sentence
    assert catalog.guide("x", "bee").related == ("a",)


def test_a_link_given_twice_leads_there_once(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/b.yaml": guide("B", "related: [a, A]")}
    catalog = refreshed(write(tmp_path, files | {"x/a.yaml": guide("A")}))
    assert catalog.guide("x", "b").related == ("a",)


@pytest.mark.parametrize("link", ["a", "The A", "x/a"])
def test_a_guide_that_links_to_itself_is_told(tmp_path: Path, link: str) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("The A", f"related: [{link}]")}
    assert only(write(tmp_path, files)).sentence == "This guide links to itself."


def test_a_link_to_a_refused_guide_is_not_called_wrong(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("A", "related: [bad]")}
    write(tmp_path, files | {"x/bad.yaml": "term: Bad\n"})
    assert told(only(tmp_path))[0] == "bad.yaml"


@pytest.mark.parametrize("link", ["bad", "Poor", "wretched", "x/bad", "x/wretched"])
def test_a_link_to_a_refused_guide_by_any_of_its_names_is_not_called_wrong(
    tmp_path: Path, link: str
) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("A", f"related: [{link}]")}
    files |= {"y/course.yaml": course("Y"), "y/b.yaml": guide("B", "related: [x/wretched]")}
    write(tmp_path, files | {"x/bad.yaml": "term: Poor\naliases: [Wretched]\n"})
    assert told(only(tmp_path))[0] == "bad.yaml"


def test_a_link_to_a_guide_that_stands_twice_is_not_called_wrong(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("A", "related: [second]")}
    files |= {"x/one/bad.yaml": guide("One"), "x/two/bad.yaml": guide("Two", "aliases: [second]")}
    assert "already" in only(write(tmp_path, files)).sentence


def test_the_links_of_a_refused_guide_are_checked_in_the_same_run(tmp_path: Path) -> None:
    bad = guide("Bad", "aliases: [Poor]", "related: [A, gone, worse, poor]", "contrast: [y/zzz]")
    files = {"x/course.yaml": course("X", "bad"), "x/a.yaml": guide("A")}
    files |= {"x/bad.yaml": bad + "zzz: zzz\n", "x/worse.yaml": "term: 'W\n"}
    write(tmp_path, files | {"y/course.yaml": course("Y"), "y/b.yaml": guide("B")})
    found = [problem for problem in problems(tmp_path) if problem.path.endswith("bad.yaml")]
    assert [(problem.line, problem.column, problem.sentence) for problem in found] == [
        (9, 14, "There is no term `gone` in this course."),
        (9, 27, "This guide links to itself."),
        (10, 12, "There is no `y/zzz` in this library."),
        (11, 1, "There is no `zzz` here."),
    ]


def test_the_links_of_guides_behind_a_repeated_key_are_checked_in_the_same_run(
    tmp_path: Path,
) -> None:
    bad = guide("Bad", "related: [gone]", "related: [lost]")
    write(tmp_path, {"x/course.yaml": course("X"), "x/bad.yaml": bad})
    assert [(told(one)[1:], one.sentence.split(";")[0]) for one in problems(tmp_path)] == [
        ((8, 11), "There is no term `gone` in this course."),
        ((9, 1), "The key `related` is repeated"),
        ((9, 11), "There is no term `lost` in this course."),
    ]


def test_a_link_is_mended_when_the_other_course_appears(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("A", "related: [y/b]")}
    catalog = refreshed(write(tmp_path, files))
    assert len(catalog.problems()) == 1
    write(tmp_path, {"y/course.yaml": course("Y"), "y/b.yaml": guide("B")})
    catalog.refresh()
    assert not catalog.problems()
    (tmp_path / "y/b.yaml").unlink()
    catalog.refresh()
    assert len(catalog.problems()) == 1


def test_a_course_alone_may_link_to_neighbours_that_are_not_known_here(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("A", "related: [y/b, gone]")}
    write(tmp_path, files)
    assert "`gone`" in only(tmp_path / "x").sentence


def test_of_two_courses_with_one_slug_that_of_the_first_library_wins(tmp_path: Path) -> None:
    write(tmp_path / "own", {"x.yaml": course("Mine")})
    write(tmp_path / "shipped", {"x/course.yaml": course("Theirs"), "x/a.yaml": guide("A")})
    catalog = refreshed(tmp_path / "own", tmp_path / "shipped")
    assert [entry.title for entry in catalog.courses()] == ["Mine"]
    (problem,) = catalog.problems()
    assert told(problem) == ("course.yaml", 1, 9)
    assert "x.yaml" in problem.sentence
    assert not catalog.find("a")
    (tmp_path / "own/x.yaml").unlink()
    catalog.refresh()
    assert [entry.title for entry in catalog.courses()] == ["Theirs"]
    assert catalog.find("a")


UNITS = "units:\n  - {unit: First, guides: [b, gone]}\n"
GUIDES = {"x/a.yaml": guide("A", "related: [zzz]"), "x/b.yaml": guide("B")}
LOST = "Until this file is mended, the guides of this course are shown without their units."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("course: Talk\nabuot: x\n", "Talk"),
        ("course: Talk\ncourse: Speech\n", "Talk"),
        ("course: ''\n", "x"),
    ],
)
def test_a_course_with_a_mistake_in_its_head_is_shown_with_what_can_be_read(
    tmp_path: Path, head: str, title: str
) -> None:
    catalog = refreshed(write(tmp_path, {"x/course.yaml": head + UNITS, **GUIDES}))
    assert [(entry.slug, entry.title) for entry in catalog.courses()] == [("x", title)]
    assert [(unit.title, unit.terms[0].slug) for unit in catalog.outline("x").units] == [
        ("First", "b"),
        ("", "a"),
    ]
    sentences = [problem.sentence for problem in catalog.problems()]
    assert len(sentences) == 3  # that of the head, and what leads nowhere
    assert {"There is no guide `gone` in this course."} < set(sentences)
    assert LOST not in sentences


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("course: Talk: an Introduction\n" + UNITS, "Talk: an Introduction"),
        ("# mine\ncourse: 'Talk\n" + UNITS, "Talk"),
        ("curse: Talk\n" + UNITS, "x"),
        ("course: Talk\nunits: b\n", "Talk"),
        ("", "x"),
    ],
)
def test_where_the_units_of_a_course_cannot_be_read_its_guides_are_shown_without(
    tmp_path: Path, head: str, title: str
) -> None:
    catalog = refreshed(write(tmp_path, {"x/course.yaml": head, **GUIDES}))
    assert [(entry.slug, entry.title) for entry in catalog.courses()] == [("x", title)]
    (unit,) = catalog.outline("x").units
    assert (unit.title, [term.slug for term in unit.terms]) == ("", ["a", "b"])
    assert len(catalog.problems()) == 3  # that of the head, and what leads nowhere
    (lost,) = [problem for problem in catalog.problems() if problem.sentence == LOST]
    assert (told(lost)[0], lost.severity) == ("course.yaml", Severity.WARNING)
    write(tmp_path, {"x/course.yaml": course("X", "b", "a")})
    catalog.refresh()
    assert [unit.title for unit in catalog.outline("x").units] == ["First"]
    assert LOST not in [problem.sentence for problem in catalog.problems()]


def test_a_head_that_cannot_be_read_at_all_costs_the_units_only(tmp_path: Path) -> None:
    (tmp_path / "x/course.yaml").mkdir(parents=True)
    catalog = refreshed(write(tmp_path, GUIDES))
    assert [(entry.title, entry.terms) for entry in catalog.courses()] == [("x", 2)]


def test_a_guide_of_a_unit_without_a_title_stands_with_those_of_no_unit(tmp_path: Path) -> None:
    units = "units:\n  - {guides: [b, gone]}\n  - {unit: Second, guides: [a]}\n"
    catalog = refreshed(write(tmp_path, {"x/course.yaml": "course: X\n" + units, **GUIDES}))
    assert [(unit.title, unit.terms[0].slug) for unit in catalog.outline("x").units] == [
        ("Second", "a"),
        ("", "b"),
    ]
    assert any("`gone`" in problem.sentence for problem in catalog.problems())


def test_a_head_with_mistakes_and_nothing_beside_it_takes_no_courses_place(tmp_path: Path) -> None:
    write(tmp_path / "own", {"x/course.yaml": "course: 'Mine\n"})
    write(tmp_path / "other", {"x/course.yaml": course("Theirs"), "x/a.yaml": guide("A")})
    catalog = refreshed(tmp_path / "own", tmp_path / "other")
    assert [entry.title for entry in catalog.courses()] == ["Theirs"]
    assert str(tmp_path / "own") in catalog.problems()[0].path
    catalog = refreshed(tmp_path / "own")
    assert not catalog.courses()
    assert len(catalog.problems()) == 1


def test_files_that_are_no_course_where_one_is_wanted_are_told(tmp_path: Path) -> None:
    files = {"x/course.yaml": guide("X"), "lone.yaml": guide("L"), "ours.yaml": "a: b\n"}
    write(tmp_path, files | {"y/course.yaml": course("Y"), "y/z.yaml": course("Z")})
    sentences = {Path(p.path).name: p.sentence for p in problems(tmp_path)}
    assert sentences["course.yaml"] in {
        "A course.yaml begins with `course:`, and this one has no such key.",
        LOST,
    }
    assert sentences["lone.yaml"] == "This file belongs to no course."
    assert sentences["ours.yaml"] == "This file is not a course, so it is left alone."
    assert "a course cannot stand within a course" in sentences["z.yaml"]


SET = """set: Exam
questions:
  - {question: Loose?, accept: [a]}
  - {question: Of a?, accept: [a], term: the a}
"""


def test_questions_of_a_set_go_to_the_guides_they_name(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("The A"), "x/exam.yaml": SET}
    catalog = refreshed(write(tmp_path, files))
    assert not catalog.problems()
    assert [q.text for q in catalog.guide("x", "a").questions] == ["What is The A for?", "Of a?"]
    found = catalog.course("x")
    assert found.guides == (catalog.guide("x", "a"),)
    assert found.guides[0].questions[1].term == "a"
    assert [(s.slug, s.title, [q.text for q in s.questions]) for s in found.sets] == [
        ("exam", "Exam", ["Loose?"])
    ]
    assert asked(catalog) == {"a": 2, "exam": 1}
    (entry,) = catalog.courses()
    assert (entry.terms, entry.questions, entry.cards) == (1, 3, 6)


def test_a_set_question_whose_term_does_not_exist_belongs_to_the_set(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/the-ant.yaml": guide("Ant"), "x/exam.yaml": SET}
    catalog = refreshed(write(tmp_path, files))
    (problem,) = catalog.problems()
    assert told(problem) == ("exam.yaml", 4, 42)
    assert len(catalog.course("x").sets[0].questions) == 2


def test_a_set_question_of_a_refused_guide_waits_in_the_set(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/the-a.yaml": "term: A\n", "x/exam.yaml": SET}
    catalog = refreshed(write(tmp_path, files))
    assert told(catalog.problems()[0])[0] == "the-a.yaml"
    assert len(catalog.course("x").sets[0].questions) == 2


def test_the_terms_that_a_refused_set_names_are_checked_in_the_same_run(tmp_path: Path) -> None:
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("A"), "x/the-b.yaml": "term: B\n"}
    bad = "  - {question: Of b?, term: the b}\n  - {question: Of c?, accept: [c], term: c}\n"
    write(tmp_path, files | {"x/exam.yaml": SET + bad})
    found = [problem for problem in problems(tmp_path) if problem.path.endswith("exam.yaml")]
    assert [problem.sentence for problem in found] == [
        "There is no term `the a` in this course.",
        "This question has no `answer`.",
        "There is no term `c` in this course.",
    ]


def test_a_set_question_that_its_guide_has_already_is_told_and_left_out(tmp_path: Path) -> None:
    again = SET + "  - {question: What is The A for?, accept: [b], term: a}\n"
    again += "  - {question: Other?, id: one, accept: [b], term: a}\n"
    again2 = "questions:\n  - {question: Another?, id: one, accept: [b], term: a}\n"
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("The A"), "x/exam.yaml": again}
    catalog = refreshed(write(tmp_path, files | {"x/more.yaml": again2}))
    assert [told(problem)[:2] for problem in catalog.problems()] == [
        ("exam.yaml", 5),
        ("more.yaml", 2),
    ]
    assert len(catalog.guide("x", "a").questions) == 3
    assert asked(catalog) == {"a": 3, "exam": 1}


def test_a_set_named_like_a_guide_is_told_as_its_cards_could_not_be_told_apart(
    tmp_path: Path,
) -> None:
    several = "guides:\n  - {term: Exam, definition: A test.}\n" + SET.removeprefix("set: Exam\n")
    files = {"x/course.yaml": course("X"), "x/a.yaml": guide("The A"), "x/exam.yaml": several}
    catalog = refreshed(write(tmp_path, files))
    (problem,) = catalog.problems()
    assert "called `exam` already" in problem.sentence
    assert not catalog.course("x").sets
    assert len(catalog.guide("x", "a").questions) == 2


def test_a_whole_course_may_stand_in_one_file(tmp_path: Path) -> None:
    text = """course: Small
units:
  - unit: Only
    guides:
      - {term: In Place, definition: Here., related: [listed one]}
      - listed-one
guides:
  - {term: Listed One, definition: There.}
questions:
  - {question: Where?, accept: [here], term: In Place}
  - {question: Loose?, accept: [x]}
"""
    catalog = refreshed(write(tmp_path, {"small.yaml": text}))
    assert not catalog.problems()
    found = catalog.course("small")
    assert [one.slug for one in found.guides] == ["in-place", "listed-one"]
    assert catalog.guide("small", "in-place").related == ("listed-one",)
    assert len(catalog.guide("small", "in-place").questions) == 1
    assert [s.title for s in found.sets] == ["Small"]
    assert catalog.place_of("small", "listed-one") == (tmp_path / "small.yaml", 8)
