"""A guide written in a form, and put into its file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.content.form_texts import CHOICE, FACT, POINT, listed, shown, taken, unlisted
from studykit.content.json_schema import FILE_NAME
from studykit.content.nodes import Node
from studykit.content.source import parse
from studykit.errors import StudykitError
from studykit.study.authoring import Author
from studykit.study.drafting import check_draft, new_draft, open_draft, problems_of, save_draft
from studykit.study.typed import Saved

ROOT = Path(__file__).parents[2]
COURSE = """\
# Of next term.
course: Talk
units:
  - unit: Asking
    guides: [open-question]   # more to come
  - unit: Ending
    guides: [thanks]
"""
GUIDE = """\
# A page.
term: Open Question
definition: A question that **invites** a long answer.
facts:
  # keep these
  - It begins with **how**.
  - {fact: It is never **yes or no**., id: no}
questions:
  - question: Why ask one?
    answer: To learn more.
    points:
      - point: To learn more.
        core: true
        why: That is the aim.
"""
THANKS = "term: Thanks\ndefinition: What one says at the end.\n"
WHOLE = """\
course: Whole
guides:
  - term: One
    definition: The first.   # indeed
  - term: Two
    definition: The second.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A course folder and a course that is one file."""
    folder = tmp_path / "library" / "talk"
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE)
    (folder / "open-question.yaml").write_text(GUIDE)
    (folder / "thanks.yaml").write_text(THANKS)
    (folder.parent / "whole.yaml").write_text(WHOLE)
    return folder.parent


@pytest.fixture
def catalog(library: Path) -> Iterator[Catalog]:
    """The library, compiled."""
    catalog = Catalog.open([library], None)
    catalog.refresh()
    yield catalog
    catalog.close()


def test_a_draft_that_is_not_changed_leaves_the_file_as_it_is(
    catalog: Catalog, library: Path
) -> None:
    draft = open_draft(catalog, "talk", "open-question")
    assert not draft.is_changed
    save_draft(catalog, draft)
    assert (library / "talk/open-question.yaml").read_text() == GUIDE


def test_a_fact_that_is_added_moves_no_comment(catalog: Catalog, library: Path) -> None:
    draft = open_draft(catalog, "talk", "open-question")
    text = shown(draft.node["facts"], FACT)
    assert text == "It begins with **how**.\nIt is never **yes or no**."
    draft.node["facts"] = taken(f"{text}\nIt is **long**.", draft.node["facts"], FACT)
    save_draft(catalog, draft)
    after = (library / "talk/open-question.yaml").read_text()
    assert after == GUIDE.replace("id: no}\n", "id: no}\n  - It is **long**.\n")


def test_what_the_form_does_not_show_is_kept(catalog: Catalog) -> None:
    draft = open_draft(catalog, "talk", "open-question")
    questions = draft.node["questions"]
    assert isinstance(questions, list)
    question = questions[0]
    assert isinstance(question, dict)
    points = question["points"]
    assert shown(points, POINT) == "! To learn more."
    (reworded,) = taken("To learn much more.", points, POINT)
    assert reworded == {"point": "To learn much more.", "why": "That is the aim."}
    (same, new) = taken("! To learn more.\n! Else.", points, POINT)
    assert isinstance(points, list)
    assert same is points[0]
    assert new == {"point": "Else.", "core": "true"}


def test_choices_are_lines_with_a_mark_before_the_right_ones() -> None:
    nodes: list[Node] = ["A", {"choice": "B", "correct": "true", "why": "So."}]
    assert shown(nodes, CHOICE) == "A\n* B"
    assert taken("* A\nB", nodes, CHOICE) == [
        {"choice": "A", "correct": "true"},
        {"choice": "B", "why": "So."},
    ]


def test_markdown_at_the_beginning_of_a_line_is_no_mark() -> None:
    choices: list[Node] = [{"choice": "**Mean**", "correct": "true"}, "**Median**", "*Mode* of it"]
    assert shown(choices, CHOICE) == "* **Mean**\n**Median**\n*Mode* of it"
    assert taken(shown(choices, CHOICE), choices, CHOICE) == choices
    points: list[Node] = ["!important wins", {"point": "It is last.", "core": "true"}]
    assert taken(shown(points, POINT), points, POINT) == points
    assert taken("*A\n* *B*\n*C* D", None, CHOICE) == [
        {"choice": "A", "correct": "true"},
        {"choice": "*B*", "correct": "true"},
        "*C* D",
    ]


def test_a_line_that_is_reworded_is_the_one_that_it_is_most_like() -> None:
    facts: list[Node] = [
        {"fact": f"The {name} is the {what} of all values.", "id": name}
        for name, what in (("mean", "sum"), ("median", "middle"))
    ]
    text = "The median is the middle value of all values."
    assert taken(text, facts, FACT) == [{"fact": text, "id": "median"}]


def test_what_no_line_can_show_stays_and_is_told_as_a_mistake() -> None:
    facts: list[Node] = ["One.", {"Note": "it has a colon"}, "Two."]
    assert taken("One.\nTwo.\nThree.", facts, FACT) == [*facts, "Three."]
    assert taken(shown("One.", FACT), "One.", FACT) == ["One."]
    assert unlisted("a, b", ["a", {"b": "c"}]) == ["a", "b", {"b": "c"}]


def test_names_stand_between_commas() -> None:
    assert listed(["a", "b c"]) == "a, b c"
    assert unlisted("a, b c,, a ") == ["a", "b c"]


def test_a_name_keeps_the_comma_that_it_has() -> None:
    names: list[Node] = ["a", "Paris, France", "b"]
    assert unlisted(listed(names), names) == names
    assert unlisted("x,Paris,  France, y, Paris", names) == ["x", "Paris, France", "y", "Paris"]


def test_problems_are_told_with_the_way_to_them(catalog: Catalog) -> None:
    draft = open_draft(catalog, "talk", "open-question")
    draft.node["definition"] = ""
    draft.node["questions"] = [{"question": "Why?"}]
    assert [(one.way, one.sentence) for one in problems_of(draft.node)] == [
        ((), "This guide has no `definition`."),
        (("questions", 0), "This question has no `answer`."),
    ]
    with pytest.raises(StudykitError, match="definition"):
        save_draft(catalog, draft)


def test_a_new_guide_gets_a_file_and_a_place_in_its_unit(catalog: Catalog, library: Path) -> None:
    draft = new_draft(catalog, "talk", "Asking")
    draft.node |= {"term": "Closed Question", "definition": "One of yes and no.", "facts": []}
    file = save_draft(catalog, draft).file
    assert file.name == "closed-question.yaml"
    assert file.read_text() == "term: Closed Question\ndefinition: One of yes and no.\n"
    head = (library / "talk/course.yaml").read_text()
    assert head == COURSE.replace("[open-question]", "[open-question, closed-question]")
    catalog.refresh()
    assert catalog.problems() == []
    assert catalog.outline("talk").terms[1].slug == "closed-question"


def test_what_is_written_in_any_order_stands_as_a_person_writes_it(
    catalog: Catalog, library: Path
) -> None:
    question: dict[str, Node] = {"hint": "Think.", "answer": "No.", "question": "Is it?"}
    draft = new_draft(catalog, "talk")
    draft.node |= {"related": ["thanks"], "questions": [question], "facts": ["It is **short**."]}
    draft.node |= {"term": "Closed Question", "aliases": ["yes or no"], "definition": "Of two."}
    assert (
        save_draft(catalog, draft).file.read_text()
        == """\
