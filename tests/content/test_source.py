"""A file's bytes become plain nodes, or one sentence with a place."""

import json
import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from studykit.content import walk
from studykit.content.compiler import Source
from studykit.content.source import (
    MAX_BYTES,
    Place,
    SourceError,
    garbled,
    parse,
    places,
)
from studykit.content.text import clean

PRINTABLE = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), max_size=30
)
NODES = st.recursive(
    PRINTABLE,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(
            PRINTABLE.filter(lambda key: key not in ("", "<<")), inner, min_size=1, max_size=4
        )
    ),
    max_leaves=12,
)
FRAGMENTS = [
    "a: ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    " ",
    '"',
    "'",
    "|",
    ">",
    "#",
    "&a",
    "*a",
    "!t",
    "%",
    "---",
    "...",
    "\\u202e",
    "\\x1b",
    "\t",
    "é",
    "<<: ",
]
FRAGMENT = st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join)


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers in turn."""
    if request.param == "pure":
        monkeypatch.setattr(walk, "Events", yaml.BaseLoader)


def refused(text: str | bytes) -> SourceError:
    """The error with which a file is refused."""
    with pytest.raises(SourceError) as caught:
        parse(text if isinstance(text, bytes) else text.encode())
    assert caught.value.hint
    return caught.value


@given(NODES.filter(bool))
def test_what_another_program_writes_is_read_as_it_was(node: object) -> None:
    text = yaml.safe_dump(node, allow_unicode=True, default_style='"')
    cleaned = json.loads(json.dumps(node))
    assert parse(text.encode()) == cleaned


@given(NODES.filter(bool))
def test_every_node_has_a_place_in_the_file(node: object) -> None:
    text = yaml.safe_dump(node, allow_unicode=True)
    lines = text.split("\n")
    for place in places(text.encode()).values():
        assert 1 <= place.line <= len(lines) + 1
        assert place.column >= 1


def attempt(data: bytes) -> tuple[object, SourceError | None]:
    """The nodes of a file, or the error with which it is refused."""
    try:
        return parse(data), None
    except SourceError as error:
        return None, error


def strings(node: object) -> Iterator[str]:
    """All text in a node."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from strings(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from (key, *strings(value))


