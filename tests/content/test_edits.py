"""Files changed as a person would change them."""

from copy import deepcopy
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content import edits
from studykit.content.nodes import Node
from studykit.content.source import parse
from studykit.content.text import clean
from studykit.content.writer import write
from studykit.errors import StudykitError

ROOT = Path(__file__).parents[2]
GUIDE = """\
# A page for the course of next term.
term: Interview   # the plain one
aliases: [talk, "a: b"]

definition: |
  A talk with **questions**.

  It has two sides.
facts:
  # keep these in order
  - One **asks**.
  - fact: The other **answers**.
    id: other    # an old id
questions:
  - question: Who asks?
    answer: >
      The one who
      wants to know.
    points:
      - The asker.   # the main thing
      - point: "Not: the other."
        core: true
  # a hard one
  - question: Which?
    choices:
      - {choice: A, correct: true}
      - B
related: [talk]
"""


def nodes(text: str = GUIDE) -> dict[str, Any]:
    found = parse(text.encode())
    assert isinstance(found, dict)
    return found


def stripped(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: stripped(value) for key, value in node.items()}
    return [stripped(item) for item in node] if isinstance(node, list) else node.strip()


def rewrite(text: str, wanted: dict[str, Any]) -> str:
    """The text of a file with the nodes that are wanted."""
    return edits.rewrite(text, wanted).text


def changed(wanted: dict[str, Any], text: str = GUIDE) -> list[str]:
    """The lines that a change takes out and puts in, as `-…` and `+…`."""
    after = rewrite(text, wanted)
    assert stripped(nodes(after)) == stripped(wanted)
    return [
        line.rstrip("\n")
        for line in ndiff(text.splitlines(), after.splitlines())
        if line[0] in "+-"
    ]


def test_nothing_is_changed_where_nothing_changes() -> None:
    assert rewrite(GUIDE, nodes()) == GUIDE


def test_a_word_that_is_changed_changes_its_line_and_keeps_the_comment_behind_it() -> None:
    wanted = nodes() | {"term": "Job interview"}
    assert changed(wanted) == [
        "- term: Interview   # the plain one",
        "+ term: Job interview   # the plain one",
    ]


def test_a_fact_that_is_added_moves_nothing_else() -> None:
    wanted = nodes()
    wanted["facts"].insert(1, "Both **listen**.")
    assert changed(wanted) == ["+   - Both **listen**."]


def test_a_fact_at_the_end_and_one_at_the_beginning() -> None:
    wanted = nodes()
    wanted["facts"] = ["First.", *wanted["facts"], "Last."]
    assert changed(wanted) == ["+   - First.", "+   - Last."]


def test_an_item_that_goes_takes_its_lines_along() -> None:
    wanted = nodes()
    del wanted["questions"][0]
    lines = changed(wanted)
    assert lines[0] == "-   - question: Who asks?"
    assert len(lines) == 8
    assert all(line.startswith("-") for line in lines)


def test_a_point_is_changed_deep_within_and_the_comments_around_it_stay() -> None:
    wanted = nodes()
    wanted["questions"][0]["points"][1]["why"] = "It matters."
    wanted["questions"][0]["points"][1]["core"] = "false"
    after = rewrite(GUIDE, wanted)
    assert "      - The asker.   # the main thing\n" in after
    assert "  # a hard one\n" in after
    assert '        core: "false"\n        why: It matters.\n' in after


def test_keys_come_and_go() -> None:
    wanted = nodes()
    del wanted["aliases"]
    del wanted["facts"][1]["id"]
    wanted["contrast"] = ["chat"]
    assert changed(wanted) == [
        '- aliases: [talk, "a: b"]',
        "-     id: other    # an old id",
        "+ contrast: [chat]",
    ]


def test_keys_that_come_at_one_place_come_in_their_order() -> None:
    text = "term: A\n# the end\n"
    wanted: dict[str, Node] = {"term": "A", "related": ["c"], "contrast": ["b"]}
    assert rewrite(text, wanted) == "term: A\nrelated: [c]\ncontrast: [b]\n# the end\n"


def test_the_first_key_of_an_item_can_go() -> None:
    text = "facts:\n  - id: a\n    fact: B\n"
    assert rewrite(text, {"facts": [{"fact": "B"}]}) == "facts:\n  - fact: B\n"


def test_a_text_that_grows_becomes_a_block_and_a_comment_behind_it_moves_above() -> None:
    wanted = nodes() | {"term": "Two\nlines"}
    after = rewrite(GUIDE, wanted)
    assert "# the plain one\nterm: |\n  Two\n  lines\n" in after


def test_an_item_that_grows_becomes_a_block_and_a_comment_behind_it_moves_above() -> None:
    wanted = nodes()
    wanted["questions"][0]["points"][0] = "Two\nlines"
    assert changed(wanted) == [
        "-       - The asker.   # the main thing",
        "+       # the main thing",
        "+       - |",
        "+         Two",
        "+         lines",
    ]


def test_an_item_that_becomes_another_thing_costs_no_comment_elsewhere() -> None:
    text = "# head\nguides:\n  # one\n  -\n    term: A - b\n  # two\n  - # here - or there\n    term: B\n"
    assert rewrite(text, {"guides": [{"fact": "a", "id": "b"}, {"term": "B"}]}) == (
        "# head\nguides:\n  # one\n  - fact: a\n    id: b\n  # two\n  - # here - or there\n    term: B\n"
    )
    assert rewrite(text, {"guides": [{"term": "A - b"}]}) == (
        "# head\nguides:\n  # one\n  -\n    term: A - b\n"
    )