term: Closed Question
aliases: [yes or no]
definition: Of two.
facts:
  - It is **short**.
questions:
  - question: Is it?
    answer: No.
    hint: Think.
related: [thanks]
"""
    )
    draft = open_draft(catalog, "talk", "open-question")
    draft.node["aliases"] = ["wide question"]
    save_draft(catalog, draft)
    term = "term: Open Question\n"
    after = (library / "talk/open-question.yaml").read_text()
    assert after == GUIDE.replace(term, f"{term}aliases: [wide question]\n")


def test_a_new_guide_never_replaces_a_file(catalog: Catalog) -> None:
    draft = new_draft(catalog, "talk")
    draft.node |= {"term": "Thanks", "definition": "Something else."}
    with pytest.raises(StudykitError, match=r"already in this course: .*thanks\.yaml"):
        save_draft(catalog, draft)


def test_a_guide_of_several_in_a_file_is_changed_there(catalog: Catalog, library: Path) -> None:
    draft = open_draft(catalog, "whole", "two")
    draft.node["definition"] = "The last."
    save_draft(catalog, draft)
    assert (library / "whole.yaml").read_text() == WHOLE.replace("The second.", "The last.")


def test_a_course_that_is_one_file_gets_a_new_guide_at_its_end(
    catalog: Catalog, library: Path
) -> None:
    draft = new_draft(catalog, "whole")
    draft.node |= {"term": "Three", "definition": "The third."}
    save_draft(catalog, draft)
    assert (
        library / "whole.yaml"
    ).read_text() == f"{WHOLE}  - term: Three\n    definition: The third.\n"


def test_a_file_that_was_changed_meanwhile_is_not_written_over(
    catalog: Catalog, library: Path
) -> None:
    draft = open_draft(catalog, "talk", "thanks")
    (library / "talk/thanks.yaml").write_text(THANKS + "# mine\n")
    draft.node["definition"] = "Else."
    with pytest.raises(StudykitError, match="changed since"):
        save_draft(catalog, draft)
    assert (library / "talk/thanks.yaml").read_text().endswith("# mine\n")


def test_a_guide_that_stands_in_its_unit_is_changed_there(catalog: Catalog, library: Path) -> None:
    text = """\