@given(
    st.binary(max_size=60)
    | FRAGMENT.map(str.encode)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@example(b"\xff\xfea\0")
@example(b'a: "\\U00110000"')
def test_hostile_bytes_never_crash_and_never_leave_a_control_character(data: bytes) -> None:
    node, error = attempt(data)
    assert clean(str(error)) == str(error)
    assert all(clean(text) == text for text in strings(node))
    assert error is None or min(error.line, error.column) >= 1
    assert error or () in places(data)


@given(FRAGMENT)
def test_what_both_parsers_accept_they_read_the_same(text: str) -> None:
    results = []
    for loader in (yaml.CBaseLoader, yaml.BaseLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "Events", loader)
            results.append(attempt(text.encode()))
    (one, mistake), (other, complaint) = results
    assert mistake or complaint or one == other


@pytest.mark.parametrize(
    "text", ["No", "12:30", "2026-01-01", "017", "1_000", "~", "null", "0x1F", "1e3", "on"]
)
@pytest.mark.usefixtures("parser")
def test_every_scalar_is_text(text: str) -> None:
    assert parse(f"term: {text}\nfacts: [{text}]".encode()) == {"term": text, "facts": [text]}


@pytest.mark.usefixtures("parser")
def test_a_missing_value_is_empty_text() -> None:
    assert parse(b"term:\nfacts:\n  -\n") == {"term": "", "facts": [""]}


def test_escapes_and_invisible_characters_are_cleaned_also_in_keys() -> None:
    assert parse('"a\\x1bb": "\\u202ex\\0"\nb: \u2066y\u2028z'.encode()) == {"ab": "x", "b": "y z"}


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter() -> None:
    assert parse(b"\xef\xbb\xbfterm: X\r\ndefinition: |\r\n  a\r\n  b\r\n") == {
        "term": "X",
        "definition": "a\nb\n",
    }


def test_a_document_may_be_opened_and_closed() -> None:
    assert parse(b"# a comment\n---\na: b\n...\n# done\n") == {"a": "b"}


@pytest.mark.usefixtures("parser")
def test_a_repeated_key_is_an_error_with_its_place() -> None:
    error = refused("a: b\nc:\n  d: e\na: f\n")
    assert (error.line, error.column) == (4, 1)
    assert "`a` is repeated" in error.sentence
    assert "line 1" in error.sentence


def test_keys_that_look_the_same_are_repeated() -> None:
    assert "repeated" in refused('term: x\n"te\\u200erm": y').sentence


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: *x", 1, 4, "alias"),
        ("a:\n  - **bold** is", 2, 5, "alias"),
        ("*a : b", 1, 1, "alias"),
        ("a: &x b", 1, 4, "anchor"),
        ("a:\n  - & b", 2, 5, "anchor"),
        ("a: &x [b]", 1, 4, "anchor"),
        ("a: !!python/object:os.system x", 1, 4, "tag"),
        ("a: !t {b: c}", 1, 4, "tag"),
        ("a: !e!x b", 1, 4, "tag"),
        ("a:\n  <<: {b: c}", 2, 3, "merge"),
        ("%YAML 1.1\n---\na: b", 1, 1, "directive"),
        ("a: b\n---\nc: d", 2, 1, "second document"),
        ("a: b\n...\n# x\nc: d", 4, 1, "second document"),
        ("a: {{b}}", 1, 5, "where a key is wanted"),
        ("? - b\n: c", 1, 3, "where a key is wanted"),
        ('"": b', 1, 1, "no key"),
        (": b", 1, 1, "no key"),
        ("", 1, 1, "empty"),
        ("\n# nothing\n", 1, 1, "empty"),
        ("---\n", 1, 1, "empty"),
        ("a: b: c", 1, 5, "`: ` within"),
        ("term: X\n  definition: y", 2, 3, "No key can stand here"),
        ("term:X\nfacts: y", 1, 5, "space is missing"),
        ("a: b\nterm:X\nfacts: y", 2, 5, "space is missing"),
        ("a: b\nabout\nc: d", 2, 1, "neither a key"),
        ("a: |\ntext\nb: c", 2, 1, "block is not indented"),
        ("a:\n\t- b", 2, 1, "tab"),
        ("a:\n  - b: c\n\t  d: e", 3, 1, "tab"),
        ("a: @b", 1, 4, "`@`"),
        ("a: `b`", 1, 4, "backtick"),
        ("a: %b", 1, 4, "`%`"),
        ('a: b\nc: "d\ne: f', 2, 4, "never closed"),
        ("a: 'b\n---\nc'", 1, 4, "never closed"),
        ("a: b\nunits: [\n", 2, 8, "The `[` that opens here is not closed."),
        ("a: b\nunits: [c, {d: e},\n", 2, 8, "The `[` that opens here is not closed."),
        ("- {a: [b], ", 1, 3, "The `{` that opens here is not closed."),
        ('a: "b" c', 1, 8, "closing quote"),
        ("a:\n  - 'b' c", 2, 9, "closing quote"),
        ("a: [b] c", 1, 8, "closing bracket"),
        ("a: [b\nc: d", 1, 4, "not closed"),
        ("a: {b: c\nd: e", 1, 4, "not closed"),
        ("a: {b: c d: e}", 1, 11, "missing"),
        ("a: [b, ,c]", 1, 8, "wanted here"),
        ("a: ]", 1, 4, "wanted here"),
        ("a: - b", 1, 4, "line of its own"),
        ("a: | b", 1, 4, "next line"),
        ("a:\n  - b\n  c: d", 3, 3, "lacks its `- `"),
        ("a: b\n- c", 2, 1, "list item"),
        ("a:\n  - b: c\n   d: e", 3, 4, "indentation"),
        ('"a" b', 1, 5, "goes on"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_a_mistake_is_told_with_its_place(text: str, line: int, column: int, says: str) -> None:
    error = refused(text + "\n")
    assert says in error.sentence
    assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize("text", ['"\\s"', '"\\xZZ"', '"\\U00110000"'])
@pytest.mark.usefixtures("parser")
def test_an_unknown_escape_is_explained(text: str) -> None:
    assert "backslash" in refused(f"a: {text}").sentence


def test_a_percent_sign_at_the_start_of_a_line_is_explained() -> None:
    assert refused("a: b\n%x\n").line == 2


def test_an_unforeseen_complaint_still_has_a_place_and_a_hint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(text: str) -> object:
        raise yaml.YAMLError("out of the blue")

    monkeypatch.setattr(walk, "Events", fail)
    error = refused("a: b")
    assert (error.line, error.column) == (1, 1)


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        (b"a: b\nc: d\xe9f", 2, 5, "not in UTF-8"),
        (b"\xc3\xa9: \xff", 1, 4, "FF"),
        ("a: b".encode("utf-16"), 1, 1, "UTF-16"),
        ("a: b".encode("utf-16-le"), 1, 2, "UTF-16"),
        (b"a: b\r\nc: \0", 2, 4, "U+0000"),
        (b"a: \x1b[31m", 1, 4, "U+001B"),
        (b"a: \x7f", 1, 4, "U+007F"),
        ("a: \x85b".encode(), 1, 4, "U+0085"),
        (b"a" * (MAX_BYTES + 1), 1, 1, "larger"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(
    data: bytes, line: int, column: int, says: str
) -> None:
    error = refused(data)
    assert says in error.sentence
    assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 100_000, "deep"),
        ("{" * 100_000, "key is wanted|deep"),  # as libyaml is old or new
        ("[a: " * 50_000, "deep"),
        ("- " * 100_000, "deep"),
        ("? " * 100_000, "key is wanted"),
        ("".join(f"{' ' * depth}-\n" for depth in range(500)), "deep"),
        ("a: &a [x, x]\nb: &b [*a, *a]\n", "anchor"),
        ("a: " + "x" * 200_001, "longer"),
        ("a: |\n" + " x\n" * 200_001, "longer"),
        ("[" + "a," * 200_001 + "]", "values"),
        ("".join(f"%TAG !a{number}! x\n" for number in range(50_000)), "directive"),
        ("a: b\n...\n" + "".join(f"%TAG !a{number}! x\n" for number in range(50_000)), "second"),
        ("a: b\n" * 50_000, "repeated"),
        ('a: "' + "x\n" * 500_000, "never closed"),
        ("'" * 500_001, "closed"),
        ("\ufeff" * 100_000, "empty"),
        ("---\n" * 100_000, "second"),
    ],
    ids=lambda value: value[:12].encode().hex(),
)
def test_an_attack_is_refused(text: str, says: str) -> None:
    assert re.search(says, refused(text).sentence)


