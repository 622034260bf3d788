"""Nodes written as YAML: whatever the text, it comes back as it was, and it looks like a person's."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.nodes import Node
from studykit.content.text import clean
from studykit.content.walk import build
from studykit.content.writer import WIDTH, write, write_list, write_member

_ANY = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from("\n \t:#-?[]{},&*!|>%@`'\"\\$=~.0123456789"),
    ),
    max_size=160,
)
_TEXTS = _ANY.map(
    lambda text: "\n".join(line.rstrip() for line in clean(text).split("\n")).strip()
).filter(bool)
_KEYS = st.sampled_from(["term", "answer", "core", "accept", "points"])
_NODES = st.recursive(
    _TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(_KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
).filter(lambda node: not _has_list_in_list(node))


def _has_list_in_list(node: Node) -> bool:
    """Whether a list stands right within a list, which no guide has."""
    if isinstance(node, list):
        return any(isinstance(item, list) or _has_list_in_list(item) for item in node)
    return isinstance(node, dict) and any(map(_has_list_in_list, node.values()))


def _stripped(node: Node) -> Node:
    """The node without space around its texts, which the loader takes away."""
    if isinstance(node, str):
        return node.strip()
    if isinstance(node, list):
        return [_stripped(item) for item in node]
    return {key: _stripped(value) for key, value in node.items()}


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(_KEYS, _NODES, min_size=1, max_size=4))
def test_whatever_is_written_comes_back_as_it_was(members: dict[str, Node]) -> None:
    assert _stripped(build(write(members))) == members


@pytest.mark.parametrize(
    "text",
    ["No", "true", "12:30", "2026-01-01", "017", "1e3", "~", "null", "=", ".inf", ".NaN", "-.INF", "\ta\nb", "- x", "a: b", "a #b", "<<", "'", '"', "\\", "---",
     "[x]", "{x}", "&a", "*a", "!t", "%d", "@x", "`x`", "| x", "> x", "? x", "a:", ":a", "#a", "a\tb", "x\n  y\n\nz", "  - a\n- b"],
)  # fmt: skip
def test_what_yaml_takes_for_something_else_stays_text(text: str) -> None:
    told: dict[str, Node] = {
        "answer": text,
        "accept": [text, "and more"],
        "points": [{"point": text}],
    }
    assert _stripped(build(write(told))) == _stripped(told)
    assert _stripped(yaml.safe_load(write(told))) == _stripped(told)  # so do other readers


def test_it_looks_as_a_person_would_have_written_it() -> None:
    point: Node = {"point": "It moves.", "core": "true"}
    question: Node = {"question": "Why?", "accept": ["so", "it: is"], "answer": "One.\nTwo.", "points": [point, "Last."]}  # fmt: skip
    assert write({"term": "Water", "definition": "It's wet.", "questions": [question]}) == (
        "term: Water\n"
        "definition: It's wet.\n"
        "questions:\n"
        "  - question: Why?\n"
        '    accept: [so, "it: is"]\n'
        "    answer: |\n"
        "      One.\n"
        "      Two.\n"
        "    points:\n"
        "      - point: It moves.\n"
        "        core: true\n"
        "      - Last.\n"
    )


def test_long_texts_are_broken_between_words_and_no_line_is_longer_than_it_has_to_be() -> None:
    text = " ".join(f"word{number}" for number in range(80))
    for said in (text, f"{text}: and more", f"# {text}"):
        written = write({"answer": said})
        assert max(map(len, written.splitlines())) <= WIDTH
        assert _stripped(build(written)) == {"answer": said}
    unbroken = "x" * 300
    assert build(write({"answer": unbroken})) == {"answer": unbroken}


def test_items_and_members_can_be_put_into_a_file_at_their_column() -> None:
    assert write_list(["one", {"point": "two"}], 2) == "  - one\n  - point: two\n"
    assert write_member("hint", "Look up.", 4) == "    hint: Look up.\n"
