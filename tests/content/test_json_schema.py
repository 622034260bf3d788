"""The JSON Schema and the loader come from one table, and judge a file alike.

What the schema cannot know, and `studykit check` does: what is told twice (ids, facts, points, choices, questions, terms); what
leads from file to file (links, units, the terms of question sets); where a file lies; repeated keys, anchors, aliases, tags and
the rest of YAML that is not used; sizes; a file with nothing in it, of which editors say nothing; and what a scalar looked like
before an editor took it for a number or a boolean.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from studykit.content.json_schema import FILE_NAME, KINDS, is_ours, json_schema, schema_text
from studykit.content.loader import scan
from studykit.content.nodes import Node
from studykit.content.schema import read_document
from studykit.content.source import parse
from studykit.paths import shipped_content
from tests.content.editor import agrees, as_seen, complaints, is_fine
from tests.content.test_schema import ANY, COURSE, GUIDE, Told
from tests.content.test_schema import guide as guide_with
from tests.content.test_schema import question as question_with

LIBRARIES = (shipped_content(), FilePath(__file__).parents[1] / "tui" / "library")
SET = "set: Review\nabout: All.\nquestions:\n  - {question: a, accept: [b], term: Mean}\n  - {question: c, answer: d}\n"
SEVERAL = "guides:\n  - {term: A, definition: a}\n  - {term: B, definition: {definition: b, points: [c]}}\n"
CHOICE = "questions: [{question: a, choices: [{choice: b, correct: true, why: c}, d]}]"
SHORT = "questions: [{question: a, accept: [b], answer: c, hint: d}]"
SAMPLES = [parse(text.encode()) for text in (GUIDE, COURSE, SET, SEVERAL)]
SMALL = [parse(text.encode()) for text in (CHOICE, SHORT)]
LEAVES = ("", " ", "a", "true", "false", "yes", "1984", "a/b", "a.b-c_d", "ä")


def sentences(node: Node) -> list[str]:
    """The problems that the loader has with a file."""
    told = Told()
    read_document(node, "any", told)
    return [sentence for _, sentence, _, _ in told.problems]


# -- one verdict -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_editor_finds_nothing_wrong_with_good_courses(library: FilePath) -> None:
    files = sorted(library.rglob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text("utf-8")
        assert sentences(parse(text.encode())) == []
        assert complaints(as_seen(text)) == []


@given(ANY)
def test_whatever_a_file_holds_editor_and_loader_judge_it_alike(node: Node) -> None:
    assert agrees(node, sentences(node))


def walk(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list of a file with each of its keys or positions."""
    if isinstance(node, str):
        return
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, key
        yield from walk(node[key])


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A good file in which something was left out, renamed, emptied, or put where something else was."""
    node: Any = copy.deepcopy(draw(st.sampled_from([*SAMPLES, *SMALL])))
    every = ("points", "accept", "choices", "answer", "term", "guides", "about", "correct", "id")
    for _ in range(draw(st.integers(1, 3))):
        if not (places := list(walk(node))):
            break
        parent, key = draw(st.sampled_from(places))
        deed = draw(st.sampled_from(("leave out", "rename", "add", "leaf", "other", "wrap")))
        if deed == "leave out":
            del parent[key]
        elif deed == "rename" and isinstance(parent, dict):
            parent[draw(st.sampled_from(every))] = parent.pop(key)
        elif deed == "add" and isinstance(parent, dict):
            parent[draw(st.sampled_from(every))] = draw(st.sampled_from((["a"], "a", "true")))
        elif deed == "wrap":
            parent[key] = [parent[key]]
        elif deed == "other":
            parent[key] = copy.deepcopy(draw(st.sampled_from(places))[0])
        else:
            parent[key] = draw(st.sampled_from(LEAVES))
    return node


@settings(max_examples=400)
@given(spoilt())
def test_however_a_good_file_is_spoilt_editor_and_loader_judge_it_alike(node: Any) -> None:
    assert agrees(node, sentences(node))
    assert agrees(as_seen(unquoted(node)), sentences(node))


def unquoted(node: Any) -> str:
    """A file on one line, in which no text has quotes that it can do without."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {unquoted(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(unquoted, node)) + "]"
    return node if node.replace(".", "").isalnum() else json.dumps(node)


