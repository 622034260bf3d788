"""The learner's settings: a file that is edited by hand and by the program."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from studykit.errors import StudykitError
from studykit.log import KINDS
from studykit.study.settings import (
    LEAST_RETENTION,
    MOST_NEW,
    MOST_RETENTION,
    Settings,
    clock_text,
    read_settings,
    write_settings,
)

OTHERS = Settings(0.85, 25, timedelta(hours=5, minutes=30), frozenset({"question", "fact"}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are; there are none yet."""
    return tmp_path / "home" / "settings.yaml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing is set here\n", "{}\n"])
def test_a_file_that_says_nothing_leaves_all_as_it_is(file: Path, text: str) -> None:
    assert read_settings(file) == (Settings(), [])
    assert read_settings(written(file, text)) == (Settings(), [])


def test_every_line_may_be_set_and_every_other_left_out(file: Path) -> None:
    text = "retention: 0.85\nnew-cards: 25\nday-start: 5:30\nkinds: [question, fact]\n"
    assert read_settings(written(file, text)) == (OTHERS, [])
    assert read_settings(written(file, "new-cards: 0\n")) == (Settings(new_cards=0), [])
    kinds = frozenset({"term", "fact"})
    assert read_settings(written(file, "kinds:\n  - term\n  - fact\n")) == (
        Settings(kinds=kinds),
        [],
    )


@pytest.mark.parametrize(
    ("line", "place", "told"),
    [
        ("retention: 2", "3:12", "no value for `retention`.*0.7 to 0.97"),
        ("retention: high", "3:12", "no value for `retention`"),
        ("retention: nan", "3:12", "no value for `retention`"),
        ("retention: [0.9]", "3:12", "no value for `retention`"),
        ("retention:", "3:11", "no value for `retention`"),
        ("new-cards: -1", "3:12", "no value for `new-cards`.*whole number"),
        ("new-cards: 1000", "3:12", "no value for `new-cards`"),
        ("new-cards: ten", "3:12", "no value for `new-cards`"),
        ("day-start: 25:00", "3:12", "no value for `day-start`.*such as 4:00"),
        ("day-start: 25", "3:12", "no value for `day-start`"),
        ("kinds: question", "3:8", r"no value for `kinds`.*\[question, definition\]"),
        ("kinds: []", "3:8", "no value for `kinds`"),
        ("kinds: [point]", "3:8", "no value for `kinds`"),
        ("kinds: [[fact]]", "3:8", "no value for `kinds`"),
        ("retentoin: 0.9", "3:1", "no setting `retentoin`.*Did you mean `retention`"),
        ("colour: blue", "3:1", "no setting `colour`.*retention, new-cards, day-start, kinds"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_costs_that_line_only(
    file: Path, line: str, place: str, told: str
) -> None:
    usable = ["new-cards: 7", "day-start: 6:00", "retention: 0.8"]
    others = [one for one in usable if one.partition(":")[0] != line.partition(":")[0]][:2]
    (problem,) = read_settings(written(file, "\n".join([*others, line, ""])))[1]
    assert problem.place == f"{file}:{place}"
    assert re.search(told, f"{problem.sentence} {problem.hint}")
    found, _ = read_settings(file)
    assert (found, []) == read_settings(written(file, "\n".join([*others, ""])))
    assert found != Settings()


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    text = "retention: 2\nnew-cards: 12\ncolour: blue\nday-start: never\n"
    found, problems = read_settings(written(file, text))
    assert [problem.line for problem in problems] == [1, 3, 4]
    assert found == Settings(new_cards=12)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("retention: 0.9\nretention: 0.8\n", 2),
        ("retention: 0.9\n---\nnew-cards: 3\n", 2),
        ("\tretention: 0.9\n", 1),
        ("kinds: [question\n", 1),
        ("- retention\n", 1),
        ("retention\n", 1),
    ],
)
def test_a_file_that_is_no_list_of_settings_is_told_and_the_defaults_hold(
    file: Path, text: str, line: int
) -> None:
    found, (problem,) = read_settings(written(file, text))
    assert found == Settings()
    assert problem.line == line
    assert problem.sentence


def test_a_file_in_another_encoding_is_told(file: Path) -> None:
    written(file, "").write_bytes(b"new-cards: 3 # \xff\n")
    found, (problem,) = read_settings(file)
    assert found == Settings()
    assert "UTF-8" in problem.sentence


def test_a_file_that_is_far_too_large_is_told(file: Path) -> None:
    written(file, "#" * 20_000_000)
    found, (problem,) = read_settings(file)
    assert found == Settings()
    assert problem.sentence


# -- writing ------------------------------------------------------------------------------------------------------------------


def test_a_new_file_explains_its_lines(file: Path) -> None:
    write_settings(file, OTHERS)
    assert read_settings(file) == (OTHERS, [])
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line.startswith("#") for line in lines] == [True, False] * 4


