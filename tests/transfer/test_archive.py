"""Archives of other programs: what is good in them is read, and nothing in them does harm."""

import stat
import warnings
import zipfile
import zlib
from io import BytesIO

import pytest

from studykit.transfer import archive as module
from studykit.transfer.archive import Archive, is_archive
from studykit.transfer.notes import TransferError


def pack(*entries: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these entries."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in entries:
            packed.writestr(name, data, compress_type=how)
    return file.getvalue()


def test_what_is_in_an_archive_is_read_by_name() -> None:
    data = pack(("quiz.xml", b"<quiz/>"), ("media/", b""), ("media/hat.png", b"png"))
    archive = Archive(data)
    assert is_archive(data)
    assert archive.names == ("quiz.xml", "media/hat.png")
    assert archive.read("media/hat.png") == b"png"
    assert archive.size("quiz.xml") == 7
    assert archive.faults == {}


def test_an_empty_archive_holds_nothing() -> None:
    assert is_archive(pack())
    assert Archive(pack()).names == ()


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "C:/evil.txt", "a/../../evil", "..\\evil.txt"]
)
def test_a_name_that_leads_out_of_the_archive_is_a_fault(name: str) -> None:
    archive = Archive(pack((name, b"evil"), ("good.txt", b"good")))
    assert archive.names == ("good.txt",)
    assert "leads out" in next(iter(archive.faults.values()))
    with pytest.raises(TransferError, match="leads out"):
        archive.read(name.replace("\\", "/"))


def test_a_name_with_control_characters_is_told_without_them() -> None:
    archive = Archive(pack(("a\x1b[31m.txt", b"red")))
    assert archive.names == ()
    assert list(archive.faults) == ["a[31m.txt"]


def test_names_that_stand_twice_are_not_read_at_all() -> None:
    archive = Archive(pack(("a.txt", b"1"), ("a.txt", b"2"), ("a.txt", b"3"), ("b.txt", b"4")))
    assert archive.names == ("b.txt",)
    assert archive.faults == {"a.txt": "It stands in the archive twice."}


def test_a_link_is_no_file() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert Archive(pack((link, b"/etc/passwd"))).names == ()


def test_a_locked_entry_is_told() -> None:
    data = bytearray(pack(("secret.txt", b"hidden")))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    assert Archive(bytes(data)).faults == {"secret.txt": "It is locked with a password."}


def test_packings_that_cannot_be_read_in_parts_are_not_read() -> None:
    archive = Archive(pack(("a.txt", b"a"), how=zipfile.ZIP_LZMA))
    assert "not known" in archive.faults["a.txt"]


def test_what_swells_beyond_all_measure_is_not_unpacked() -> None:
    archive = Archive(pack(("bomb.xml", bytes(20_000_000)), ("small.xml", bytes(1000))))
    assert archive.names == ("small.xml",)
    assert "250 times" in archive.faults["bomb.xml"]


def test_an_entry_is_read_only_as_far_as_was_asked_for() -> None:
    with pytest.raises(TransferError, match="larger than 10 bytes"):
        Archive(pack(("a.txt", b"x" * 11))).read("a.txt", 10)


def test_an_entry_that_lies_about_its_size_gives_no_more_than_it_said() -> None:
    data = bytearray(pack(("a.txt", b"x" * 1_000_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(TransferError, match=r"a\.txt, in the archive, is broken"):
        Archive(bytes(data)).read("a.txt", 10)


def test_too_many_entries_are_refused_before_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_ENTRIES", 2)
    with pytest.raises(TransferError, match="more than 2 files"):
        Archive(pack(*((f"{number}.txt", b"") for number in range(3))))


def test_all_entries_together_may_not_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ALL", 1000)
    with pytest.raises(TransferError, match="unpacked"):
        Archive(pack(("a", b"x" * 600), ("b", b"y" * 600)))


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 and no more", b"PK\x05\x06"])
def test_what_is_no_archive_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(TransferError, match="broken"):
        Archive(data)


def test_a_damaged_or_truncated_archive_is_refused_in_a_sentence() -> None:
    data = pack(("a.txt", zlib.compress(bytes(range(256)) * 100)), how=zipfile.ZIP_STORED)
    with pytest.raises(TransferError, match="broken"):
        Archive(data[:-30])
    damaged = data.replace(b"x\x9c", b"x\x9d", 1)
    with pytest.raises(TransferError, match=r"a\.txt, in the archive, is broken"):
        Archive(damaged).read("a.txt")


def test_whatever_the_bytes_an_archive_opens_or_is_refused() -> None:
    data = pack(("quiz.xml", b"<quiz/>" * 50), ("b.txt", b"b"))
    for at in range(len(data)):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            archive = Archive(broken)
            sizes = [len(archive.read(name, 1000)) for name in archive.names]
        except TransferError:
            continue
        assert len(sizes) <= 2
        assert max(sizes, default=0) <= 1000


def test_there_is_no_entry_of_another_name() -> None:
    with pytest.raises(TransferError, match="no b"):
        Archive(pack(("a", b"a"))).read("b")
