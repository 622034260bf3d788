"""Ids written into a file: everything that a learner could have answered keeps its address, and nothing else is touched."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.compiler import Role, Source, compile_file
from studykit.content.ids import BOM, with_ids, without_ids
from studykit.content.nodes import Node
from studykit.content.source import parse
from studykit.content.text import clean
from studykit.content.writer import write
from tests.content.test_edits import GUIDE

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "content").rglob("*.yaml"))


def marked(text: str) -> str:
    found = with_ids(text)
    assert found
    return found[0]


def ids(text: str) -> list[str]:
    """The ids of all questions, facts and points, in their order."""
    document = compile_file(Source("a.yaml", text.encode()), "a", Role.PART).document
    found: list[str] = []
    for guide in document.guides:
        found += [part.id for part in guide.points]
        found += [part.id for part in guide.facts]
        for one in guide.questions:
            found += [one.id, *(point.id for point in one.points)]
    return found


def nodes(text: str) -> Node:
    return parse(text.encode())


def test_a_guide_is_what_it_was_with_an_id_for_everything_that_is_asked() -> None:
    assert marked(GUIDE) == (
        GUIDE.replace("- One **asks**.", '- fact: One **asks**.\n    id: "68747ea8"')
        .replace("- The asker.   # the main thing", "- point: The asker.   # the main thing\n        id: \"53a966d3\"")
        .replace("        core: true\n", '        core: true\n        id: "3374b1ea"\n    id: "8d8eaeb2"\n')
        .replace("      - B\n", '      - B\n    id: "98b125ba"\n')
    )  # fmt: skip


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_guide_stays_what_it_was(path: Path) -> None:
    text = path.read_text("utf-8")
    after = marked(text)
    assert without_ids(nodes(after)) == without_ids(nodes(text))
    assert ids(after) == ids(text)
    assert with_ids(after) == (after, 0)
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == comments


@pytest.mark.parametrize("path", SHIPPED[::7], ids=lambda path: path.stem)
def test_a_byte_order_mark_and_the_ends_of_lines_stay(path: Path) -> None:
    text = path.read_text("utf-8")
    after = marked(text)
    assert marked(text.replace("\n", "\r\n")) == after.replace("\n", "\r\n")
    assert marked(BOM + text) == BOM + after
    assert marked(text.rstrip("\n")) == after.rstrip("\n")


def test_whatever_way_a_text_is_written_it_stays_the_same_text() -> None:
    text = """\
term: A
definition:
  definition: B
  points: [One, "Two, too", {point: three}, {point: four, id: iv}]
facts:
- Over
  two lines   # why

- |
  A block
    with **more**
- >-
  folded

  twice
-   far
-
  below
- "quoted
  over lines"
questions:
- {question: q, accept: [a], answer: b}
# between
- question: r   # here
  accept: [b]   # there
"""
    after = marked(text)
    assert without_ids(nodes(after)) == without_ids(nodes(text))
    for comment in ("# why", "# between", "# here", "# there"):
        assert comment in after
    assert ids(after) == ids(text)
    assert len(set(ids(after))) == 4 + 6 + 2


def test_where_lines_end_otherwise_there_is_no_room_and_that_is_no_accident() -> None:
    text = "term: A\ndefinition: x\nfacts:\n- One\n- Two\n"
    assert with_ids(text.replace("\n", "\r")) is None
    assert with_ids(text.replace("- Two", "\u200f- Two")) is None


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_separator_within_a_text_ends_no_line(separator: str) -> None:
    text = f"term: A\ndefinition: x\nfacts:\n- One{separator}two\n- b\n"
    assert marked(text).replace(separator, " ") == marked(text.replace(separator, " "))


def test_courses_in_one_file_and_question_sets_get_theirs() -> None:
    text = """\
course: C
units:
  - unit: U
    guides:
      - term: A
        definition: a
        facts: [b]
guides:
  - {term: D, definition: d, questions: [{question: e, answer: f, points: [g, h]}]}
questions:
  - question: i
    choices: [{choice: j, correct: true}, k]
"""
    after = marked(text)
    assert without_ids(nodes(after)) == without_ids(nodes(text))
    assert after.count("id:") == 5


def test_the_wording_may_change_afterwards() -> None:
    before = ids(GUIDE)
    assert ids(marked(GUIDE).replace("Who asks?", "Which of them asks?")) == before
    assert ids(GUIDE.replace("Who asks?", "Which of them asks?")) != before


TEXTS = (
    st.text(st.sampled_from("ab :#-?'\"[]{},\n|>&*!%@`~=1.\\é中"), min_size=1, max_size=40)
    .map(lambda text: clean(text).strip())
    .filter(bool)
)
LISTS = st.lists(TEXTS, min_size=1, max_size=4)


def _parts(key: str) -> st.SearchStrategy[Any]:
    """Facts or points in any of their shapes."""
    return st.lists(
        TEXTS
        | st.fixed_dictionaries({key: TEXTS})
        | st.fixed_dictionaries({key: TEXTS, "id": st.just("own")}),
        min_size=1,
        max_size=4,
    )


GUIDES = st.fixed_dictionaries(
    {"term": TEXTS, "definition": TEXTS},
    optional={
        "aliases": LISTS,
        "facts": _parts("fact"),
        "questions": st.lists(
            st.fixed_dictionaries(
                {"question": TEXTS, "answer": TEXTS}, optional={"points": _parts("point")}
            )
            | st.fixed_dictionaries({"question": TEXTS, "accept": LISTS}),
            min_size=1,
            max_size=3,
        ),
        "related": LISTS,
    },
)


@settings(deadline=None, max_examples=200)
@given(GUIDES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_guide_stays_what_it_was(guide: dict[str, Any], line_end: str, mark: bool) -> None:
    text = write(guide)
    commented = "".join(f"{line}\n" for line in ("# first", *text.splitlines())) + "# last\n"
    for body in (text, commented):
        before = (BOM if mark else "") + body.replace("\n", line_end)
        after = marked(before)
        assert without_ids(nodes(after)) == without_ids(nodes(before))
        assert after.startswith(BOM) is mark
        assert ("\n" in after.replace("\r\n", "")) is (line_end == "\n")
        assert with_ids(after) == (after, 0)
