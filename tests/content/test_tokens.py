"""Markdown in tokens."""

from studykit.content.tokens import parse


def inline(markdown: str) -> list[tuple[str, str]]:
    tokens = parse(markdown)
    return [(child.type, child.content) for token in tokens for child in token.children or ()]


def test_a_formula_keeps_its_stars_and_backslashes() -> None:
    assert inline(r"so $a*b*\{c\}_i$ it is") == [
        ("text", "so "),
        ("formula", r"a*b*\{c\}_i"),
        ("text", " it is"),
    ]


def test_an_escaped_dollar_and_prices_are_no_formulas() -> None:
    assert [kind for kind, _ in inline(r"\$x$, $5 and $6, $ x $")] == ["text"]


def test_a_formula_in_code_is_code_and_in_a_link_a_formula() -> None:
    assert inline("`$x$`") == [("code_inline", "$x$")]
    assert ("formula", "x") in inline("[see $x$](https://a.b)")


def test_html_is_text() -> None:
    assert [token.type for token in parse("<b>x</b>\n\n<div>\n")].count("html_block") == 0
    assert inline("<b>x</b>") == [("text", "<b>x</b>")]


def test_tables_and_strikethrough_are_known() -> None:
    assert "table_open" in [token.type for token in parse("|a|\n|-|\n|~~b~~|")]
    assert ("s_open", "") in inline("~~b~~")


def test_what_the_parser_would_leave_out_or_brood_over_is_one_text() -> None:
    for markdown in (">" * 70 + " x", "x" * 50_001, "[" * 3_001):
        assert [(token.type, token.content) for token in parse(markdown)] == [("text", markdown)]
