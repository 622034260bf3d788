"""Packages of QTI: the quizzes in them, their pictures, and what is broken or evil."""

import time

import pytest

from studykit.transfer import elements, qti
from studykit.transfer.archive import pack
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel
from tests.transfer.qti_samples import declare, item, lid, material, one, right, two, typed
from tests.transfer.test_qti import CHOICES, read, said

WHOSE = item(material("Whose?") + typed(), right("Roebling"))


def package(**files: bytes) -> bytes:
    """A zip of files whose names have `_` for the dot."""
    return pack({name.replace("_", ".", 1): data for name, data in files.items()})


def refused(data: bytes, name: str = "bank.xml") -> str:
    """What is said of a file that is not taken."""
    with pytest.raises(TransferError) as caught:
        qti.read(Foreign(name, data))
    assert "\x1b" not in str(caught.value)
    return str(caught.value)


def test_each_quiz_of_a_package_becomes_a_unit() -> None:
    manifest = (
        b'<manifest><metadata><general><title>QTI Quiz Export for course "Building"</title></general>'
        b"</metadata></manifest>"
    )
    other = item(material("Where?") + typed(), right("York"))
    parcel = read(
        package(
            imsmanifest_xml=manifest, a_xml=one(WHOSE, title="Old"), b_xml=one(other, title="New")
        ),
        "export.zip",
    )
    assert (parcel.title, list(parcel.parts)) == ("Building", ["Old", "New"])


def test_a_test_of_qti_2_says_the_order_and_the_sections_of_its_items() -> None:
    test = (
        b'<assessmentTest title="Building"><testPart><assessmentSection title="Last">'
        b'<assessmentItemRef href="items/z.xml"/></assessmentSection><assessmentSection title="First">'
        b'<assessmentItemRef href="items/a.xml"/></assessmentSection></testPart></assessmentTest>'
    )
    files = {
        "test.xml": test,
        "items/a.xml": two(CHOICES, declare("A")),
        "items/z.xml": two("<p>Other</p>" + CHOICES, declare("B")),
    }
    parcel = read(pack(files), "test.zip")
    assert (parcel.title, parcel.found, list(parcel.parts)) == ("Building", 2, ["Last", "First"])


def test_pictures_of_a_package_come_along_under_safe_names() -> None:
    picture = (
        '<p>Whose <img src="$IMS-CC-FILEBASE$/web files/the%20hat.PNG?canvas=1" alt="A hat"></p>'
    )
    quiz = one(item(material(picture) + typed(), right("mine")))
    files = {"quiz/quiz.xml": quiz, "web files/the hat.PNG": b"png"}
    parcel = read(pack(files), "quiz.zip")
    assert parcel.parts[""].questions[0].text == "Whose ![A hat](media/the-hat.png)"
    assert {name: content() for name, content in parcel.media.items()} == {"the-hat.png": b"png"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("gone.png", "not in the file"),
        ("https://example.org/a.png", "elsewhere in the web"),
        ("../../../etc/passwd", "not in the file"),
        ("file:///etc/passwd", "elsewhere"),
    ],
)
def test_a_picture_that_is_not_there_is_told_and_its_name_stays(source: str, reason: str) -> None:
    quiz = one(item(material(f'<p>Whose <img src="{source}" alt="hat"></p>') + typed(), right("x")))
    for data, name in ((quiz, "quiz.xml"), (pack({"quiz.xml": quiz}), "quiz.zip")):
        parcel = read(data, name)
        assert parcel.parts[""].questions[0].text == "Whose hat"
        assert parcel.media == {}
        assert reason in said(parcel)


def test_the_same_quiz_twice_in_an_export_of_canvas_is_read_once() -> None:
    files = {
        "g1/assessment_qti.xml": one(WHOSE),
        "g1/assessment_meta.xml": b"<quiz/>",
        "non_cc_assessments/g1.xml.qti": one(WHOSE),
    }
    assert read(pack(files), "export.imscc").found == 1


def test_a_broken_file_of_a_package_is_left_out_and_the_others_are_taken() -> None:
    files = {"a.xml": b"<questestinterop><item>", "b.xml": one(WHOSE), "imsmanifest.xml": b"<m"}
    parcel = qti.read(Foreign("x.zip", pack(files)))
    assert parcel.taken == 1
    assert "a.xml is not well-formed XML: line 1" in said(parcel)
    assert "imsmanifest.xml" in said(parcel)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<questestinterop><item></questestinterop>", "line 1, column 26: mismatched tag"),
        (b'<?xml version="1.0?>\n<questestinterop/>', "line 1"),
        (
            b'<?xml version="1.0" encoding="no-such"?><questestinterop/>',
            "an encoding that cannot be read",
        ),
        (b"<questestinterop>\xff\xfe\xff</questestinterop>", "not well-formed"),
        (one(WHOSE)[:-40], "not well-formed"),
        (b"<html/>", "it begins with <html>"),
        (b"", "not well-formed"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def test_entities_that_grow_are_refused() -> None:
    bomb = (
        b'<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><questestinterop>&b;</questestinterop>'
    )
    assert "entities" in refused(bomb)
    outer = b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><questestinterop>&a;</questestinterop>'
    assert "entities" in refused(outer)


def test_elements_that_are_nested_too_deeply_are_refused_at_once() -> None:
    started = time.monotonic()
    assert "deep" in refused(b"<questestinterop>" + b"<item>" * 100_000)
    assert time.monotonic() - started < 5


def test_a_file_with_too_many_elements_at_one_time_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(elements, "MAX_KEPT", 100)
    assert "too many elements" in refused(b"<questestinterop>" + b"<a/>" * 101)
    assert read(one(*[WHOSE] * 100)).found == 100


def test_a_package_without_any_item_is_told() -> None:
    assert "no QTI file" in refused(pack({"a.xml": b"<html/>"}), "x.zip")
    assert not qti.is_mine(Foreign("x.zip", pack({"a.xml": b"<html/>"})))
    assert not qti.is_mine(Foreign("x.zip", b"PK\x03\x04 broken"))


def test_other_files_are_none_of_ours() -> None:
    for data in (
        b"",
        b"question,answer\n",
        b"<quiz><question/></quiz>",
        b"\x89PNG",
        b"item <item>",
    ):
        assert not qti.is_mine(Foreign("x", data))
    with pytest.raises(TransferError, match="no format"):
        recognise(Foreign("x", b"\0\1"))


def test_texts_of_a_file_reach_nobody_with_control_characters() -> None:
    text = material("Whose? &#x9b;31m \u202e&#27;") + typed()
    quiz = one(item(text.replace("&#27;", ""), right("x")))
    parcel = read(quiz)
    assert "\x9b" not in parcel.parts[""].questions[0].text
    assert "\u202e" not in parcel.parts[""].questions[0].text


def test_a_file_in_utf_16_is_read() -> None:
    text = one(WHOSE).decode().replace("Whose?", "Čí je?")
    data = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    assert read(data).parts[""].questions[0].text == "Čí je?"


def test_a_bank_of_many_items_is_read_while_only_one_is_held() -> None:
    def parcel_of(count: int) -> Parcel:
        items = (
            item(material(f"Which of {at}?") + lid("r", "x", "y"), right("a"))
            for at in range(count)
        )
        return qti.read(Foreign("big.xml", one(*items)))

    assert parcel_of(2000).taken == 2000


def test_without_the_package_for_xml_one_is_told_once_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = package(a_xml=one(WHOSE), b_xml=one(WHOSE))
    monkeypatch.setattr("studykit.transfer.extras.find_spec", lambda _: None)
    assert refused(data, "export.zip").count("studykit[xml]") == 1
