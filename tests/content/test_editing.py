"""A guide is entered into its unit, and nothing else in the course file is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.editing import with_guide, with_guides
from studykit.content.source import parse
from studykit.errors import StudykitError

COURSE = """\
# The first line.
course: A   # a title
units:
  - unit: One   # about one
    guides: [a, b]  # in brackets

  # What comes next:
  - unit: "Week 2"
    guides:
    - c   # see a
    # nothing more yet
    - |
      d

# The last line.
"""


def added(text: str, unit: str, slug: str = "new") -> str:
    """What stands in the file now that did not before; all else has to stand where it stood."""
    changed, _ = with_guide(text, unit, slug)
    start = next(
        (at for at, (a, b) in enumerate(zip(text, changed, strict=False)) if a != b), len(text)
    )
    end = len(changed) - (len(text) - start)
    assert changed[:start] + changed[end:] == text
    return changed[start:end]


def test_a_list_in_brackets_gets_one_more_item() -> None:
    assert added(COURSE, "One") == ", new"
    assert "guides: [a, b, new]  # in brackets\n" in with_guide(COURSE, "One", "new")[0]


def test_a_list_of_lines_gets_one_more_line_where_the_others_begin() -> None:
    assert "      d\n    - new\n\n# The last" in with_guide(COURSE, "week 2", "new")[0]


def test_a_unit_that_is_not_there_is_added_after_the_others() -> None:
    changed, title = with_guide(COURSE, "Week 3: more", "new")
    assert title == "Week 3: more"
    assert "      d\n  - unit: 'Week 3: more'\n    guides: [new]\n\n# The last" in changed


def test_the_first_unit_of_a_course_is_added_at_the_end() -> None:
    assert added("course: A\n# no units\n", "One") == "\nunits:\n  - unit: One\n    guides: [new]\n"
    assert (
        with_guide("course: A", "One", "b")[0]
        == "course: A\n\nunits:\n  - unit: One\n    guides: [b]\n"
    )


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("course: A\nunits: [{unit: One, guides: [x]}]\n", ("[x", "[x, new")),
        ("{course: A, units: [{unit: One, guides: [x]}]}\n", ("[x", "[x, new")),
        ("course: A\nunits:\n- unit: One\n  guides:\n  - x\n", ("- x", "- x\n  - new")),
        ("course: A\nunits:\n- unit: One\n  guides:\n  - x", ("- x", "- x\n  - new")),
        ("course: A\nunits:\n- guides: [x,]\n  unit: One\n", ("[x", "[x, new")),
        (
            "course: A\nunits:\n- guides: [\n    x,\n    y # z\n  ]\n  unit: One\n",
            ("y ", "y, new "),
        ),
        (
            "course: A\r\nunits:\r\n- unit: One\r\n  guides:\r\n  - x\r\nabout: B\r\n",
            ("- x", "- x\r\n  - new"),
        ),
        (
            "course: A\nunits:\n- unit: One\n  guides:\n  - term: X\n    definition: |\n      x\n\n# y\n",
            ("      x", "      x\n  - new"),
        ),
    ],
)
def test_it_is_entered_in_the_way_that_the_author_writes(
    text: str, change: tuple[str, str]
) -> None:
    assert with_guide(text, "One", "new")[0] == text.replace(*change)


def test_a_list_in_brackets_does_not_grow_beyond_the_screen() -> None:
    slugs = ", ".join(f"a-rather-long-name-{at}" for at in range(4))
    text = f"course: A\nunits:\n  - unit: One\n    guides: [{slugs}]\n"
    assert added(text, "One") == ",\n             new"


def test_a_guide_that_stands_in_the_unit_already_changes_nothing() -> None:
    assert with_guide(COURSE, "one", "b") == (COURSE, "One")


def test_many_guides_are_entered_at_once_and_those_that_have_a_unit_stay_in_it() -> None:
    units = {"week 2": ["new", "b", "newer"], "Onee": ["x", "w"], "One": ["z"], "None": ["c"]}
    assert with_guides(COURSE, units, is_typed=False) == COURSE.replace("b]", "b, z]").replace(
        "      d\n",
        "      d\n    - new\n    - newer\n  - unit: Onee\n    guides: [x, w]\n",
    )
    with pytest.raises(StudykitError, match="The guide `b` stands in the unit `One` already"):
        with_guides(COURSE, {"week 2": ["new", "b"]}, is_typed=True)
    with pytest.raises(StudykitError, match="There is no unit `Onee`"):
        with_guides(COURSE, {"Onee": ["x"]}, is_typed=True)


SLUGS = [f"a-rather-long-name-{at}" for at in range(40)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "course: A\nabout: B\n",
        "course: A\nunits:\n- unit: One\n  guides: [x]  # first\nabout: B\n",
        "course: A\nunits:\n    - unit: One\n      guides:\n      - x\n",
    ],
)
def test_many_guides_in_brackets_stand_on_lines_that_can_be_read(text: str, line_end: str) -> None:
    units = {"One": SLUGS[:20], "Two": SLUGS[20:30], "Three": SLUGS[30:]}
    changed = with_guides(text.replace("\n", line_end), units, is_typed=False)
    assert max(map(len, changed.split(line_end))) <= 100
    assert changed.count("\n") == changed.count(line_end)
    node = parse(changed.encode())
    assert type(node) is dict
    assert node["units"] == [
        {"unit": "One", "guides": [*["x"] * ("x" in text), *SLUGS[:20]]},
        {"unit": "Two", "guides": SLUGS[20:30]},
        {"unit": "Three", "guides": SLUGS[30:]},
    ]
    one_by_one = text.replace("\n", line_end)
    for title, slugs in units.items():
        for slug in slugs:
            one_by_one, _ = with_guide(one_by_one, title, slug)
    assert one_by_one == changed


@pytest.mark.parametrize(
    ("text", "unit", "slug", "says"),
    [
        (COURSE, "Week 2", "a", "stands in the unit `One` already"),
        (COURSE, "Weak 2", "new", "Did you mean `Week 2`"),
        (COURSE, "Onee", "new", "Did you mean `One`"),
        ("course: [\n", "One", "new", "has mistakes"),
        ("course: A\nunit: x\n", "One", "new", "has mistakes"),
        ("term: A\ndefinition: a\n", "One", "new", "has mistakes"),
        ("{course: A}\n", "One", "new", "cannot be added to"),
        ("course: A\n...\n", "One", "new", "cannot be added to"),
        (COURSE.replace("  - unit", "  \u200f- unit"), "One", "new", "cannot be added to"),
    ],
)
def test_what_cannot_be_entered_is_told_with_a_way_out(
    text: str, unit: str, slug: str, says: str
) -> None:
    with pytest.raises(StudykitError, match=says) as caught:
        with_guide(text, unit, slug)
    assert caught.value.hint


NAMES = st.text(st.sampled_from("ab1 :#'\"-{[,&é"), min_size=1, max_size=9).filter(str.strip)


@given(st.lists(NAMES, min_size=1, max_size=4), st.sampled_from(["in brackets", "in lines"]))
def test_whatever_units_are_called_every_guide_stands_where_it_was_put(
    units: list[str], how: str
) -> None:
    text = "course: A\n" if how == "in lines" else "course: A\nunits: [{unit: One, guides: [x]}]\n"
    put: list[tuple[str, str]] = []
    for at, unit in enumerate(units):
        try:
            text, title = with_guide(text, " ".join(unit.split()), f"slug-{at}")
        except StudykitError as error:
            assert "mean" in error.hint  # noqa: PT017 - nothing else can go wrong
            continue
        put.append((title, f"slug-{at}"))
    node = parse(text.encode())
    assert isinstance(node, dict)
    found = [(unit["unit"], slug) for unit in node.get("units", []) for slug in unit["guides"]]  # type: ignore[call-overload,index]
    assert sorted(set(found) - {("One", "x")}) == sorted(put)
