"""Packages of Anki and decks of CrowdAnki, in and out."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.content.model import Choice, Course, Form, Guide, Question
from studykit.transfer import anki, anki_out, crowdanki
from studykit.transfer.anki_database import read_notes
from studykit.transfer.anki_notes import add_notes
from studykit.transfer.anki_own import take_own
from studykit.transfer.archive import Archive
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.luggage import Luggage, nothing_but
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel, choice_question
from studykit.transfer.shelving import make_files
from tests.transfer.anki_packages import Note, new_package, old_package, zipped
from tests.transfer.decks import DECKS, needs_decks, oracle

ROOT = Path(__file__).parents[2]
Pack = Callable[[Sequence[Note], Mapping[str, bytes] | None], bytes]
GENERATIONS = pytest.mark.parametrize("pack", [old_package, new_package], ids=["old", "new"])


def taken(data: bytes, name: str = "deck.apkg") -> Parcel:
    file = Foreign(name, data)
    known = recognise(file)
    assert known.name == "anki"
    parcel = known.reader().read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "T")  # which makes sure that all of it is in order
    return parcel


def questions(parcel: Parcel) -> list[Question]:
    return [question for part in parcel.parts.values() for question in part.questions]


def guides(parcel: Parcel) -> list[Guide]:
    return [guide for part in parcel.parts.values() for guide in part.guides]


@GENERATIONS
def test_questions_with_their_answers_arrive(pack: Pack) -> None:
    parcel = taken(
        pack(
            [
                Note(
                    "Basic",
                    ["What is <b>osmosis</b>?", "Water moves through a membrane.<br>Slowly."],
                ),
                Note("Basic", ["What is 2 &lt; 3?", "true"]),
                Note("Basic", ["Which is empty?", " <br> "]),
            ],
            None,
        )
    )
    first, second = questions(parcel)
    assert first.text == "What is **osmosis**?"
    assert first.answer == "Water moves through a membrane.\\\nSlowly."
    assert (second.text, second.accept) == ("What is 2 < 3?", ("true",))
    assert [note.place for note in parcel.notes] == ["note 3"]


@GENERATIONS
def test_names_with_their_meanings_become_terms(pack: Pack) -> None:
    parcel = taken(
        pack([Note("Reversed", ["Tort", "A civil wrong."]), Note("Basic", ["行く", "to go"])], None)
    )
    assert [(guide.term, guide.definition) for guide in guides(parcel)] == [
        ("Tort", "A civil wrong."),
        ("行く", "to go"),
    ]


@GENERATIONS
def test_hidden_words_arrive_with_hints_and_formulas(pack: Pack) -> None:
    parcel = taken(
        pack(
            [
                Note("Cloze", [r"The area is {{c1::\(\pi r^2\)::formula}}.", "<i>Always.</i>"]),
                Note("Cloze", ["{{c1::Paris}} is in <b>{{c2::France}}</b>.", ""]),
                Note("Cloze", ["Nothing hidden.", ""]),
            ],
            None,
        )
    )
    area, paris = questions(parcel)
    assert area.text == r"The area is \_\_\_\_\_."
    assert area.hint == "formula"
    assert area.answer == "*Always.*"
    assert paris.answer == "**Paris** is in **France**."
    assert [point.text for point in paris.points] == ["Paris", "France"]
    assert parcel.notes[-1].sentence == "No word in it is marked to be hidden."


@GENERATIONS
def test_choices_are_known_by_the_names_of_their_fields(pack: Pack) -> None:
    parcel = taken(
        pack([Note("Choice", ["Which are even?", "1", "2", "4", "0 1 1", "Halve them."])], None)
    )
    (question,) = questions(parcel)
    assert question.form is Form.CHOICE
    assert [choice.correct for choice in question.choices] == [False, True, True]
    assert question.answer == "Halve them."


@GENERATIONS
def test_an_empty_choice_takes_no_other_ones_number(pack: Pack) -> None:
    (question,) = questions(
        taken(pack([Note("Choice", ["Which is even?", "1", "", "4", "3", ""])], None))
    )
    assert [(one.text, one.correct) for one in question.choices] == [("1", False), ("4", True)]


@GENERATIONS
def test_a_field_that_is_shown_as_a_hint_is_one(pack: Pack) -> None:
    (question,) = questions(
        taken(pack([Note("Hinted", ["Who rules?", "The people do.", "Think"])], None))
    )
    assert (question.text, question.hint) == ("Who rules?", "Think")


@GENERATIONS
def test_an_answer_that_is_typed_in_anki_is_typed_here(pack: Pack) -> None:
    parcel = taken(
        pack(
            [
                Note("Typed", ["France", "Paris", ""]),
                Note("Typed", ["What stands first in a will?", "the name of the one who makes it", "<b>Always.</b>"]),
                Note("Typed", ["Which two are they?", "this<br>that", ""]),
                Note("Typed", ["Who is it?", "", ""]),
            ],
            None,
        )
    )  # fmt: skip
    france, will, two = questions(parcel)
    assert (france.form, france.text, france.accept) == (Form.SHORT, "France", ("Paris",))
    assert (will.accept, will.answer) == (("the name of the one who makes it",), "**Always.**")
    assert (two.form, two.answer) == (Form.OPEN, "this\\\nthat")
    assert [note.sentence for note in parcel.notes] == ["Nothing stands on its back."]


@GENERATIONS
def test_decks_within_a_deck_become_units_and_it_the_course(pack: Pack) -> None:
    notes = [
        Note("Basic", ["What is a cell?", "A small thing."], deck="Biology::Cells"),
        Note("Basic", ["What is a gene?", "A piece of it."], deck="Biology::Genes::First"),
    ]
    parcel = taken(pack(notes, None))
    assert parcel.title == "Biology"
    assert list(parcel.parts) == ["Cells", "Genes: First"]


def test_in_a_single_deck_the_tags_make_the_units() -> None:
    notes = [
        Note("Basic", ["What is a cell?", "A small thing."], tags="leech bio::cells hard"),
        Note("Basic", ["What is law?", "A rule of all."], tags="law"),
    ]
    parcel = taken(old_package(notes))
    assert list(parcel.parts) == ["bio: cells", "law"]
    assert any("The tag hard is not carried" in note.sentence for note in parcel.notes)


@GENERATIONS
def test_pictures_come_along_and_missing_ones_are_told(pack: Pack) -> None:
    notes = [
        Note("Basic", ['What is this?<img src="a b.png">', "A map of it. [sound:x.mp3]"]),
        Note("Basic", ['And this?<img src="../../evil.png"><img src="gone.jpg">', "Another one."]),
    ]
    parcel = taken(pack(notes, {"a b.png": b"PNG", "x.mp3": b"MP3", "unused.png": b"?"}))
    assert {name: content() for name, content in parcel.media.items()} == {
        "a-b.png": b"PNG",
        "x.mp3": b"MP3",
    }
    assert "(media/a-b.png)" in questions(parcel)[0].text
    missing = [note.sentence for note in parcel.notes if "not in the package" in note.sentence]
    assert len(missing) == 2


def test_a_script_in_a_note_is_gone() -> None:
    note = Note(
        "Basic",
        [
            "Is this safe?<script>alert(1)</script>",
            "<a href='javascript:x()'>Yes it is</a>, so it is.",
        ],
    )
    (question,) = questions(taken(old_package([note])))
    assert question.text == "Is this safe?"
    assert question.answer == "Yes it is, so it is."


def _evil_database(sql: str) -> bytes:
    db = sqlite3.connect(":memory:")
    db.executescript(sql)
    return zipped({"collection.anki2": db.serialize(), "media": b"{}"})


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE x (y)",
        "CREATE TABLE notes (a); CREATE TABLE cards (a); CREATE TABLE col (a)",
        "CREATE TABLE cards (nid, did, ord); CREATE TABLE col (models, decks);"
        "CREATE VIEW notes AS WITH RECURSIVE n(id, mid, tags, flds) AS (SELECT 1, 1, '', '' UNION ALL SELECT id + 1, 1, '', '' FROM n)"
        " SELECT * FROM n",
        "CREATE TABLE notes (id, mid, tags, flds); CREATE TABLE cards (nid, did, ord); CREATE TABLE col (models, decks);"
        "INSERT INTO col VALUES ('[1]', '{}')",
    ],
)
def test_a_database_that_lies_about_its_tables_is_refused(sql: str) -> None:
    with pytest.raises(TransferError, match="cannot be read"):
        anki.read(Foreign("x.apkg", _evil_database(sql)))


@pytest.mark.parametrize(
    "data",
    [
        zipped({"collection.anki2": b"no database", "media": b"{}"}),
        zipped({"collection.anki21b": b"\x28\xb5\x2f\xfdbroken", "media": b""}),
        zipped({"collection.anki21b": b"\x28\xb5\x2f\xfd", "media": b""}),
        old_package([Note("Basic", ["a", "b"])])[:-200],
        zipped({"other": b""}),
        b"PK\x03\x04",
    ],
)
def test_a_broken_package_is_told(data: bytes) -> None:
    with pytest.raises(TransferError):
        anki.read(Foreign("x.apkg", data))


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21", "collection.anki21b"])
def test_a_collection_that_unpacks_too_large_is_told_as_that_and_no_older_one_is_taken_for_it(
    name: str,
) -> None:
    stub = {} if name == "collection.anki2" else {"collection.anki2": _database()}
    file = Foreign("deck.apkg", zipped({name: bytes(2_000_000), "media": b"{}", **stub}))
    assert recognise(file).name == "anki"
    with pytest.raises(TransferError, match=rf"{name} cannot be read: It is too large"):
        anki.read(file)


def test_a_package_that_is_too_large_as_a_whole_is_told_as_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("studykit.transfer.archive.MAX_ALL", 1_000)
    with pytest.raises(TransferError, match=r"more than 0 GB unpacked"):
        recognise(Foreign("deck.apkg", old_package([Note("Basic", ["What?", "That."])])))


def test_a_broken_list_of_media_is_told() -> None:
    package = zipped({"collection.anki2": _database(), "media": b"{broken"})
    with pytest.raises(TransferError, match="list of media"):
        anki.read(Foreign("x.apkg", package))


def _database() -> bytes:
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE notes (id, mid, tags, flds); CREATE TABLE cards (nid, did, ord); CREATE TABLE col (models, decks)"
    )
    return db.serialize()


@pytest.fixture(scope="module")
def courses() -> Iterator[list[Course]]:
    """The shipped courses."""
    catalog = Catalog.open([ROOT / "content"], None)
    catalog.refresh()
    yield [catalog.course(entry.slug) for entry in catalog.courses()]
    catalog.close()


def test_a_course_goes_out_and_comes_back_the_same(courses: list[Course]) -> None:
    for course in courses:
        shipment = anki_out.write([course])
        parcel = taken(shipment.data)
        assert parcel.title == course.title
        assert shipment.taken == parcel.found == parcel.taken
        assert parcel.notes == []
        own = [
            replace(guide, questions=tuple(replace(one, term="") for one in guide.questions))
            for guide in course.guides
        ]
        assert guides(parcel) == own


def test_each_of_very_many_choices_goes_out() -> None:
    choices = tuple(Choice(f"The number {at}", at == 29) for at in range(30))
    front, back, *_ = anki_out.question_fields("T", choice_question("Which?", choices))
    assert front.count("The number") == 30
    assert "✓ AD. The number 29" in back


def test_the_same_course_gives_the_same_package(courses: list[Course]) -> None:
    assert anki_out.write(courses[:1]).data == anki_out.write(courses[:1]).data


def test_a_note_that_was_changed_in_anki_comes_back_as_changed(courses: list[Course]) -> None:
    data = Archive(anki_out.write(courses[:1]).data).read("collection.anki2")
    notes, _ = read_notes(data)
    at = next(at for at, note in enumerate(notes) if note.model.name == anki_out.BASIC)
    changed = replace(notes[at], values=("Another front?", *notes[at].values[1:]))
    pages, others = take_own([*notes[:at], changed, *notes[at + 1 :]])
    assert others == [replace(changed, values=(*changed.values[:-1], ""))]
    assert pages.notes == len(notes) - 1


def test_facts_of_a_definition_that_was_changed_in_anki_are_still_asked(
    courses: list[Course],
) -> None:
    data = Archive(anki_out.write(courses[:1]).data).read("collection.anki2")
    notes, _ = read_notes(data)
    at = next(at for at, note in enumerate(notes) if note.model.name == anki_out.BOTH)
    changed = replace(notes[at], values=(notes[at].values[0], "Another.", *notes[at].values[2:]))
    parcel = Parcel()
    add_notes(parcel, [*notes[:at], changed, *notes[at + 1 :]], str, lambda _done, _all: None)
    guide = next(one for one in courses[0].guides if one.term == changed.values[0])
    loose = sum(len(found.questions) for found in courses[0].sets)
    assert len(questions(parcel)) == loose + len(guide.questions) + len(guide.facts)
    assert parcel.found == parcel.taken
    asked = " ".join(question.answer for question in questions(parcel))
    assert '"kind"' not in asked


def test_the_package_opens_in_anki_with_the_same_cards(
    courses: list[Course], tmp_path: Path
) -> None:
    collection = pytest.importorskip("anki.collection")
    package = tmp_path / "course.apkg"
    shipment = anki_out.write(courses)
    package.write_bytes(shipment.data)
    col = collection.Collection(str(tmp_path / "collection.anki2"))
    try:
        request = collection.ImportAnkiPackageRequest(package_path=str(package))
        first = col.import_anki_package(request).log
        assert len(first.new) == shipment.taken
        assert len(col.find_notes("")) == shipment.taken
        assert len(col.import_anki_package(request).log.duplicate) == shipment.taken
        assert col.fix_integrity()[1]
        fronts = {
            col.get_note(note).fields[0] for note in col.find_notes('"note:studykit: question"')
        }
        asked = {
            anki_out.question_fields("", one)[0]
            for course in courses
            for guide in course.guides
            for one in guide.questions
        }
        assert asked <= fronts
    finally:
        col.close()


MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def sent(course: Course, when: datetime) -> bytes:
    """A package of a course, made at that time."""
    return anki_out.write([course], Luggage(nothing_but("none"), leaves=when)).data


def with_answer(course: Course, answer: str) -> Course:
    """A course with another answer to the first question of its first guide."""
    unit = course.units[0]
    guide = unit.guides[0]
    questions = (replace(guide.questions[0], answer=answer), *guide.questions[1:])
    guides = (replace(guide, questions=questions), *unit.guides[1:])
    return replace(course, units=(replace(unit, guides=guides), *course.units[1:]))


def notes_in(package: bytes) -> dict[str, tuple[int, str]]:
    """When each note of a package was changed, and what it says, by its id."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(Archive(package).read("collection.anki2"))
        return {guid: (mod, said) for guid, mod, said in db.execute("SELECT guid, mod, flds FROM notes")}  # fmt: skip


