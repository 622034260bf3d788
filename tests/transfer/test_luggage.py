"""Pictures and sounds leave with courses, and what does not is told, item by item."""

import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePath
from types import ModuleType
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.model import Choice, Course, Fact, Form, Guide, QuestionSet, Unit
from studykit.content.questions import sentence_points
from studykit.content.text import shorten
from studykit.transfer import (
    anki,
    anki_out,
    gift_out,
    markdown_out,
    moodle,
    moodle_out,
    page,
    qti,
    qti21_out,
    qti_out,
    table_out,
    text2qti,
    text2qti_out,
    tsv_out,
)
from studykit.transfer.anki_database import read_notes
from studykit.transfer.archive import Archive
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.luggage import Luggage
from studykit.transfer.markup import from_html
from studykit.transfer.moodle_files import put_files
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    make_guide,
    make_point,
    open_question,
    short_question,
)
from studykit.transfer.references import ways_in
from studykit.transfer.shelving import make_files
from studykit.transfer.shipment import Shipment
from tests.transfer.courses import SHIPPED, shipped
from tests.transfer.same import guide_said, parcel_guides, parcel_questions, question_said, shown

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
MP3 = b"ID3" + bytes(300)
FILES = {
    "media/map.png": PNG,
    "media/日本_2.png": b"another picture",
    "media/hat.jpg": b"a hat",
    "media/two.png": b"the second",
    "media/bell.mp3": MP3,
    "media/plan.pdf": b"%PDF",
}
QUESTIONS = (
    open_question("What does ![the map](media/map.png) show?", "A **lake**. ![A](media/日本_2.png)", (make_point("A lake ![a](media/hat.jpg)", core=True, why="See ![it](media/two.png)."),), "Look at ![it](media/two.png)."),
    choice_question("Which?", [Choice("![hat](media/hat.jpg)", correct=True, why="It is ![one](media/hat.jpg)."), Choice("![two](media/two.png)")], "(sound: bell.mp3)"),
    short_question("What rings?\n\n(sound: bell.mp3)", ["bell"], "The [plan](media/plan.pdf) tells."),
)  # fmt: skip
GUIDE = make_guide(
    "Map", "A map is **flat**. ![Map of all](media/map.png)", ["It shows **land** ![x](media/map.png)."], QUESTIONS
)  # fmt: skip
COURSE = Course("maps", "Maps", "", (Unit("First", (GUIDE,)), Unit("Other", (make_guide("Key", "It explains. ![k](media/two.png)"),))), (QuestionSet("more", "More", (open_question("And ![this](media/two.png)?", "So."),)),))  # fmt: skip
UNLINKED = replace(COURSE, units=(replace(COURSE.units[0], guides=(replace(GUIDE, questions=QUESTIONS[:2]),)), COURSE.units[1]))  # fmt: skip
"""Anki takes along only what is shown or played."""
SHOWN = {way: data for way, data in FILES.items() if not way.endswith(".pdf")}


def fetch(_course: str, way: str) -> bytes:
    if way not in FILES:
        msg = "not there"
        raise TransferError(msg)
    return FILES[way]


def sent(writer: ModuleType, course: Course = COURSE, folder: str = "media") -> Shipment:
    shipment = writer.write([course], Luggage(fetch, folder))
    assert isinstance(shipment, Shipment)
    return shipment


def illustrated(course: Course) -> Course:
    """A course whose definitions and questions show a picture."""

    def guide(one: Guide) -> Guide:
        shows = "![the map](media/map.png)"
        asked = tuple(replace(question, text=f"{question.text}\n\n{shows}") for question in one.questions)  # fmt: skip
        return replace(one, definition=f"{one.definition}\n\n{shows}", questions=asked)

    return replace(course, units=tuple(replace(unit, guides=tuple(map(guide, unit.guides))) for unit in course.units))  # fmt: skip


ways = pytest.mark.parametrize(
    ("reader", "writer"),
    [(anki, anki_out), (moodle, moodle_out), (qti, qti_out), (qti, qti21_out)],
    ids=["anki", "moodle", "qti", "qti21"],
)


