"""HTML and plain text of other programs as Markdown."""

from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.html import marked
from studykit.content.layout import Skin, lay_out
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


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li><p>one</p></li><li><p>two</p></li></ul>", "- one\n\n- two"),
        ("<ul><li><div>one</div></li><li><div>two</div><div>more</div></li></ul>", "- one\n- two\\\n  more"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>after", "- a\n- b\n  - c\n- d\n\nafter"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<li>a</li><li>b</li>after", "- a\n- b\\\nafter"),
        ("<ul><li>a</li><li></li><li>b</li></ul>", "- a\n- b"),
        ('<ol start="9"><li>x<ul><li>in</li></ul></li><li>y</li></ol>', "9. x\n   - in\n10. y"),
        ('<ol start="-1"><li>x</li></ol>', "1. x"),
        ("<ul><li>- a</li><li> 1. b</li></ul>", "- \\- a\n- 1\\. b"),
        ("<blockquote>said<p>more</p></blockquote>after", "> said\n>\n> more\n\nafter"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<h2>Of\nit</h2><p>x</p>", "## Of it\n\nx"),
        ("<h1><b>All</b></h1>", "**All**"),
        ("<hr>", ""),
        ('<ul><li><a href="https://example.org">a</li></ul></a>', "- a"),
        ('<pre><code class="language-sh">a\n\n\n``` b\n</code></pre>', "````sh\na\n\n\n``` b\n````"),
    ],
)  # fmt: skip
def test_blocks_of_html_are_written_as_an_author_would(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


AUTHORS = (
    "* one\n\n  its paragraph\n* two",
    "- a\n\n* b",
    "1. a\n\n1) b",
    "- a\n  > q\n- b",
    "- a\n  ```python\n  x\n\n\n  y\n  ```\n  more",
    "> - a\n> - b\n>\n> > c\n>\n> ```\n> x\n>\n> y\n> ```",
    "- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- y",
    "- - point\n    - Also: x\n- * b\n- 3. c\n    - Why: y",
    "- ***\n- b",
    "a\n\n# b\\#",
    "- # h\n  x",
    "10. a\n    - b\n11. c",
    "text\n- a\n  5) b",
)


@pytest.mark.parametrize("markdown", AUTHORS)
def test_blocks_of_an_author_look_the_same_when_they_come_back(markdown: str) -> None:
    html = marked(markdown)
    assert marked(from_html(html)).split() == html.split()


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3) -> str:
    """Blocks of Markdown, a paragraph before each that is another."""
    kinds = ["paragraph", "heading", "rule", *(["quote", "bullets", "numbers"] if depth else [])]
    said = []
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        said.append("some *words*")
        if kind == "heading":
            said.append(f"{'#' * draw(st.integers(1, 6))} title")
        elif kind == "rule":
            said.append("---")
        elif kind == "quote":
            said.append(indent(draw(blocks(depth - 1)), "> ", lambda _line: True))
        elif kind != "paragraph":
            said.append(
                draw(_list_of(depth, draw(st.integers(0, 99)) if kind == "numbers" else -1))
            )
    return "\n\n".join(said)


@st.composite
def _list_of(draw: st.DrawFn, depth: int, start: int) -> str:
    """A list; one whose items are a word each is tight."""
    inner = st.just("word") if draw(st.booleans()) else blocks(depth - 1)
    items = draw(st.lists(inner, min_size=1, max_size=3))
    signs = ["- " if start < 0 else f"{start + at}. " for at in range(len(items))]
    lines = (
        f"{sign}{indent(item, ' ' * len(sign)).lstrip()}"
        for sign, item in zip(signs, items, strict=True)
    )
    return ("\n" if "word" in items else "\n\n").join(lines)


@given(blocks())
def test_blocks_within_blocks_look_the_same_when_they_come_back(markdown: str) -> None:
    assert seen(from_html(marked(markdown))) == seen(markdown)


def seen(markdown: str) -> list[str]:
    """The lines that a learner sees."""
    skin = Skin(heading="h", bold="b", emphasis="e", code="c")
    return [repr(line) for line in lay_out(markdown, skin)]