def test_what_is_sent_later_is_the_same_notes_and_newer(courses: list[Course]) -> None:
    before = notes_in(sent(courses[0], MONDAY))
    after = notes_in(sent(with_answer(courses[0], "Altered."), MONDAY + timedelta(minutes=1)))
    assert before.keys() == after.keys()
    assert {mod for mod, _ in before.values()} == {int(MONDAY.timestamp())}
    assert {mod for mod, _ in after.values()} == {int(MONDAY.timestamp()) + 60}
    (changed,) = (guid for guid in before if before[guid][1] != after[guid][1])
    assert "Altered." in after[changed][1]


def test_anki_takes_a_changed_answer_and_keeps_the_looks_that_a_learner_gave_its_cards(
    courses: list[Course], tmp_path: Path
) -> None:
    collection = pytest.importorskip("anki.collection")
    package = tmp_path / "course.apkg"
    request = collection.ImportAnkiPackageRequest(package_path=str(package))
    later = MONDAY + timedelta(days=1)
    col = collection.Collection(str(tmp_path / "collection.anki2"))
    try:
        package.write_bytes(sent(courses[0], MONDAY))
        count = len(col.import_anki_package(request).log.new)
        model = col.models.by_name(anki_out.BASIC)
        model["css"] += "/* mine */"
        col.models.update_dict(model)
        package.write_bytes(sent(with_answer(courses[0], "Altered."), later))
        second = col.import_anki_package(request).log
        assert (len(second.new), len(second.updated)) == (0, count)
        assert len(col.find_notes("")) == count
        assert len(col.find_notes("back:*Altered.*")) == 1
        assert col.models.by_name(anki_out.BASIC)["css"].endswith("/* mine */")
    finally:
        col.close()