def test_an_item_that_goes_takes_the_comment_right_above_it_along_and_no_other() -> None:
    text = (
        "facts:\n  # on both\n\n  # on a,\n  # at length\n  - a\n  - b   # b\n    # more of b\n"
        "  # on c\n  - c\n\n  # on d\n  - |\n    d\n    # no comment\n  - e\n# the end\n"
    )
    facts = nodes(text)["facts"]

    def without(at: int) -> str:
        return rewrite(text, {"facts": [*facts[:at], *facts[at + 1 :]]})

    assert without(0) == text.replace("  # on a,\n  # at length\n  - a\n", "")
    assert without(1) == text.replace("  - b   # b\n", "")
    assert without(2) == text.replace("  # on c\n  - c\n", "")
    assert without(3) == text.replace("  # on d\n  - |\n    d\n    # no comment\n", "")
    assert without(4) == text.replace("  - e\n", "")


def test_the_comment_above_a_question_or_guide_goes_with_it() -> None:
    wanted = nodes()
    del wanted["questions"][1]
    assert "a hard one" not in rewrite(GUIDE, wanted)
    text = "guides:\n# one\n- term: A\n  facts: [a]\n# two\n- term: B\n"
    assert rewrite(text, {"guides": [{"term": "A", "facts": ["a"]}]}) == text[: text.index("# two")]


def test_what_could_not_be_written_is_refused_and_not_left_out() -> None:
    text = "{guides: [{term: A, facts: [[a]]}]}\n"
    with pytest.raises(StudykitError, match="laid out"):
        rewrite(text, {"guides": [{"term": "B", "facts": [["a"]]}]})


def test_a_plain_text_becomes_a_mapping() -> None:
    wanted = nodes()
    wanted["facts"][0] = {"fact": "One **asks**.", "id": "one"}
    assert changed(wanted) == ["-   - One **asks**.", "+   - fact: One **asks**.", "+     id: one"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_separator_within_a_text_ends_no_line(separator: str) -> None:
    text = f"term: A   # a\nfacts:\n- One{separator}two\n- Three   # c\n"
    assert rewrite(text, nodes(text) | {"term": "B"}) == text.replace("A ", "B ")


def test_invisible_characters_between_the_parts_of_a_file_cost_no_comment() -> None:
    text = GUIDE.replace("    answer: >", "\u200f    answer: >")
    assert rewrite(text, nodes(text) | {"related": ["chat"]}) == GUIDE.replace(
        "[talk]\n", "[chat]\n"
    )


def test_every_shipped_guide_stays_as_it_is() -> None:
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        text = path.read_text("utf-8")
        assert rewrite(text, nodes(text)) == text, path


TEXTS = (
    st.text(st.sampled_from("ab :#-?'\"[]{},\n|>&*!%@`~=1.\\é中"), min_size=1, max_size=40)
    .map(lambda text: clean(text).strip())
    .filter(bool)
)
NODES: st.SearchStrategy[Node] = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner.filter(lambda node: type(node) is not list), min_size=1, max_size=4)
        | st.dictionaries(st.sampled_from("abcdef"), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
FILES = st.dictionaries(st.sampled_from(["term", "facts", "questions", "x"]), NODES, min_size=1)


@settings(deadline=None)
@given(FILES, FILES)
def test_whatever_is_wanted_is_said(before: dict[str, Node], wanted: dict[str, Node]) -> None:
    text = write(before)
    assert stripped(nodes(rewrite(text, wanted))) == stripped(wanted)


@settings(deadline=None)
@given(st.data())
def test_a_change_somewhere_in_a_guide_loses_no_comment_elsewhere(data: st.DataObject) -> None:
    wanted = deepcopy(nodes())
    key = data.draw(st.sampled_from(sorted(wanted)))
    wanted[key] = (
        data.draw(TEXTS) if isinstance(wanted[key], str) else [*wanted[key], data.draw(TEXTS)]
    )
    after = rewrite(GUIDE, wanted)
    assert stripped(nodes(after)) == stripped(wanted)
    for comment in (
        "# A page",
        "# the plain one",
        "# keep these",
        "# an old id",
        "# the main thing",
        "# a hard one",
    ):
        assert comment in after


@pytest.mark.parametrize(
    "text", ["term: a", "term: a\n# end", "{term: a, facts: [b]}\n", "\ufeffterm: a\n"]
)
def test_files_without_a_last_line_end_or_in_brackets(text: str) -> None:
    text = text.removeprefix("\ufeff")
    wanted: dict[str, Node] = {"term": "b", "facts": ["c"]}
    assert stripped(nodes(rewrite(text, wanted))) == wanted


@pytest.mark.parametrize(
    ("text", "is_anew"),
    [
        ("{term: A, # a\n definition: B}\n", True),
        ("term: A   # a\nfacts:\n  # still to come\n", False),
        ("term: A   # a\n", False),
    ],
)
def test_it_is_told_where_comments_could_not_be_kept(text: str, is_anew: bool) -> None:
    found = edits.rewrite(text, nodes(text) | {"facts": ["One."]})
    assert found.is_anew == is_anew
    assert ("#" in found.text) != is_anew