def test_places_tell_keys_values_and_items() -> None:
    data = b"term: X\nfacts:\n  - a\n  - fact: b\n    id: |\n      c\n"
    assert places(data) == {
        (): Place(1, 1),
        ("term",): Place(1, 7, 1, 1),
        ("facts",): Place(3, 3, 2, 1),
        ("facts", 0): Place(3, 5),
        ("facts", 1): Place(4, 5),
        ("facts", 1, "fact"): Place(4, 11, 4, 5),
        ("facts", 1, "id"): Place(5, 9, 5, 5),
    }


@pytest.mark.parametrize("text", ["a: b\nc: [", "a: b\n[x]: y", "a: b\nc: " + "[" * 1000])
def test_places_before_a_mistake_are_known(text: str) -> None:
    assert places(text.encode())["a",] == Place(1, 4, 1, 1)


def test_a_line_is_shown_clean() -> None:
    data = "\ufeffa\r\nb\u202e\u2028c\x1b[31m\rd".encode()
    source = Source("page.yaml", data)
    excerpts = [source.problem_at(line, 1, "").excerpt for line in range(1, 6)]
    assert excerpts == ["a", "b c[31m", "d", "", ""]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (r'a: "$\beta$"', [("a",)]),
        (r'a: ["$2 \times 3$"]', [("a", 0)]),
        (r'a: "the $\nu$"', [("a",)]),
        (r'a: "two\nlines, $x$"', []),
        (r'a: "$\\beta$"', []),
        (r"a: '$\beta$'", []),
    ],
)
def test_formulas_that_double_quotes_have_garbled_are_found(text: str, paths: list[object]) -> None:
    assert garbled(text.encode()) == paths
