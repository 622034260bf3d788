"""HTML and plain text of other programs as Markdown."""

import pytest

from studykit.content.html import marked
from studykit.transfer.markup import from_html, from_plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("&lt; is less", "&amp;lt; is less"),
        ("&#38; and & and &;", "&amp;#38; and &amp; and &amp;;"),
        ("[1]: https://example.org", "[1]: https://example.org"),
        ("see <https://example.org>", "see &lt;https://example.org&gt;"),
        ("mail <a@example.org>", "mail &lt;a@example.org&gt;"),
        ("a ~~b~~ c", "a ~~b~~ c"),
        ("a\\\nb", "a\\\nb"),
        ("*a* __b__ `c` 1. # -", "*a* __b__ `c` 1. # -"),
    ],
)
def test_plain_text_is_shown_as_it_is(text: str, html: str) -> None:
    assert marked(from_plain(text)) == f"<p>{html}</p>\n"


def test_an_entity_that_html_shows_as_text_stays_text() -> None:
    assert marked(from_html("Write &amp;lt; for &lt;")) == "<p>Write &amp;lt; for &lt;</p>\n"


def test_a_cell_of_a_table_stays_on_its_line() -> None:
    table = from_html(
        "<table><tr><td><p>a</p></td><td><p>b | c</p><p>d</p></td></tr>"
        "<tr><td>1<br>2</td><td><ul><li>x</li></ul></td></tr></table><p>After.</p>"
    )
    html = marked(table).replace("\n", "")
    assert "<th>a</th><th>b | c d</th>" in html
    assert "<td>1 2</td><td>- x</td>" in html
    assert html.endswith("</table><p>After.</p>")
