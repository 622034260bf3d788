"""Markdown as plain text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token
from rich.cells import cell_len

from studykit.content.layout import Skin, inline_runs, lay_out
from studykit.content.prose import as_text
from studykit.content.runs import ONE_CELL, Run, cells, divide, fold, pad, plain_text, wrap

MARKDOWN = st.lists(
    st.sampled_from([*"ab1 \n\t*_`[]()!<>#|-:$\\~&;.漢\x1b\x9b\u202e", "**", "\n\n", "&#27;"]),
    max_size=60,
).map("".join)


SENTENCES = st.lists(
    st.sampled_from([*"ab1é漢 \n.:,;'\"()-+=%/–“”’", "**", "**", "\n\n", "1.", "a **b** c"]),
    max_size=40,
).map("".join)


@given(SENTENCES, st.integers(5, 30))
def test_plain_sentences_look_as_if_the_whole_parser_had_read_them(text: str, width: int) -> None:
    laid_out = [plain_text(line).rstrip() for line in lay_out(text, Skin(), width)]
    assert as_text(text, width) == "\n".join(laid_out)


def test_marks_are_removed_and_brackets_stay() -> None:
    text = "**Bold**, *soft*, ~~old~~, `arr[i]`, list[int], [/x] and [@click=app.quit]x[/]"
    assert (
        as_text(text, 100) == "Bold, soft, old, arr[i], list[int], [/x] and [@click=app.quit]x[/]"
    )


def test_a_paragraph_is_wrapped_between_words() -> None:
    assert as_text("one two three four", 10) == "one two\nthree four"


def test_an_item_hangs_below_its_bullet() -> None:
    assert (
        as_text("- one two three four\n  - five\n- six", 14)
        == "- one two\n  three four\n  - five\n- six"
    )


def test_a_loose_list_keeps_its_gaps_and_numbers_are_aligned() -> None:
    assert as_text("- a\n\n- b\n\n  c") == "- a\n\n- b\n\n  c"
    assert as_text("9. nine\n10. ten") == " 9. nine\n10. ten"
    assert as_text("0. zero") == "0. zero"
    assert as_text("- \n- b") == "-\n- b"


def test_a_quote_a_rule_and_a_heading_are_told_apart() -> None:
    assert (
        as_text("# Head\n\n> said\n> so\n\n---\n\nend") == f"Head\n\n│ said so\n\n{'─' * 40}\n\nend"
    )


def test_code_is_indented_and_kept_as_it_is() -> None:
    wide = "x = " + "1" * 90
    assert as_text(f"```python\n{wide}\n\n  # [i]\n```") == f"    {wide}\n\n      # [i]"
    assert as_text("    a *b*") == "    a *b*"


def test_links_say_where_they_lead() -> None:
    assert (
        as_text("[a](https://b.c) [d](e.yaml) <https://f.g> [h]()")
        == "a (https://b.c) d (e.yaml) https://f.g h"
    )
    assert as_text("[x](javascript:alert)") == "[x](javascript:alert)"


def test_an_image_is_its_description() -> None:
    assert as_text("![a *b*](c.png) ![](d.png)") == "[image: a b] [image: d.png]"


def test_a_formula_is_unicode_wherever_it_stands() -> None:
    assert as_text(r"**$\bar{x}$** is $\mu$") == "x̄ is μ"


def test_a_hard_break_breaks_and_a_soft_one_does_not() -> None:
    assert as_text("a  \nb\nc") == "a\nb c"


TABLE = "| Name | n |\n|:--|--:|\n| $\\mu$ | 1 |\n| `a\\|b` | 20 |"


def test_a_table_is_aligned() -> None:
    assert as_text(TABLE).split("\n") == ["Name │  n", "─────┼───", "μ    │  1", "a|b  │ 20"]


def test_wide_characters_keep_a_table_aligned() -> None:
    lines = as_text("|a|b|\n|:-:|-|\n|漢字|x|\n|c|😀|").split("\n")
    assert lines == [" a   │ b", "─────┼───", "漢字 │ x", " c   │ 😀"]


def test_a_wide_table_is_wrapped_in_its_columns() -> None:
    lines = as_text("|a|b|c|\n|-|-|-|\n|one two three four|five six seven|x|\n|y|z|w|", 24).split(
        "\n"
    )
    assert all(len(line) <= 24 for line in lines)
    assert lines[2].startswith("one two")
    assert lines[3].startswith("three")
    assert lines.count(lines[1]) == 2


def test_a_table_with_no_room_becomes_a_list() -> None:
    text = as_text("|a|b|c|\n|-|-|-|\n|one|two|three|\n|x|y|z|", 16)
    assert text == "a: one\nb: two\nc: three\n\na: x\nb: y\nc: z"
    assert as_text("|aaaaaa|bbbbbb|cccccc|\n|-|-|-|", 16) == "aaaaaa:\nbbbbbb:\ncccccc:"


def test_what_nobody_knows_is_shown_as_its_text() -> None:
    assert plain_text(inline_runs([Token("new_thing", "", 0, content="[x]")], Skin())) == "[x]"
    assert as_text(">" * 70 + " x", 100) == ">" * 70 + " x"


@given(MARKDOWN, st.integers(1, 60))
def test_no_text_breaks_the_layout_or_lets_controls_through(markdown: str, width: int) -> None:
    text = as_text(markdown, width)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)


@given(st.text(alphabet="ab 漢。\u0301"), st.integers(2, 12))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = [plain_text(line) for line in wrap([Run(text[:3], "x"), Run(text[3:])], width, cells)]
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


CYRILLIC = str.maketrans("ab", "аб")


@given(st.text(alphabet="aab  ", max_size=80), st.integers(1, 14))
def test_a_text_is_broken_at_the_same_places_in_any_script(text: str, width: int) -> None:
    latin = [plain_text(line) for line in wrap([Run(text)], width, cells)]
    cyrillic = wrap([Run(text.translate(CYRILLIC))], width, cells)
    assert [line.translate(CYRILLIC) for line in latin] == [plain_text(line) for line in cyrillic]


def test_text_that_is_taken_for_one_cell_a_character_is_so_in_every_measure() -> None:
    taken = [char for char in map(chr, range(0x10000)) if ONE_CELL.fullmatch(char)]
    assert {cells(char) for char in taken} == {cell_len(char) for char in taken} == {1}


@given(st.text(alphabet="ab 漢"), st.integers(2, 12))
def test_folded_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = [plain_text(line) for line in fold([Run(text)], width, cells)]
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines) == text


def test_a_divided_line_keeps_its_styles() -> None:
    line = [Run("abc", "x"), Run("", "y"), Run("def")]
    assert divide(line, [(0, 2), (2, 4), (4, 6)]) == [
        [Run("ab", "x")],
        [Run("c", "x"), Run("d")],
        [Run("ef")],
    ]


@pytest.mark.parametrize(("align", "padded"), [("", "a   "), ("right", "   a"), ("center", " a  ")])
def test_a_cell_is_padded_where_its_column_says(align: str, padded: str) -> None:
    assert plain_text(pad([Run("a")], 4, align, cells)) == padded
    assert pad([Run("abcd")], 4, align, cells) == [Run("abcd")]