def test_what_anki_exports_arrives(tmp_path: Path) -> None:
    collection = pytest.importorskip("anki.collection")
    for legacy in (True, False):
        col = collection.Collection(str(tmp_path / f"c{legacy}.anki2"))
        try:
            deck = col.decks.id("Law::Private")
            for front, back in (
                ("What is a tort?", "A civil wrong, mended by money."),
                ("Who sues?", "The one who was hurt, as a rule."),
            ):
                note = col.new_note(col.models.by_name("Basic"))
                note.fields = [front, back]
                col.add_note(note, deck)
            note = col.new_note(col.models.by_name("Basic (type in the answer)"))
            note.fields = ["Capital?", "Rome"]
            col.add_note(note, deck)
            note = col.new_note(col.models.by_name("Cloze"))
            note.fields = ["A {{c1::tort}} is civil.", ""]
            col.add_note(note, deck)
            package = tmp_path / f"{legacy}.apkg"
            options = collection.ExportAnkiPackageOptions(legacy=legacy, with_media=True)
            col.export_anki_package(out_path=str(package), options=options, limit=None)
        finally:
            col.close()
        parcel = taken(package.read_bytes())
        assert (parcel.found, parcel.taken) == (4, 4)
        assert ("Rome",) in [question.accept for question in questions(parcel)]
        assert {question.form for question in questions(parcel)} == {Form.OPEN, Form.SHORT}