course: Whole
units:
  - unit: First   # of two
    guides:
      - two
      # in its place
      - term: One
        definition: The first.   # indeed
guides:
  - term: Two
    definition: The second.
"""
    (library / "whole.yaml").write_text(text)
    catalog.refresh()
    draft = open_draft(catalog, "whole", "one")
    draft.node["definition"] = "The very first."
    assert save_draft(catalog, draft).file == library / "whole.yaml"
    after = (library / "whole.yaml").read_text()
    assert after == text.replace("The first.", "The very first.")


def test_a_unit_of_the_same_file_follows_a_term_that_is_renamed(
    catalog: Catalog, library: Path
) -> None:
    units = "units:\n  - unit: First   # of two\n    guides: [two, one]   # as taught\n"
    (library / "whole.yaml").write_text(WHOLE.replace("guides:", f"{units}guides:"))
    catalog.refresh()
    draft = open_draft(catalog, "whole", "one")
    draft.node["term"] = "The One"
    save_draft(catalog, draft)
    catalog.refresh()
    assert [unit.title for unit in catalog.outline("whole").units] == ["First"]
    assert not catalog.problems()
    after = (library / "whole.yaml").read_text()
    assert "    guides: [two, the-one]   # as taught\n" in after


def test_line_ends_and_the_mark_at_the_beginning_stay(catalog: Catalog, library: Path) -> None:
    path = library / "talk/thanks.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + THANKS.replace("\n", "\r\n").encode())
    catalog.refresh()
    draft = open_draft(catalog, "talk", "thanks")
    draft.node["definition"] = "Else."
    save_draft(catalog, draft)
    assert path.read_bytes() == b"\xef\xbb\xbfterm: Thanks\r\ndefinition: Else.\r\n"


def test_a_file_that_cannot_be_read_now_is_told_with_its_place(
    catalog: Catalog, library: Path
) -> None:
    (library / "talk/thanks.yaml").write_text("term: [\n")
    with pytest.raises(StudykitError, match=r"thanks\.yaml:\d"):
        open_draft(catalog, "talk", "thanks")


def test_a_course_that_came_with_the_program_is_not_changed(
    catalog: Catalog, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studykit.paths.installed_content", lambda: library)
    with pytest.raises(StudykitError, match="comes with studykit"):
        open_draft(catalog, "talk", "thanks")
    with pytest.raises(StudykitError, match="comes with studykit"):
        new_draft(catalog, "talk")


def test_every_shipped_guide_opens_and_is_saved_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    catalog = Catalog.open([tmp_path / "content"], None)
    catalog.refresh()
    for entry in catalog.courses():
        for guide in catalog.course(entry.slug).guides:
            draft = open_draft(catalog, entry.slug, guide.slug)
            node = draft.node
            for key, shape in (("facts", FACT),):
                node[key] = taken(shown(node[key], shape), node[key], shape)
            for question in node["questions"] if isinstance(node["questions"], list) else []:
                assert isinstance(question, dict)
                for key, shape in (("points", POINT), ("choices", CHOICE)):
                    if key in question:
                        question[key] = taken(shown(question[key], shape), question[key], shape)
            before = draft.file.read_bytes()
            assert problems_of(draft.node) == []
            save_draft(catalog, draft)
            assert draft.file.read_bytes() == before
            assert parse(before)
    catalog.close()


def test_a_new_guide_of_such_a_course_is_entered_into_its_unit_or_nothing_is_written(
    catalog: Catalog, library: Path
) -> None:
    file = library / "whole.yaml"
    file.write_text(WHOLE + "units:\n  - unit: First\n    guides: [one]\n")
    before = file.read_text()
    draft = new_draft(catalog, "whole", "Frist")
    draft.node |= {"term": "Three", "definition": "The third."}
    with pytest.raises(StudykitError, match="no unit"):
        save_draft(catalog, draft)
    assert file.read_text() == before
    draft.unit = "First"
    save_draft(catalog, draft)
    new = "  - term: Three\n    definition: The third.\n"
    assert file.read_text() == before.replace("second.\n", f"second.\n{new}").replace(
        "[one]", "[one, three]"
    )


def test_a_guide_that_stands_whole_in_a_unit_is_changed_there(
    catalog: Catalog, library: Path
) -> None:
    file = library / "whole.yaml"
    text = "course: Whole\nunits:\n  - unit: First\n    guides:\n      - term: One\n        definition: The first.  # mine\n"
    file.write_text(text)
    catalog.refresh()
    draft = open_draft(catalog, "whole", "one")
    draft.node["definition"] = "The last."
    save_draft(catalog, draft)
    assert file.read_text() == text.replace("The first.", "The last.")


# -- what a guide is called -----------------------------------------------------------------------------------------------------

MORE = "guides:\n  - term: Open Ending\n    definition: An end.   # so far\n  - {term: Close, definition: The other.}\n"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and what is in it."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def new_guide(catalog: Catalog, course: str, term: str, unit: str = "") -> Saved:
    """A new guide, written in the form."""
    draft = new_draft(catalog, course, unit)
    draft.node |= {"term": term, "definition": "Something."}
    return save_draft(catalog, draft)


@pytest.fixture
def more(catalog: Catalog, library: Path) -> Path:
    """Two guides in a file of the course, one of which a unit names."""
    file = library / "talk/more.yaml"
    file.write_text(MORE)
    head = library / "talk/course.yaml"
    head.write_text(COURSE.replace("[thanks]", "[thanks, open-ending]  # the last ones"))
    catalog.refresh()
    assert not catalog.problems()
    return file


def test_a_new_guide_that_stands_in_another_file_is_refused_with_its_place(
    catalog: Catalog, library: Path, more: Path
) -> None:
    before = snapshot(library)
    with pytest.raises(StudykitError, match=r"`open-ending` already .*talk/more\.yaml:2\."):
        new_guide(catalog, "talk", "Open  ending", "Asking")
    with pytest.raises(StudykitError, match=r"`two` already .*whole\.yaml:5\."):
        new_guide(catalog, "whole", "Two")
    assert snapshot(library) == before


def test_form_and_command_line_begin_a_guide_with_the_same_line(
    catalog: Catalog, library: Path
) -> None:
    begun = Author([library], [library]).begin_guide("talk", "One")
    assert begun.file.read_text("utf-8").startswith("# A study guide")
    assert new_guide(catalog, "talk", "Two").file.read_text("utf-8").startswith("term: Two\n")
    (library / FILE_NAME).write_text("{}")
    begun = Author([library], [library]).begin_guide("talk", "Three")
    first = begun.file.read_text("utf-8").split("\n")[0]
    assert first == f"# yaml-language-server: $schema=../{FILE_NAME}"
    saved = new_guide(catalog, "talk", "Four")
    assert saved.file.read_text("utf-8").startswith(f"{first}\nterm: Four\n")


@pytest.mark.parametrize("term", ["Closed Question", "Course", "long " * 60, "Ünïcode: of “it”"])
@pytest.mark.parametrize("course", ["talk", "whole"])
def test_form_and_command_line_give_a_guide_the_same_name(
    catalog: Catalog, library: Path, tmp_path: Path, course: str, term: str
) -> None:
    shutil.copytree(library, tmp_path / "other")
    begun = Author([tmp_path / "other"], [tmp_path / "other"]).begin_guide(course, term)
    saved = new_guide(catalog, course, term)
    assert saved.slug == begun.slug
    assert saved.file.relative_to(library) == begun.file.relative_to(tmp_path / "other")
    catalog.refresh()
    assert catalog.title_of(course, saved.slug) == term.strip()


def test_a_guide_is_not_renamed_to_what_another_one_is_called(
    catalog: Catalog, library: Path, more: Path
) -> None:
    before = snapshot(library)
    draft = open_draft(catalog, "talk", "open-ending")
    draft.node["term"] = "Thanks"
    with pytest.raises(StudykitError, match=r"`thanks` already .*thanks\.yaml:1\."):
        save_draft(catalog, draft)
    assert snapshot(library) == before


def test_the_unit_in_the_file_of_the_course_follows_a_term_that_is_renamed(
    catalog: Catalog, library: Path, more: Path
) -> None:
    head = (library / "talk/course.yaml").read_text()
    draft = open_draft(catalog, "talk", "open-ending")
    draft.node["term"] = "Wide Ending"
    assert save_draft(catalog, draft) == Saved(more, "wide-ending")
    assert more.read_text() == MORE.replace("Open Ending", "Wide Ending")
    assert (library / "talk/course.yaml").read_text() == head.replace("open-ending", "wide-ending")
    catalog.refresh()
    assert not catalog.problems()
    assert [unit.title for unit in catalog.outline("talk").units][:2] == ["Asking", "Ending"]


def test_where_that_file_cannot_be_written_the_guide_is_not_renamed_either(
    catalog: Catalog, library: Path, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(library)
    put = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "course.yaml":
            raise OSError(28, "No space left on device")
        return put(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    draft = open_draft(catalog, "talk", "open-ending")
    draft.node["term"] = "Wide Ending"
    with pytest.raises(StudykitError, match="No space left"):
        save_draft(catalog, draft)
    assert snapshot(library) == before


def test_a_file_of_one_guide_keeps_its_name_and_its_place_when_the_term_changes(
    catalog: Catalog, library: Path
) -> None:
    draft = open_draft(catalog, "talk", "thanks")
    draft.node["term"] = "Open Question"  # as another guide is called, but no slug comes of it
    assert save_draft(catalog, draft).slug == "thanks"
    assert (library / "talk/course.yaml").read_text() == COURSE


# -- in its course ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["thnks", "Nothing like it", "whole/thre", "open-question"])
@pytest.mark.parametrize("key", ["related", "contrast"])
def test_a_link_that_leads_nowhere_is_told_as_it_is_in_the_file(
    catalog: Catalog, key: str, link: str
) -> None:
    draft = open_draft(catalog, "talk", "open-question")
    draft.node[key] = ["Thanks", link]
    (told,) = check_draft(catalog, draft)
    assert told.way == (key, 1)
    news = save_draft(catalog, draft).news
    catalog.refresh()
    (problem,) = catalog.problems()
    assert (told.sentence, told.hint) == (problem.sentence, problem.hint)
    assert news == f"{problem.sentence} {problem.hint}"


def test_a_link_is_fine_by_slug_term_or_course_and_to_what_has_errors(
    catalog: Catalog, library: Path
) -> None:
    (library / "talk/refused.yaml").write_text("term: Refused\n")
    catalog.refresh()
    draft = new_draft(catalog, "talk")
    draft.node |= {"term": "New", "definition": "Something."}
    draft.node["related"] = ["thanks", "Open question", "whole/two", "refused"]
    assert not check_draft(catalog, draft)
    draft.node["contrast"] = ["new"]
    (told,) = check_draft(catalog, draft)
    assert told.sentence == "This guide links to itself."


def test_a_term_that_is_taken_is_told_before_it_is_saved(
    catalog: Catalog, library: Path, more: Path
) -> None:
    (library / "talk/wrong.yaml").write_text("term: Wrong\n")
    catalog.refresh()
    draft = new_draft(catalog, "talk")
    for term, file in {"Thanks": "thanks", "Open  ending": "more", "Wrong": "wrong"}.items():
        draft.node |= {"term": term, "definition": "Something."}
        (told,) = check_draft(catalog, draft)
        assert (told.way, told.is_bad) == (("term",), True)
        assert f"{file}.yaml" in told.sentence
    other = open_draft(catalog, "talk", "open-ending")
    assert not check_draft(catalog, other)
    other.node["term"] = "Thanks"
    assert "thanks.yaml" in check_draft(catalog, other)[0].sentence


def test_what_is_wrong_in_itself_is_told_also_where_the_course_has_gone(
    catalog: Catalog, library: Path
) -> None:
    draft = open_draft(catalog, "talk", "thanks")
    draft.node |= {"definition": "", "related": ["nothing"]}
    shutil.rmtree(library / "talk")
    catalog.refresh()
    assert [one.way for one in check_draft(catalog, draft)] == [()]


# -- a layout that cannot be kept -----------------------------------------------------------------------------------------------

BRACES = "# Mine.\n{term: Thanks,   # said at the end\n definition: What one says.}\n"


def test_of_a_file_that_is_written_anew_a_copy_is_kept_and_that_is_told(
    catalog: Catalog, library: Path
) -> None:
    file = library / "talk/thanks.yaml"
    file.write_text(BRACES)
    (library / "talk/thanks.yaml~").write_text("of the editor")
    draft = open_draft(catalog, "talk", "thanks")
    draft.node["facts"] = ["One says it last."]
    news = save_draft(catalog, draft).news
    assert "thanks.yaml could not be kept" in news
    assert "without the comments within" in news
    assert news.endswith("in thanks.yaml~2.")
    assert (library / "talk/thanks.yaml~2").read_text() == BRACES
    assert (library / "talk/thanks.yaml~").read_text() == "of the editor"
    assert (
        file.read_text()
        == "# Mine.\nterm: Thanks\ndefinition: What one says.\nfacts:\n  - One says it last.\n"
    )
    catalog.refresh()
    assert not catalog.problems()
    draft = open_draft(catalog, "talk", "thanks")
    draft.node["definition"] = "Else."
    assert not save_draft(catalog, draft).news


def test_so_it_is_told_of_a_course_that_gets_a_new_guide(catalog: Catalog, library: Path) -> None:
    text = "{course: Whole, # one line\n guides: [{term: One, definition: The first.}]}\n"
    (library / "whole.yaml").write_text(text)
    catalog.refresh()
    assert "whole.yaml~" in new_guide(catalog, "whole", "Two").news
    assert (library / "whole.yaml~").read_text() == text


def test_no_copy_is_left_where_nothing_could_be_written(
    catalog: Catalog, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = library / "talk/thanks.yaml"
    file.write_text(BRACES)
    before = snapshot(library)
    put = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "thanks.yaml":
            raise OSError(28, "No space left on device")
        return put(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    draft = open_draft(catalog, "talk", "thanks")
    draft.node["facts"] = ["One says it last."]
    with pytest.raises(StudykitError, match="No space left"):
        save_draft(catalog, draft)
    assert snapshot(library) == before
