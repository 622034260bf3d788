"""Strings of authors and learners in widgets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.tui.text import label, one_line, text

HOSTILE = "arr[i] [/x] [@click=app.quit]x[/] [bold]"


def test_brackets_stay_as_they_stand() -> None:
    assert text(HOSTILE).plain == one_line(HOSTILE).plain == label(HOSTILE).plain == HOSTILE
    assert not text(HOSTILE).spans
    assert not label(HOSTILE).spans


def test_a_text_keeps_its_lines_and_a_label_has_one() -> None:
    assert text("a\n\tb").plain == "a\n    b"
    assert one_line("a\n\tb ").plain == label("a\n\tb ").plain == "a b"


@pytest.mark.parametrize("char", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\x7f"])
def test_controls_are_left_out(char: str) -> None:
    for shown in (text(f"a{char}b"), one_line(f"a{char}b"), label(f"a{char}b")):
        assert shown.plain == "ab"


@given(st.text())
def test_whatever_is_written_can_be_shown(written: str) -> None:
    for shown in (text(written).plain, one_line(written).plain, label(written).plain):
        assert all(char == "\n" or (char >= " " and not "\x7f" <= char <= "\x9f") for char in shown)
