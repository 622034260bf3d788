"""No item of a file is taken in that nobody could survey, none makes an import slow, and each costs only itself."""

import json
import sqlite3
from collections.abc import Callable

import pytest

from studykit.content.model import Choice
from studykit.transfer import (  # fmt: skip
    anki,
    bank,
    bounds,
    crowdanki,
    gift,
    hascard,
    hashcards,
    moodle,
    obsidian,
    page,
    qti,
    table,
    text2qti,
)
from studykit.transfer.foreign import Foreign
from studykit.transfer.markup import from_html
from studykit.transfer.media import media_name
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.options import right_ones
from studykit.transfer.parcel import Parcel, choice_question, make_guide, open_question
from studykit.transfer.shelving import Shelf, make_files
from tests.transfer.anki_packages import Note, old_package, zipped
from tests.transfer.qti_samples import XMLNS_TWO, item, lid, material, one

_MANY = 12
Read = Callable[[Foreign], Parcel]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """No item may hold more than ten of anything."""
    monkeypatch.setattr(bounds, "MOST", 10)


def _numbered(form: str, between: str = "") -> str:
    return between.join(form.format(number) for number in range(_MANY))


def _gift(many: str) -> str:
    return f"::One:: What?{{=a ~b}}\n\n::Two:: Which?{{{many}}}\n"


def _moodle(many: str, kind: str = "multichoice") -> str:
    asked = '<questiontext format="plain_text"><text>{}?</text></questiontext>'
    answers = (
        '<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer>'
    )
    return (
        f'<quiz><question type="multichoice">{asked.format("What")}{answers}</question>'
        f'<question type="{kind}">{asked.format("Which")}{many}</question></quiz>'
    )


def _crowd(*notes: list[str]) -> str:
    made = [{"__type__": "Note", "fields": fields, "note_model_uuid": "m"} for fields in notes]
    return json.dumps({"__type__": "Deck", "name": "d", "notes": made, "note_models": []})


def _one(*items: str) -> str:
    return one(*items).decode()


_FITS = item(
    material("What?") + lid("r", "a", "b"),
    '<respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar><setvar>1</setvar></respcondition>',
)
_LONG_LIST = f'<response_lid ident="r"><render_choice>{_numbered("<response_label ident=&quot;{0}&quot;><material><mattext>c{0}</mattext></material></response_label>".replace("&quot;", chr(34)))}</render_choice></response_lid>'


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("read", "text"),
    [
        (gift.read, _gift(_numbered("={} "))),
        (gift.read, _gift("=r " + _numbered("~{} "))),
        (gift.read, _gift("#" + _numbered("={}:1 "))),
        (gift.read, _gift(_numbered("={0} -> b{0} "))),
        (moodle.read, _moodle(_numbered('<answer fraction="100"><text>{}</text></answer>'))),
        (moodle.read, _moodle(_numbered('<answer fraction="100"><text>{}</text></answer>'), "shortanswer")),
        (moodle.read, _moodle(_numbered('<answer fraction="100"><text>{}</text></answer>'), "numerical")),
        (moodle.read, _moodle(_numbered("<subquestion><text>{0}</text><answer><text>a{0}</text></answer></subquestion>"), "matching")),
        (qti.read, _one(_FITS, item(material("Which?") + _LONG_LIST))),
        (text2qti.read, "1. What?\n*a) a\nb) b\n\n2. Which?\n*a) r\n" + _numbered("b) {}\n")),
        (text2qti.read, "1. What?\n*a) a\nb) b\n\n2. Which?\n" + _numbered("* {}\n")),
        (bank.read, "- question: What?\n  answer: That.\n- question: Which?\n  correct: c1\n  choices:\n" + _numbered("    - c{}\n")),
        (crowdanki.read, _crowd(["What?", "That."], ["Which?"] + [str(number) for number in range(_MANY)])),
        (hascard.read, "# What?\nThat is it.\n---\n# Which?\n* r\n" + _numbered("- {}\n")),
        (hascard.read, "# What?\nThat is it.\n---\n# Which?\n" + _numbered("{0}. c{0}\n")),
        (table.read, 'question,answer,points\nWhat?,That is it.,"a\nb"\nWhich?,That too.,"' + _numbered("{}\n") + '"\n'),
    ],
)  # fmt: skip
def test_an_item_that_holds_too_much_is_left_out_with_the_limit_and_the_others_are_taken(
    read: Read, text: str
) -> None:
    parcel = read(Foreign("deck.txt", text.encode()))
    assert (parcel.found, parcel.taken) == (2, 1)
    (left,) = [note for note in parcel.notes if note.fate is Fate.LEFT]
    assert "more than 10 " in left.sentence


