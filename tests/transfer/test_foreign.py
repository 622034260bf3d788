"""Files of other programs, in whatever they are written."""

import codecs

import pytest

from studykit.transfer import foreign
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import TransferError

TEXT = "Straße\tWeg für Wagen\n会う\tto meet\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_the_encoding_and_the_ends_of_lines_are_found(data: bytes) -> None:
    file = Foreign("words.txt", data)
    assert file.text == TEXT
    assert not file.notes


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_without_its_mark_too(encoding: str) -> None:
    assert Foreign("a.txt", "word\tmeaning\n".encode(encoding)).text == "word\tmeaning\n"


def test_an_old_encoding_is_taken_for_that_of_windows_and_told_with_its_line() -> None:
    file = Foreign("a.txt", "plain\nStraße €\n".encode("cp1252"))
    assert not file.notes
    assert file.text == "plain\nStraße €\n"
    assert "line 2" in file.notes[0].sentence


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\xff", b"a\0\xff\xfe" * 9, codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_LE + b"\0\xd8"],
)  # fmt: skip
def test_what_is_no_text_is_refused_and_has_no_head(data: bytes) -> None:
    file = Foreign("a.bin", data)
    assert not file.head()
    with pytest.raises(TransferError, match=r"a\.bin is"):
        assert file.text


def test_nothing_that_a_terminal_would_obey_is_left_in_it() -> None:
    assert Foreign("a.txt", "a\x1b[31mb\u202ec\0d".encode()).text == "a[31mbcd"


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_TEXT", 1_000_000)
    with pytest.raises(TransferError, match="larger than 1 MB"):
        assert Foreign("a.txt", b"x" * 1_000_001).text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my_words-1.b.csv", "My words 1.b"),
        ("AWS-basics.gift", "AWS basics"),
        ("Follow-up and after.md", "Follow-up and after"),
        ("---.md", "---"),
        (".csv", ".csv"),
    ],
)
def test_a_file_without_a_title_is_called_by_its_name(name: str, title: str) -> None:
    assert Foreign(name, b"").title == title