def test_comments_and_order_are_kept_on_writing(file: Path) -> None:
    text = (
        "# mine\n"
        "day-start: 3:00   # night owl\n"
        "\n"
        "kinds:   # what I want\n"
        "  - term\n"
        "  # not these\n"
        "\n"
        "- fact\n"
        "# the last\n"
        "'new-cards' : 3\n"
    )
    write_settings(written(file, text), OTHERS)
    assert read_settings(file) == (OTHERS, [])
    assert file.read_text(encoding="utf-8").splitlines()[:7] == [
        "# mine",
        "day-start: 5:30   # night owl",
        "",
        "kinds: [question, fact]   # what I want",
        "  # not these",
        "# the last",
        "new-cards: 25",
    ]


def test_what_the_program_does_not_know_is_kept_and_still_told(file: Path) -> None:
    write_settings(written(file, "colour: blue\nretention: 2\n"), OTHERS)
    found, (problem,) = read_settings(file)
    assert found == OTHERS
    assert "`colour`" in problem.sentence
    assert file.read_text(encoding="utf-8").startswith("colour: blue\nretention: 0.85\n")


def test_a_file_that_begins_with_a_byte_order_mark_is_changed_like_any_other(file: Path) -> None:
    write_settings(written(file, "\ufeffretention: 0.8\n"), OTHERS)
    assert read_settings(file) == (OTHERS, [])
    assert file.read_text(encoding="utf-8").count("retention") == 1


@pytest.mark.parametrize(
    "text",
    ["colour: [blue\n", "{retention: 0.8}\n", "- a\n", "retention: 0.8\n---\ncolour: blue\n"],
)
def test_a_file_that_cannot_be_changed_is_left_as_it_is_and_told(file: Path, text: str) -> None:
    written(file, text)
    with pytest.raises(StudykitError, match="Change it in an editor"):
        write_settings(file, OTHERS)
    assert file.read_text(encoding="utf-8") == text


def test_a_broken_line_is_mended_by_the_value_that_takes_its_place(file: Path) -> None:
    write_settings(written(file, "kinds: [question\n"), OTHERS)
    assert read_settings(file) == (OTHERS, [])


def test_a_file_that_cannot_be_read_is_left_as_it_is_and_told(file: Path) -> None:
    written(file, "").write_bytes(b"new-cards: 3 # \xff\n")
    with pytest.raises(StudykitError, match="Mend it or remove it"):
        write_settings(file, OTHERS)
    assert file.read_bytes() == b"new-cards: 3 # \xff\n"


def test_where_there_can_be_no_folder_the_learner_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    with pytest.raises(StudykitError, match="cannot be made"):
        write_settings(tmp_path / "home" / "settings.yaml", OTHERS)


SETTINGS = st.builds(
    Settings,
    st.integers(round(LEAST_RETENTION * 100), round(MOST_RETENTION * 100)).map(
        lambda per: per / 100
    ),
    st.integers(0, MOST_NEW),
    st.integers(0, 24 * 60 - 1).map(lambda minutes: timedelta(minutes=minutes)),
    st.frozensets(st.sampled_from(KINDS), min_size=1),
)


@given(SETTINGS, SETTINGS)
@trying(max_examples=50)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, first: Settings, second: Settings
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.yaml"
    for chosen in (first, second):
        write_settings(file, chosen)
        assert read_settings(file) == (chosen, [])


def test_a_time_of_day_is_written_as_people_write_it() -> None:
    assert clock_text(timedelta(hours=4)) == "4:00"
    assert clock_text(timedelta(hours=13, minutes=5)) == "13:05"