@pytest.mark.usefixtures("few")
def test_a_page_with_too_many_facts_is_left_out() -> None:
    text = "Lake\n\nDefinition\n\nWater that stands.\n\nMust-know facts\n\n"
    parcel = page.read(Foreign("lake.txt", (text + _numbered("{0}. Fact {0}.\n")).encode()))
    assert [note.sentence for note in parcel.notes] == ["It has more than 10 facts."]


@pytest.mark.usefixtures("few")
def test_qti_2_is_looked_at_no_further_than_its_bound() -> None:
    choices = _numbered('<simpleChoice identifier="A{0}">c{0}</simpleChoice>')
    text = (
        f'<assessmentItem xmlns="{XMLNS_TWO}" identifier="i" title="t"><responseDeclaration identifier="R">'
        "<correctResponse><value>A1</value></correctResponse></responseDeclaration><itemBody><p>Which?</p>"
        f'<choiceInteraction responseIdentifier="R">{choices}</choiceInteraction></itemBody></assessmentItem>'
    )
    parcel = qti.read(Foreign("i.xml", text.encode()))
    assert [note.sentence for note in parcel.notes] == ["It has more than 10 choices."]


def test_a_text_that_no_course_could_hold_costs_only_its_item(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "LONGEST", 100)
    parcel = Parcel()
    assert not parcel.add_question("1", open_question("Why?", "So. " * 50))
    assert not parcel.add_guide("2", make_guide("Lake", "Wet. " * 50))
    assert not parcel.add_question(
        "3", choice_question("Which?", [Choice("a" * 200, correct=True), Choice("b")])
    )
    assert parcel.add_question("4", open_question("How?", "So."))
    said = {note.sentence for note in parcel.notes}
    assert said == {"One of its texts is longer than 100 characters."}
    assert len(parcel.notes) == 3


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (gift.read, _gift("=r ~" + "x" * 300)),
        (moodle.read, _moodle(f'<answer fraction="100"><text>{"x" * 300}</text></answer>')),
        (qti.read, _one(_FITS, item(material("x" * 300)))),
        (text2qti.read, f"1. What?\n*a) a\nb) b\n\n2. {'x' * 300}\n*a) a\nb) b\n"),
        (bank.read, f"- question: What?\n  answer: That.\n- question: {'x' * 300}\n  answer: a\n"),
        (crowdanki.read, _crowd(["What?", "That."], ["Which?", "x" * 300])),
        (hascard.read, f"# What?\nThat is it.\n---\n# Which?\n{'x' * 300}\n"),
    ],
)
def test_an_item_is_not_looked_into_where_it_is_too_long(
    monkeypatch: pytest.MonkeyPatch, read: Read, text: str
) -> None:
    monkeypatch.setattr(bounds, "RAW", 250)
    parcel = read(Foreign("deck.txt", text.encode()))
    assert (parcel.found, parcel.taken) == (2, 1)
    assert [note.sentence for note in parcel.notes] == ["It is longer than 250 characters."]


def test_a_picture_within_a_text_does_not_make_it_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "RAW", 250)
    picture = f'<img src="data:image/png;base64,{"A" * 400}">'
    assert not bounds.too_long("Which?", picture)
    assert bounds.too_long("x" * 251)


def test_a_file_of_too_many_items_is_told_once_and_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ITEMS", 20)
    rows = "".join(f"What {number}?,That {number}.\n" for number in range(21))
    with pytest.raises(TransferError, match="more than 20 rows"):
        table.read(Foreign("deck.csv", f"front,back\n{rows}".encode()))
    with pytest.raises(TransferError, match="more than 20 items"):
        gift.read(Foreign("deck.gift", "".join(f"{n}?{{=a}}\n\n" for n in range(21)).encode()))
    parcel = Parcel()
    for number in range(10):
        parcel.leave("here", f"{number}", "It is no question.")
    with pytest.raises(TransferError, match="More than 10 things"):
        parcel.leave("here", "10", "It is no question.")


def test_what_no_course_could_hold_is_left_out_item_by_item(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MOST_WEIGHT", 2_000)
    parcel = Parcel()
    fitted = [parcel.add_question(f"{n}", open_question(f"Why {n}?", "So. " * 50)) for n in range(9)]  # fmt: skip
    assert any(fitted)
    assert not fitted[-1]
    assert "the course would be larger" in parcel.notes[-1].sentence


def test_heavy_questions_stand_in_more_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "HEAVIEST", 1_500)
    parcel = Parcel()
    for number in range(10):
        assert parcel.add_question(f"{number}", open_question(f"Why {number}?", "So it is. " * 40))
    files = make_files(parcel, "Waters")
    assert len(files) > 4
    assert all(len(text) < 3_000 for text in files.values())