@needs_decks
def test_every_note_of_a_real_deck_of_crowdanki_arrives() -> None:
    for path, (status, count) in oracle("crowdanki-public-deck").items():
        assert status == "ok"
        file = Foreign("deck.json", (DECKS / "crowdanki-public-deck" / path).read_bytes())
        assert recognise(file).name == "crowdanki"
        parcel = crowdanki.read(file)
        assert (parcel.found, parcel.taken) == (count, count)
        make_files(parcel, "T")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"__type__": "Deck", "notes": 3}',
        '{"notes":[' + "[" * 100_000,
    ],
)
def test_json_that_is_no_deck_is_told(text: str) -> None:
    with pytest.raises(TransferError):
        crowdanki.read(Foreign("deck.json", text.encode()))


def test_a_deck_of_crowdanki_with_odd_things_in_it_is_taken_as_far_as_it_goes() -> None:
    deck = {
        "__type__": "Deck",
        "name": "Odd",
        "children": [
            {
                "name": "In",
                "notes": [{"fields": ["What is in?", "This thing is."]}, 5],
                "children": None,
            }
        ],
        "notes": [{"fields": ["Who am I?", 3]}, {"fields": None}, {"fields": 5, "tags": 5}],
    }
    parcel = crowdanki.read(Foreign("deck.json", json.dumps(deck).encode()))
    assert (parcel.found, parcel.taken) == (4, 1)