@ways
def test_pictures_and_sounds_leave_and_come_back(reader: ModuleType, writer: ModuleType) -> None:
    course = COURSE if writer is not anki_out else UNLINKED
    shipment = sent(writer, course)
    assert not [note for note in shipment.notes if "hint" not in note.sentence]
    parcel: Parcel = reader.read(Foreign("maps", shipment.data))
    files = {f"media/{name}": content() for name, content in parcel.media.items()}
    assert files == (FILES if course is COURSE else SHOWN)
    hintless = writer is qti21_out

    def said(guide: Guide) -> object:
        asked = tuple(replace(one, hint="") if hintless else one for one in guide.questions)
        return guide_said(replace(guide, questions=asked))

    assert [said(guide) for guide in parcel_guides(parcel)] == [said(one) for one in course.guides]
    (one,) = parcel_questions(parcel)
    assert question_said(one) == question_said(COURSE.sets[0].questions[0])
    make_files(parcel, "Maps")


def test_what_left_beside_a_text_comes_back_from_beside_it() -> None:
    shipment = sent(text2qti_out, folder="maps-media")
    beside = {f"maps-media/{name}": data for name, data in shipment.beside.items()}
    parcel = text2qti.read(Foreign("maps.txt", shipment.data, beside=beside.__getitem__))
    assert {f"media/{name}": content() for name, content in parcel.media.items()} == FILES
    assert not [note for note in parcel.notes if "Named" in note.sentence]

    def said(guide: Guide) -> object:
        return guide_said(replace(guide, questions=tuple(replace(one, hint="") for one in guide.questions)))  # fmt: skip

    assert [said(guide) for guide in parcel_guides(parcel)] == [said(one) for one in COURSE.guides]
    (one,) = parcel_questions(parcel)
    assert question_said(one) == question_said(COURSE.sets[0].questions[0])


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_study_guide_in_markdown_is_read_as_pages_with_their_pictures(slug: str) -> None:
    course = illustrated(shipped()[slug])
    shipment = sent(markdown_out, course, "x-media")
    file = Foreign("x.md", shipment.data, beside=lambda way: shipment.beside[PurePath(way).name])
    assert recognise(file).name == "page"
    parcel = page.read(file)
    found = {guide.term: guide for guide in parcel_guides(parcel)}
    assert found.keys() >= {guide.term for guide in course.guides}
    assert {f"media/{name}": content() for name, content in parcel.media.items()} == {"media/map.png": PNG}  # fmt: skip
    for guide in course.guides:
        assert "![the map](media/map.png)" in found[guide.term].definition
        assert len(found[guide.term].facts) == len(guide.facts)
    make_files(parcel, "X")


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_course_with_pictures_comes_back_from_text2qti(slug: str) -> None:
    course = illustrated(shipped()[slug])
    shipment = sent(text2qti_out, course, "x-media")
    beside = {f"x-media/{name}": data for name, data in shipment.beside.items()}
    parcel = text2qti.read(Foreign("x.txt", shipment.data, beside=beside.__getitem__))
    assert {f"media/{name}": content() for name, content in parcel.media.items()} == {"media/map.png": PNG}  # fmt: skip
    for mine, theirs in zip(course.guides, parcel_guides(parcel), strict=True):
        assert shown(theirs.definition) == shown(mine.definition)
        texts = {shown(question.text) for question in theirs.questions}
        assert {shown(question.text) for question in mine.questions} <= texts
    make_files(parcel, "X")


@ways
def test_what_is_not_there_is_told_item_by_item_and_its_words_stay(
    reader: ModuleType, writer: ModuleType
) -> None:
    questions = (
        open_question("See ![a hat](media/none.png) and ![](media/gone.png)", "So."),
        open_question("Where is ![x][it]?\n\n[it]: media/none.png", "Here."),
        open_question("Is ![it](https://example.org/a.png) far?", "Yes."),
    )
    course = Course("c", "C", "", (Unit("U", (make_guide("T", "It is. (sound: no.mp3)", questions=questions),)),))  # fmt: skip
    shipment = sent(writer, course)
    assert [(note.place, note.item[:5], note.sentence) for note in shipment.notes if "Named" in note.sentence] == [
        ("T", "T", "Named, but not carried: media/no.mp3 (not there)."),
        ("T", "See !", "Named, but not carried: media/none.png, media/gone.png (not there)."),
        ("T", "Where", "Named, but not carried: media/none.png (not there)."),
        ("T", "Is ![", "Named, but not carried: https://example.org/a.png (in the web)."),
    ]  # fmt: skip
    parcel: Parcel = reader.read(Foreign("c", shipment.data))
    assert parcel.media == {}
    first, second, third = parcel_guides(parcel)[0].questions
    assert (first.text, third.text) == ("See a hat and gone.png", "Is it far?")
    assert second.text.startswith("Where is")


