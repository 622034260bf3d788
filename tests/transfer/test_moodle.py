"""Question banks in Moodle XML become questions, and what cannot be carried is told."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.model import Form, Question
from studykit.transfer import moodle
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.transfer.same import parcel_questions

PICTURE = b64encode(b"\x89PNG not really").decode()


def question(kind: str, text: str = "Which?", rest: str = "", name: str = "Name") -> str:
    """A question as Moodle writes it."""
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{rest}</question>'
    )


def answer(text: str, fraction: str = "100", why: str = "", rest: str = "") -> str:
    """An answer as Moodle writes it."""
    return (
        f'<answer fraction="{fraction}" format="moodle_auto_format"><text>{text}</text>{rest}'
        f'<feedback format="html"><text><![CDATA[{why}]]></text></feedback></answer>'
    )


def html(name: str, text: str) -> str:
    """An element with a text."""
    return f'<{name} format="html"><text><![CDATA[{text}]]></text></{name}>'


def category(path: str) -> str:
    """What begins a category."""
    return f'<question type="category"><category><text>{path}</text></category></question>'


def bank(*questions: str) -> bytes:
    """A file."""
    body = "\n".join(questions)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- a bank -->\n<quiz>\n{body}\n</quiz>'.encode()
    )


def read(*questions: str) -> Parcel:
    """The parcel of a file, whose counts add up and which makes files in order."""
    file = Foreign("bank.xml", bank(*questions))
    assert recognise(file).name == "moodle"
    parcel = moodle.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "Bridges")
    return parcel


def only(*questions: str) -> Question:
    """The only question of a file."""
    (found,) = parcel_questions(read(*questions))
    return found


def said(*questions: str) -> str:
    """All that is noted of a file."""
    notes = read(*questions).notes
    return "\n".join(f"{note.place}: {note.item}: {note.sentence}" for note in notes)


def test_a_choice_keeps_feedback_hint_id_and_formats() -> None:
    found = only(
        question(
            "multichoice",
            "<p>Which bridge <b>hangs</b>?</p>",
            "<single>true</single><idnumber>b-1</idnumber>"
            + answer("Arch", "0", "It <i>stands</i>.")
            + answer("Suspension &amp; cables")
            + html("generalfeedback", "Look up.")
            + html("hint", "Ropes.")
            + html("hint", "Towers."),
        )
    )
    assert found.id == "b-1"
    assert found.text == "Which bridge **hangs**?"
    assert [(one.text, one.correct, one.why) for one in found.choices] == [
        ("Arch", False, "It *stands*."),
        ("Suspension & cables", True, ""),
    ]
    assert found.answer == "Look up."
    assert found.hint == "Ropes.\n\nTowers."


def test_several_fractions_make_several_right_and_a_part_is_told() -> None:
    several = "<single>false</single>" + "".join(
        answer(text, fraction)
        for text, fraction in (
            ("a", "33.33333"),
            ("b", "33.33333"),
            ("c", "33.33333"),
            ("d", "-50"),
        )
    )
    assert [one.correct for one in only(question("multichoice", rest=several)).choices] == [
        True,
        True,
        True,
        False,
    ]
    partly = "<single>true</single>" + answer("full") + answer("half", "50")
    assert [one.correct for one in only(question("multichoice", rest=partly)).choices] == [
        True,
        False,
    ]
    assert "wrong here: half" in said(question("multichoice", rest=partly))


def test_true_or_false() -> None:
    found = only(
        question("truefalse", "Is it?", answer("true", "0", "No.") + answer("false", "100", "Yes."))
    )
    assert [(one.text, one.correct, one.why) for one in found.choices] == [
        ("True", False, "No."),
        ("False", True, "Yes."),
    ]


def test_a_short_answer_is_what_is_typed() -> None:
    rest = answer("Rome", why="The eternal one.") + answer("*ome", "50") + answer("&lt;b&gt;")
    found = only(question("shortanswer", "The city?", rest))
    assert found.accept == ("Rome", "<b>")
    assert found.answer == "The eternal one."


def test_praise_for_a_right_answer_is_no_model_answer() -> None:
    rest = answer("Rome", why="Of course. Well done!")
    assert only(question("shortanswer", "The city?", rest)).answer == ""


def test_a_number_with_tolerance_and_units() -> None:
    units = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
    units += "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
    rest = answer("3.50", rest="<tolerance>0.5</tolerance>") + answer("*", "0", "No.") + units
    found = only(question("numerical", "How long?", rest))
    assert found.accept == ("3.5", "3.50", "3.5 m", "3.50 m")
    assert found.answer == "3.5 (from 3 to 4 is right)"
    assert "first unit" in said(question("numerical", "How long?", rest))


def test_the_notes_of_a_grader_are_the_model_answer_or_the_points() -> None:
    essay = question("essay", "Why?", html("graderinfo", "Wind and feet."))
    assert only(essay).answer == "Wind and feet."
    listed = html("graderinfo", "<ul><li>Wind.</li><li>Feet.</li></ul>")
    found = only(question("essay", "Why?", listed + html("generalfeedback", "Both sway it.")))
    assert found.answer == "Both sway it."
    assert [point.text for point in found.points] == ["Wind.", "Feet."]
    said_after = only(question("essay", "Why?", html("generalfeedback", "Both sway it.")))
    assert said_after.answer == "Both sway it."
    assert "no model answer" in said(question("essay", "Why?"))
    template = html("graderinfo", "a") + html("responsetemplate", "Begin with …")
    assert "begins with" in said(question("essay", "Why?", template))


def test_pairs_become_points() -> None:
    rest = "".join(
        f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
        for left, right in (("Rome", "Tiber"), ("Paris", "Seine"), ("", "Thames"))
    )
    found = only(question("matching", "Match.", rest))
    assert [point.text for point in found.points] == ["Rome: Tiber", "Paris: Seine"]
    assert "Thames" in found.text


def test_an_order_has_a_point_for_each_place() -> None:
    found = only(question("ordering", "Order.", answer("one", "1") + answer("two", "2")))
    assert [point.text for point in found.points] == ["1: one", "2: two"]


def test_gaps_with_their_answers_in_the_text() -> None:
    text = (
        "The {1:SHORTANSWER:=Tiber#Yes~%50%Tevere~*#no} flows through "
        "{2:MULTICHOICE:Paris~=R\\}ome &amp; sea~%0%Bonn} for {:NUMERICAL:=405:1} km"
    )
    found = only(question("cloze", text))
    assert found.form is Form.OPEN
    assert [point.text for point in found.points] == [
        "(1) Tiber",
        "(2) R}ome & sea",
        "(3) 405 (from 404 to 406 is right)",
    ]
    assert "Paris" in found.text
    assert "Tevere" in said(question("cloze", text))
    single = only(question("cloze", "<p>It is {1:MCV:=so~not so}.</p>"))
    assert single.form is Form.CHOICE
    assert single.text == r"It is \_\_\_\_\_."
    assert "kind that is not known" in said(question("cloze", "{1:SA:=a} {1:REGEXP:=b}"))


def test_places_for_words_that_are_offered() -> None:
    words = "".join(
        f"<selectoption><text>{word}</text><group>{group}</group></selectoption>"
        for word, group in (("Tiber", 1), ("Rome", 2), ("Seine", 1))
    )
    found = only(question("gapselect", "The [[1]] flows through [[2]].", words))
    assert [point.text for point in found.points] == ["(1) Tiber", "(2) Rome"]
    assert "Seine / Tiber" in found.text
    boxes = words.replace("selectoption", "dragbox")
    assert only(question("ddwtos", "The [[1]] flows.", boxes)).form is Form.CHOICE
    assert "[[9]]" in said(question("ddwtos", "The [[9]] flows.", boxes))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("calculated", "made anew"),
        ("random", "any question"),
        ("ddmarker", "on a picture"),
        ("stack", "“stack” are not known"),
        ("description", "asks nothing"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_the_reason(kind: str, reason: str) -> None:
    assert reason in said(question(kind, "Some text"), question("truefalse", rest=answer("true")))


def test_pictures_become_media_once_each() -> None:
    file = f'<file name="a b.png" path="/" encoding="base64">{PICTURE}</file>'
    text = '<p>What? <img src="@@PLUGINFILE@@/a%20b.png" alt="a bridge"></p>'
    asked = (
        f'<question type="essay"><questiontext format="html"><text><![CDATA[{text}]]></text>{file}'
        "</questiontext>" + html("graderinfo", "An arch.") + "</question>"
    )
    parcel = read(asked, asked.replace("What?", "And what?"))
    assert list(parcel.media) == ["a-b.png"]
    assert parcel.media["a-b.png"]() == b"\x89PNG not really"
    assert "![a bridge](media/a-b.png)" in parcel_questions(parcel)[0].text
    inline = f'<img src="data:image/png;base64,{PICTURE}">'
    assert list(read(question("essay", inline, html("graderinfo", "a"))).media)


def test_files_that_are_not_there_or_not_shown_are_told() -> None:
    gone = '<img src="@@PLUGINFILE@@/no.png" alt="x"> What?'
    assert "A picture is not in the file" in said(question("essay", gone, html("graderinfo", "a")))
    odd = '<file name="../../run.exe" encoding="base64">AAAA</file>'
    parcel = read(question("essay", "What?", html("graderinfo", "a") + odd))
    assert not parcel.media
    assert "run.exe is not shown" in parcel.notes[0].sentence


def test_categories_tags_and_feedback_of_the_whole() -> None:
    truth = answer("true") + answer("false", "0")
    tagged = truth + "<tags><tag><text>easy</text></tag></tags>" + html("correctfeedback", "Good.")
    parcel = read(
        category("$course$/top/Bridges/Arches"),
        question("truefalse", "One?", tagged),
        category("$course$/top/Bridges/Cables"),
        question("truefalse", "Two?", truth),
    )
    assert parcel.title == "Bridges"
    assert list(parcel.parts) == ["Arches", "Cables"]
    assert parcel.found == 2
    told = [note.sentence for note in parcel.notes]
    assert any("easy" in sentence for sentence in told)
    assert any("as a whole" in sentence for sentence in told)


def test_markdown_and_plain_texts_are_what_they_say() -> None:
    asked = '<question type="truefalse"><questiontext format="{}"><text>Is *it* &lt;b&gt;?</text></questiontext>'
    asked += answer("true") + answer("false", "0") + "</question>"
    assert only(asked.format("markdown")).text == "Is *it* <b>?"
    assert only(asked.format("plain_text")).text == r"Is \*it\* <b>?"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_encodings_that_a_file_declares(encoding: str) -> None:
    text = bank(question("truefalse", "Größe?", answer("true") + answer("false", "0"))).decode()
    declared = text.replace("UTF-8", encoding.removesuffix("-sig"))
    file = Foreign("bank.xml", declared.encode(encoding))
    assert moodle.is_mine(file)
    assert parcel_questions(moodle.read(file))[0].text == "Größe?"


BOMB = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "definition",
    [
        BOMB,
        '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz SYSTEM "x">',
    ],
)
def test_definitions_and_entities_are_refused_with_their_place(definition: str) -> None:
    data = bank(question("essay", "&b;")).replace(b"<quiz>", f"  {definition}\n<quiz>".encode())
    with pytest.raises(TransferError, match=r"document type \(line 3, column 3\)"):
        moodle.read(Foreign("bank.xml", data))
    assert moodle.is_mine(Foreign("bank.xml", data))


def test_entities_are_refused_wherever_they_are_defined() -> None:
    data = bank(question("essay", "x")).replace(
        b"<quiz>", b"<!--" + b" " * 30_000 + b"-->" + BOMB.encode() + b"<quiz>"
    )
    with pytest.raises(TransferError, match="entities"):
        moodle.read(Foreign("bank.xml", data))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bank(question("essay"))[:-20], r"line \d+, column \d+"),
        (bank("<question type='essay'></name>"), r"line 4, column \d+: mismatched tag"),
        (b"<quiz>&nbsp;</quiz>", "line 1"),
        (b"<html></html>", "begins with <html>"),
        (b"", "line 1, column 1"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "encoding"),
        (b"<quiz>" + b"<a>" * 100_000, "deep"),
    ],
)
def test_what_is_broken_is_refused_in_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(TransferError, match=reason):
        moodle.read(Foreign("bank.xml", data))


def test_one_bad_question_costs_only_itself() -> None:
    good = question("truefalse", "Is it?", answer("true") + answer("false", "0"))
    bad = question("numerical", "How much?", answer("much"))
    empty = "<question type='multichoice'/>"
    parcel = read(bad, empty, good, "<question/>", question("cloze", "no gaps"))
    assert parcel.taken == 1
    assert parcel.found == 5
    assert len({note.place for note in parcel.notes}) == 4


@pytest.mark.parametrize(
    "asked",
    [
        question("cloze", "{1:SA:=a} " * 5_000),
        question("cloze", "{1:SA:=a" * 20_000),
        question("gapselect", "[[1]] " * 5_000, "<selectoption><text>a</text></selectoption>" * 99),
        question("matching", rest="<subquestion><text>a</text></subquestion>" * 5_000),
        question("essay", "<div>" * 5_000, html("graderinfo", "<b>" * 5_000)),
        question("multichoice", rest="".join(answer(f"a{at}", "0") for at in range(5_000))),
    ],
)
def test_bombs_are_left_out_or_only_text(asked: str) -> None:
    assert read(asked).found == 1


def test_without_the_package_for_xml_one_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("studykit.transfer.extras.find_spec", lambda _: None)
    with pytest.raises(TransferError, match="defusedxml") as raised:
        moodle.read(Foreign("bank.xml", bank(question("essay"))))
    assert "studykit[xml]" in str(raised.value)


@pytest.mark.parametrize(
    "data",
    [
        b"<quiz xmlns='x'><title>t</title></quiz>",
        b"<questestinterop><item/></questestinterop>",
        b"<html><quiz><question type='x'></html>",
        b"text with <quiz> <question type='essay'>",
        b"\0" * 100,
        b"<!--" * 5_000,
    ],
)
def test_other_files_are_not_taken_for_moodle_xml(data: bytes) -> None:
    assert not moodle.is_mine(Foreign("x.xml", data))


TAGS = ["<text>", "</text>", "<answer fraction='100'>", "</answer>", "<![CDATA[<p>x]]>", "{1:SA:=a~b#c}", "[[1]]", "a", "1",
        "<subquestion>", "</subquestion>", "<file name='a.png'>AA==</file>", "<idnumber>x</idnumber>", "<studykit><kind>fact</kind>",
        "</studykit>", "<generalfeedback>", "</generalfeedback>", "<hint/>", "<single>true</single>"]  # fmt: skip


@given(
    st.sampled_from(["multichoice", "cloze", "essay", "numerical", "matching", "gapselect", "odd"]),
    st.lists(st.sampled_from(TAGS), max_size=20).map("".join),
)
def test_whatever_stands_in_a_question_is_taken_told_or_refused(kind: str, inner: str) -> None:
    data = bank(
        f'<question type="{kind}"><questiontext><text>Which?</text></questiontext>{inner}</question>'
    )
    try:
        parcel = moodle.read(Foreign("x", data))
    except TransferError:
        return
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == 1 == parcel.taken + left
    make_files(parcel, "Bridges")
