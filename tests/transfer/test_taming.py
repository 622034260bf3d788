"""Broken HTML is read in time proportional to its length."""

import time

import pytest

from studykit.transfer.markup import from_html


@pytest.mark.parametrize(
    "piece", ["<a ", "<a '", "<!--", "<![CDATA[", "<", "</", "<ol><li>", "<script", "&#"]
)
def test_html_that_never_ends_is_read_soon(piece: str) -> None:
    started = time.monotonic()
    from_html("<b>x</b>" + piece * 20_000)
    assert time.monotonic() - started < 10


def test_what_is_no_tag_is_shown() -> None:
    assert from_html("<p>1 < 2 and <b>x</b> <- y</p>") == "1 < 2 and **x** <- y"
    assert from_html("a<!-- no --><b>b</b><!doctype x>c") == "a**b**c"


def test_a_quoted_sign_in_an_attribute_is_no_tag() -> None:
    html = '<img src="x.png" alt="1 < 2 > 0">'
    assert from_html(html) == "![1 < 2 > 0](media/x.png)"