@pytest.mark.parametrize("writer", [table_out, tsv_out, gift_out])
def test_a_format_without_room_for_pictures_tells_each_item_once(writer: ModuleType) -> None:
    notes = [note for note in sent(writer).notes if "Named, but not carried" in note.sentence]
    assert [note.item for note in notes] == [
        "Map", "It shows **land** ![x](media/map.png).", *(shorten(" ".join(one.text.split())) for one in QUESTIONS), "Key",
        "And ![this](media/two.png)?",
    ]  # fmt: skip
    assert "media/map.png" in notes[0].sentence
    assert "no place" in notes[0].sentence


@pytest.mark.parametrize("writer", [markdown_out, text2qti_out])
def test_plain_text_names_the_files_that_lie_beside_it(writer: ModuleType) -> None:
    shipment = sent(writer, folder="maps-media")
    assert {f"media/{name}": data for name, data in shipment.beside.items()} == FILES
    text = shipment.data.decode()
    assert "![the map](maps-media/map.png)" in text
    assert "[sound: bell.mp3](maps-media/bell.mp3)" in text
    assert "](media/" not in text
    web = "![it](https://example.org/a.png)"
    far = Course("c", "C", "", (Unit("", (make_guide("T", f"It is {web}."),)),))
    shipment = sent(writer, far)
    assert web in shipment.data.decode()
    assert shipment.notes == []


def test_files_of_several_courses_have_names_of_their_own_wherever_they_lay() -> None:
    def of(course: str, way: str) -> bytes:
        return b"the same" if way.endswith("same.png") else f"{course} {way}".encode()

    def course(slug: str) -> Course:
        text = "![a](media/a.png) ![b](pics/A.PNG) ![c](media/same.png) ![d](<my pics/é (1).png>)"
        return Course(slug, slug, "", (Unit("", (make_guide("T", text),)),))

    luggage, shipment = Luggage(of), Shipment()
    one, two = luggage.pack([course("x"), course("y")], shipment)
    assert not shipment.notes
    assert list(luggage.files) == ["a.png", "A-2.png", "same.png", "é--1.png", "a-3.png", "A-4.png", "é--1-2.png"]  # fmt: skip
    assert len({name.lower() for name in luggage.files}) == len(luggage.files)
    assert one.guides[0].definition == "![a](media/a.png) ![b](media/A-2.png) ![c](media/same.png) ![d](media/é--1.png)"  # fmt: skip
    assert two.guides[0].definition.startswith("![a](media/a-3.png)")
    assert two.guides[0].points == sentence_points(two.guides[0].definition)


def test_what_is_too_much_is_told_and_the_rest_goes_along() -> None:
    luggage, shipment = Luggage(fetch, most=300), Shipment()
    (course,) = luggage.pack([COURSE], shipment)
    assert "map.png" in luggage.files
    assert sum(map(len, luggage.files.values())) <= 300
    assert any("bell.mp3 (too much" in note.sentence for note in shipment.notes)
    assert "(sound bell.mp3)" in course.guides[0].questions[2].text


def test_moodle_has_a_picture_beside_each_text_as_far_as_there_is_room() -> None:
    quiz = ET.fromstring(sent(moodle_out).data)
    for holder in list(quiz.iter()):
        for file in holder.findall("file"):
            holder.remove(file)
    shipment = Shipment()
    put_files(quiz, {way.removeprefix("media/"): data for way, data in FILES.items()}, shipment, most=300)  # fmt: skip
    assert {file.get("name") for file in quiz.iter("file")} == {way.removeprefix("media/") for way in FILES}  # fmt: skip
    assert shipment.notes
    assert all("too often" in note.sentence for note in shipment.notes)


