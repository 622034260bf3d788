"""Authors' Markdown in the app."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.style import Style
from textual.widgets import Static

from studykit.tui.markdown import covered, render, underline

MARKDOWN = st.lists(
    st.sampled_from([*"ab1 \n*_`[]()!<>#|-:$\\~&;漢\x1b\x9b\u202e", "**", "\n\n```python\n"]),
    max_size=60,
).map("".join)


def styled(content: Content) -> dict[str, str]:
    return {content.plain[start:end]: str(style) for start, end, style in content.spans}


def test_each_mark_has_its_style() -> None:
    styles = styled(render("# Head\n\n**bold** *soft* ~~old~~ `code` ***both***"))
    assert styles["Head"] == "bold $primary"
    assert styles["bold"] == "bold"
    assert styles["soft"] == "italic"
    assert styles["old"] == "strike"
    assert styles["code"] == "$text-accent"
    assert set(styles["both"].split()) == {"bold", "italic"}


def test_markup_is_text() -> None:
    written = "arr[i], list[int], [/x] and [@click=app.quit]x[/]"
    content = render(written)
    assert content.plain == written
    assert not content.spans


def test_only_addresses_in_the_web_look_like_links_and_nothing_can_be_clicked() -> None:
    content = render("[a](https://b.c) and [d](file.yaml)")
    assert content.plain == "a (https://b.c) and d (file.yaml)"
    assert "underline" in styled(content)["a"]
    assert "d" not in styled(content)
    assert not any("@click" in str(style) or "link=" in str(style) for _, _, style in content.spans)


def test_code_is_coloured_if_its_language_is_known() -> None:
    known, unknown = (
        render('```python\nx[0] = "a" # [i]\n```'),
        render('```nolang\nx[0] = "a" # [i]\n```'),
    )
    assert known.plain == unknown.plain == '  x[0] = "a" # [i]'
    assert len(known.spans) > 2
    assert len(render("```\nplain\n```").spans) == 0


def test_code_is_folded_at_the_width() -> None:
    content = render("```python\n" + "x" * 30 + "\n```", 20)
    assert content.plain == "  " + "x" * 18 + "\n  " + "x" * 12


def test_wrapped_items_hang_and_tables_fit() -> None:
    content = render("- one two three four five\n\n|a|漢字|\n|-|-|\n|one two three four|😀 b|", 20)
    assert content.plain.startswith("• one two three four\n  five\n\n")
    assert all(cell_len(line) <= 20 for line in content.plain.split("\n"))


def test_evidence_is_underlined_within_the_text() -> None:
    content = underline(render("short **bold**"), [(0, 5), (6, 99), (7, 3), (50, 60)])
    assert [(start, end) for start, end, style in content.spans if style == "underline"] == [
        (0, 5),
        (6, 10),
    ]


def test_a_covered_fact_hides_its_bold_words_and_their_length() -> None:
    fact = "The **mean** of **two** is un**even**ly `**code**` and **something much longer**."
    content = covered(fact)
    assert content.plain == "The ▁▁▁▁▁▁ of ▁▁▁▁▁▁ is un▁▁▁▁▁▁ly **code** and ▁▁▁▁▁▁▁▁▁▁▁▁."
    assert styled(content)["▁▁▁▁▁▁"] == "$text-accent"


def test_uncovered_words_are_shown_one_after_the_other() -> None:
    fact = "**One** and **two**."
    assert [covered(fact, shown).plain for shown in range(4)] == [
        "▁▁▁▁▁▁ and ▁▁▁▁▁▁.",
        "One and ▁▁▁▁▁▁.",
        "One and two.",
        "One and two.",
    ]
    assert styled(covered(fact, 1))["One"] == "bold"


@given(MARKDOWN, st.one_of(st.none(), st.integers(1, 60)))
def test_no_text_breaks_the_screen_or_lets_controls_through(
    markdown: str, width: int | None
) -> None:
    for content in (render(markdown, width), covered(markdown, 1, width)):
        assert all(
            char == "\n" or (char >= " " and not "\x7f" <= char <= "\x9f") for char in content.plain
        )
        assert "\u202e" not in content.plain
        assert all(0 <= start < end <= len(content) for start, end, _ in content.spans)


class Page(App[None]):
    """One static text."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._shown = content

    def compose(self) -> ComposeResult:
        yield Static(self._shown)


@pytest.mark.parametrize("width", [None, 60])
async def test_every_style_is_known_to_the_theme(width: int | None) -> None:
    markdown = "# H `c`\n\n**b** *[i]* ~~s~~ [l](https://a.b)\n\n- x\n\n|a|\n|-|\n|**b**|\n\n```python\ndef f(): ...\n```"
    content = underline(render(markdown, width), [(0, 1)])
    app = Page(content)
    async with app.run_test(size=(60, 20)):
        for _, _, style in [*content.spans, *covered("**a**").spans]:
            assert isinstance(style, str)
            assert app.stylesheet.parse_style(style) != Style()
        shown = [
            strip.text.rstrip() for strip in app.query_one(Static).render_lines(Region(0, 0, 60, 5))
        ]
        assert shown[:3] == ["H c", "", "b [i] s l (https://a.b)"]