def test_a_note_is_short_whatever_is_told() -> None:
    parcel = Parcel()
    parcel.change("line 1", "tags", f"Tags are not carried: {', '.join(['tag'] * 5_000)}.")
    assert len(parcel.notes[0].sentence) <= 1_000


class _Counting(set[str]):
    """Names that are taken, and how often they were asked for."""

    asked = 0

    def __contains__(self, name: object) -> bool:
        self.asked += 1
        return super().__contains__(name)


def test_many_pictures_of_one_name_are_not_tried_one_by_one() -> None:
    taken = _Counting()
    for _ in range(2_000):
        taken.add(media_name("a.png", taken))
    assert len(taken) == 2_000
    assert taken.asked < 60_000


def test_many_units_of_one_name_have_files_of_their_own() -> None:
    parcel = Parcel()
    for number in range(300):
        parcel.add_question("1", open_question("Why?", "So."), "." * (number + 1))
    files = make_files(parcel, "Waters", Shelf(names={"waters.yaml"}))
    assert len(files) == len(parcel.parts) == parcel.taken  # long ones are cut, and the same then
    assert 100 < parcel.taken < 300


@pytest.mark.parametrize(
    "html",
    [
        r"\(a" * 200_000,
        "[latex]" * 100_000,
        "<b>" * 100 + "x" * 500_000 + "</b>" * 50_000,
        "x" * 500_000 + "<p>" * 100_000,
        '<a href="https://x.org">' * 50_000 + "x</a>" * 50_000,
        "<ul><li>" * 50_000,
    ],
)
def test_html_is_read_in_time_that_its_length_allows(html: str) -> None:
    assert isinstance(from_html(html), str)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (hashcards.read, "C: " + " ".join(f"[w{number}]" for number in range(30_000))),
        (hashcards.read, "C: [" + "a\\" * 300_000),
        (hascard.read, "# What?\n" + "![" * 500_000),
        (hascard.read, "\n---\n".join(f"# What {n}?\nIt is {n}." for n in range(10_000))),
        (obsidian.read, "#flashcards\n\n" + "#aaaaaaaa " * 40 + "!::b"),
        (obsidian.read, "#flashcards\n\na" + " " * 200_000 + "b\n\nc::d"),
        (gift.read, "::" + "a:" * 500_000),
    ],
)
def test_a_line_that_never_ends_is_read_to_its_end(read: Read, text: str) -> None:
    assert read(Foreign("deck.md", text.encode())).found >= 1


def test_numbers_of_thousands_of_digits_are_text_like_any_other() -> None:
    digits = "9" * 5_000
    with pytest.raises(TransferError, match="number that is too long"):
        crowdanki.read(Foreign("d.json", f'{{"notes": [], "x": {digits}}}'.encode()))
    parcel = hascard.read(Foreign("d.md", f"# What?\n1. a\n{digits}. b\n".encode()))
    assert parcel.found == 1
    assert right_ones(digits, ["a", "b"]) == frozenset()
    assert right_ones("²", ["a", "b"]) == frozenset()
    assert right_ones("2", ["a", "b"]) == {1}


def test_a_table_that_computes_what_it_holds_is_refused() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE col (id INTEGER PRIMARY KEY, models TEXT, decks TEXT);"
        "INSERT INTO col VALUES (1, '{}', '{}');"
        "CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER, ord INTEGER);"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, mid INTEGER, tags TEXT,"
        " flds TEXT GENERATED ALWAYS AS (hex(zeroblob(9000000))) VIRTUAL);"
        "INSERT INTO notes (id, mid, tags) VALUES (1, 1, '');"
    )
    data = zipped({"collection.anki2": db.serialize(), "media": b"{}"}, None)
    with pytest.raises(TransferError, match="made up"):
        anki.read(Foreign("d.apkg", data))


def test_a_name_like_a_book_is_told_briefly() -> None:
    name = "x" * 5_000 + ".png"
    parcel = anki.read(Foreign("d.apkg", old_package([Note("Basic", [f'What?<img src="{name}">', "That."])])))  # fmt: skip
    assert all(len(note.sentence) < 200 for note in parcel.notes)
    assert parcel.taken == 1


def test_what_is_too_large_for_text_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studykit.transfer.foreign.MAX_LINES", 10)
    with pytest.raises(TransferError, match="more than 10 lines"):
        _ = Foreign("d.md", b"a\n" * 11).text
