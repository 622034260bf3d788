"""What texts refer to, and the names under which that is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.transfer.media import media_name
from studykit.transfer.references import redirected, ways_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![a](x.png)", ["x.png"]),
        ('![a](<my x.png> "t") ![b](y%20z.jpg)', ["my x.png", "y z.jpg"]),
        ("`![a](x.png)` and $![b](y.png)$", []),
        ("```\n![a](x.png)\n```", []),
        ("\\![a](x.yaml) [b](y.pdf) [c](y.md) [d](https://example.org/y.pdf)", ["y.pdf"]),
        ("[a](mailto:x@example.mov) [b](ftp://example.org/y.pdf) [c](#x.png)", []),
        ("[![a](x.png)](y.pdf)", ["y.pdf", "x.png"]),
        ("![a [b] c](x.png) ![a][k]\n\n[k]: <y z.png>", ["x.png", "y z.png"]),
        ("| ![a](x.png) | b |\n| --- | --- |\n| c | ![d](y.png) |", ["x.png", "y.png"]),
        ("(sound: a.mp3) (sound: a) (sound of it)", ["media/a.mp3"]),
    ],
)
def test_what_a_text_refers_to_is_what_a_reader_would_see(text: str, found: list[str]) -> None:
    assert ways_in(text) == found
    moved = redirected(text, lambda way: f"media/{way}" if way in found else None)
    assert (
        ways_in(moved) == [f"media/{way}" for way in found if "sound" not in text]
        or "sound" in text
    )


@given(st.text(min_size=1, max_size=90))
def test_a_safe_name_is_its_own_safe_name(text: str) -> None:
    name = media_name(f"{text.replace('/', '').replace(chr(92), '')}x.png")
    assert media_name(name) == name
    other = media_name(f"{name[:-4]}.png", {name.lower()})
    assert media_name(other) == other
    assert other.lower() != name.lower()