# -- scalars -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["No", "1984", "017", "12:30", "2026-01-01", "1e3", "true", ".5"])
def test_what_an_editor_takes_for_a_number_a_date_or_a_truth_may_stand_where_text_is_meant(
    text: str,
) -> None:
    for whole in (
        guide_with(term=text, definition=text),
        guide_with(facts=f"[{text}]", aliases=f"[{text}]"),
        question_with(f"question: {text}\naccept: [{text}]\nid: {text.replace(':', '.')}"),
        question_with(f"question: a\nchoices: [{text}, {{choice: b, correct: true}}]"),
    ):
        assert sentences(parse(whole.encode())) == []
        assert is_fine(as_seen(whole))


@pytest.mark.parametrize("flag", ["true", "false", '"true"', "'false'"])
def test_a_flag_is_right_with_and_without_quotes(flag: str) -> None:
    whole = question_with(f"question: a\nanswer: b\npoints: [{{point: c, core: {flag}}}]")
    assert sentences(parse(whole.encode())) == []
    assert is_fine(as_seen(whole))


@pytest.mark.parametrize("flag", ["yes", "on", "1", "[]", '" true"'])
def test_a_flag_is_nothing_else(flag: str) -> None:
    whole = question_with(f"question: a\nanswer: b\npoints: [{{point: c, core: {flag}}}]")
    assert sentences(parse(whole.encode()))
    assert not is_fine(as_seen(whole))


@pytest.mark.parametrize("text", ["null", "~", "Null"])
def test_a_word_that_means_nothing_to_an_editor_wants_quotes_for_it(text: str) -> None:
    """An editor cannot tell it from a key without a value, which is the likelier mistake."""
    assert sentences(parse(guide_with(term=text).encode())) == []
    assert not is_fine(as_seen(guide_with(term=text)))
    assert is_fine(as_seen(guide_with(term=f'"{text}"')))


def test_a_flag_with_a_capital_is_only_found_by_the_check() -> None:
    whole = question_with("question: a\nanswer: b\npoints: [{point: c, core: True}]")
    assert sentences(parse(whole.encode()))
    assert is_fine(as_seen(whole))


# -- the schema itself -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_a_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind))
    assert is_ours(schema_text(kind))


def test_a_schema_of_one_kind_takes_no_other() -> None:
    values = dict(zip(("guide", "course", "questions", "guides"), SAMPLES, strict=True))
    course: Any = values["course"]
    course["units"][0]["guides"] = ["mean"]
    for kind in KINDS:
        validator = Draft202012Validator(json_schema(kind))
        assert [name for name, value in values.items() if validator.is_valid(value)] == [kind]


def test_every_key_is_explained() -> None:
    for definition in json_schema()["$defs"].values():
        assert definition["description"]
        for known in definition["properties"].values():
            assert known["description"].endswith((".", ")"))


def test_what_is_no_schema_of_ours_is_not_taken_for_one() -> None:
    assert not is_ours("term: A\n")
    assert not is_ours("[]")
    assert not is_ours('{"title": "studykit"}')


def test_the_schema_beside_the_shipped_courses_is_the_one_that_is_printed() -> None:
    """`studykit schema --write content` makes it so."""
    assert (shipped_content() / FILE_NAME).read_text("utf-8") == schema_text()


def test_the_schema_is_not_taken_for_a_course() -> None:
    assert FILE_NAME not in {
        FilePath(course.home).name for course in scan([shipped_content()]).courses
    }


def test_the_shipped_guides_name_their_schema_in_the_first_line() -> None:
    for file in shipped_content().rglob("*.yaml"):
        line = file.read_text("utf-8").partition("\n")[0]
        assert line == f"# yaml-language-server: $schema=../{FILE_NAME}"