@given(
    st.lists(
        st.sampled_from(["![", "[", "]", "(", ")", "](", "a", "x.png", "(sound: ", "<", ">", "`", "\n", "[a]: ", " ", '"', "\\"]),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_no_picture_is_left_that_does_not_go_along_however_it_is_written(text: str) -> None:
    course = Course("c", "C", text, ())
    shipment = Shipment()
    (packed,) = Luggage(fetch).pack([course], shipment)
    assert [way for way in ways_in(packed.about) if way.endswith("x.png") and "sound" not in text] == []  # fmt: skip
    assert bool(shipment.notes) == bool(ways_in(text))


def test_the_way_to_a_picture_is_never_blanked() -> None:
    shipment = sent(anki_out)
    notes, _ = read_notes(Archive(shipment.data).read("collection.anki2"))
    hidden = next(note.by_name["Hidden"] for note in notes if "Hidden" in note.by_name)
    assert '<img src="map.png" alt="_____ of all"/>' in hidden


def test_a_sound_is_played_by_anki_and_linked_elsewhere() -> None:
    notes, _ = read_notes(Archive(sent(anki_out).data).read("collection.anki2"))
    assert any("[sound:bell.mp3]" in value for note in notes for value in note.values)
    assert b'&lt;a href="@@PLUGINFILE@@/bell.mp3"&gt;(sound: bell.mp3)&lt;/a&gt;' in sent(moodle_out).data  # fmt: skip


def test_the_same_course_gives_the_same_bytes_with_its_pictures() -> None:
    for writer in (anki_out, moodle_out, qti_out, qti21_out):
        assert sent(writer).data == sent(writer).data


def test_the_manifest_lists_what_a_package_shows() -> None:
    for writer in (qti_out, qti21_out):
        with zipfile.ZipFile(BytesIO(sent(writer).data)) as packed:
            manifest = packed.read("imsmanifest.xml").decode()
            names = packed.namelist()
        for name in names:
            if name.startswith("media/"):
                assert manifest.count(f'<file href="{quote(name)}"/>') == 1
        assert sum(name.startswith("media/") for name in names) == len(FILES)


def test_the_package_opens_in_anki_with_its_pictures(tmp_path: Path) -> None:
    collection = pytest.importorskip("anki.collection")
    package = tmp_path / "course.apkg"
    shipment = sent(anki_out, UNLINKED)
    package.write_bytes(shipment.data)
    col = collection.Collection(str(tmp_path / "collection.anki2"))
    try:
        request = collection.ImportAnkiPackageRequest(package_path=str(package))
        assert len(col.import_anki_package(request).log.new) == shipment.taken
        kept = {f"media/{path.name}": path.read_bytes() for path in Path(col.media.dir()).iterdir()}
        assert kept == SHOWN
        assert not col.media.check().missing
        again = tmp_path / "again.apkg"
        options = collection.ExportAnkiPackageOptions(legacy=False, with_media=True)
        col.export_anki_package(out_path=str(again), options=options, limit=None)
    finally:
        col.close()
    parcel = anki.read(Foreign("again.apkg", again.read_bytes()))
    assert {f"media/{name}": content() for name, content in parcel.media.items()} == SHOWN
    assert [guide_said(one) for one in parcel_guides(parcel)] == [guide_said(one) for one in UNLINKED.guides]  # fmt: skip


def test_text2qti_finds_the_pictures_beside_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = pytest.importorskip("text2qti.config")
    quiz = pytest.importorskip("text2qti.quiz")
    file = tmp_path / "maps.txt"
    shipment = sent(text2qti_out, folder="maps-media")
    file.write_bytes(shipment.data)
    (tmp_path / "maps-media").mkdir()
    for name, data in shipment.beside.items():
        (tmp_path / "maps-media" / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    loaded = config.Config()
    made = quiz.Quiz(file.read_text("utf-8"), config=loaded, source_name=file.as_posix())
    assert len(made.images) == sum(not name.endswith((".mp3", ".pdf")) for name in shipment.beside)


def test_a_player_of_other_programs_becomes_a_named_sound() -> None:
    html = 'Hear <audio controls><source src="no.ogg"><source src="b.mp3">Not <b>played</b>.</audio> and <a href="c.mp3">this</a>.'
    made = from_html(html, lambda name: "" if name == "no.ogg" else name)
    assert made.startswith("Hear (sound: b.mp3)")
    assert made.endswith("and [this](media/c.mp3).")


def test_facts_and_forms_are_all_walked() -> None:
    fact = Fact("f", "![x](media/map.png) **y**")
    guide = replace(GUIDE, facts=(fact,), questions=())
    luggage = Luggage(fetch)
    luggage.pack([replace(COURSE, units=(Unit("", (guide,)),), sets=())], Shipment())
    assert set(luggage.files) == {"map.png"}
    assert {one.form for one in QUESTIONS} == set(Form)


def test_what_anki_would_drop_is_told() -> None:
    (note,) = sent(anki_out).notes
    assert (
        note.sentence
        == "Named, but not carried: media/plan.pdf (Anki takes only what is shown or played)."
    )
    assert b"plan.pdf" not in sent(anki_out).data
