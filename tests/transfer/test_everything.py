"""A course that has everything leaves in each format: each part of it comes back, or a note says that it does not."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

import pytest

from studykit.content.identity import identify
from studykit.content.model import (
    Choice,
    Course,
    Fact,
    Form,
    Guide,
    Point,
    Question,
    QuestionSet,
    Unit,
)
from studykit.content.questions import sentence_points
from studykit.transfer import (
    anki,
    anki_out,
    gift,
    gift_out,
    markdown_out,
    moodle,
    moodle_out,
    qti,
    qti21_out,
    qti_out,
    table,
    table_out,
    text2qti,
    text2qti_out,
    tsv_out,
)
from studykit.transfer.foreign import Foreign
from studykit.transfer.luggage import Luggage
from studykit.transfer.parcel import Parcel
from studykit.transfer.shipment import Shipment
from tests.transfer.same import parcel_guides, parcel_questions, shown

OPEN = Question(
    "open-id",
    "Why does ![the map](media/map.png) lead?",
    Form.OPEN,
    "It is **first**. It is seen.",
    (
        Point("first-id", "It stands before all.", core=True, accept=("comes first", "is one"), why="Order matters here."),
        Point(identify("It is seen by all."), "It is seen by all."),
    ),
    hint="Count them.",
)  # fmt: skip
CHOICE = Question(
    "choice-id",
    "Which are even?",
    Form.CHOICE,
    "Halve them.",
    choices=(Choice("Two", correct=True, why="Twice one."), Choice("Three", why="It is odd."), Choice("Four", correct=True)),
    hint="Try to halve.",
)  # fmt: skip
SHORT = Question("short-id", "What comes after one?", Form.SHORT, "Two does.", accept=("two", "2", "a pair"), hint="Next to it.")  # fmt: skip
NAMED = Question(
    "named-id",
    "Who is named?",
    Form.OPEN,
    "Alpha is.",
    sentence_points("Alpha is."),
    term="the-first",
)
BLOCKS = "## The parts\n\n> It is said.\n\n* one\n\n  and more\n* two\n\n---\n\n3. third\n   - of them\n\n```\na\n\n\nb\n```"
LISTED = Question(
    "listed-id",
    "What is in the list?",
    Form.OPEN,
    f"Two things.\n\n{BLOCKS}",
    (
        Point(identify("- one"), "- one", accept=("1",)),
        Point(identify("* two"), "* two", core=True, why="It is."),
        Point(identify("3. third"), "3. third"),
    ),
)  # fmt: skip
ALPHA = Guide(
    "the-first",
    "Alpha Term",
    "Alpha is **one** thing. It leads.",
    (
        Point("lead-id", "It is before the others.", core=True, accept=("in front",), why="That is what alpha says."),
        Point(identify("It is a thing."), "It is a thing."),
    ),
    (
        Fact("gaps-id", "Send **one** within **two days**."),
        Fact(identify("Only a **single** word."), "Only a **single** word."),
        Fact("plain-id", "Nothing is bold here."),
    ),
    (OPEN, CHOICE, SHORT, NAMED),
    aliases=("first thing", "number one"),
    related=("beta", "other-course/delta"),
    contrast=("gamma",),
)  # fmt: skip


def _guide(slug: str, term: str, more: str = "") -> Guide:
    said = f"{term} stands alone.{more}"
    return Guide(slug, term, said, sentence_points(said))


SET = QuestionSet("more", "More of it", (Question("set-id", "And what else is there?", Form.OPEN, "Nothing.", sentence_points("Nothing.")), LISTED), "For the last evening.")  # fmt: skip
COURSE = Course(
    "everything",
    "Everything",
    "All that there is.",
    (
        Unit("Unit one", (ALPHA, _guide("beta", "Beta"))),
        Unit("Unit two", (_guide("gamma", "Gamma", f"\n\n{BLOCKS}"),)),
        Unit("", (_guide("omega", "Omega"),)),
    ),
    (SET,),
)
PNG = b"\x89PNG the map"


class Back(NamedTuple):
    """What came back of the course."""

    parcel: Parcel

    @property
    def alpha(self) -> Guide:
        """The page that has everything."""
        return next(one for one in parcel_guides(self.parcel) if one.term == "Alpha Term")

    def asked(self, form: Form) -> Question:
        """Its question of a form."""
        return next(one for one in self.alpha.questions if one.form is form)

    @property
    def more(self) -> Question:
        """The question of the set."""
        return next(one for one in parcel_questions(self.parcel) if "what else" in one.text)

    @property
    def listed(self) -> Question:
        """The question of the set whose points are items."""
        return next(one for one in parcel_questions(self.parcel) if one.text == LISTED.text)

    @property
    def gamma(self) -> Guide:
        """The page whose definition has blocks of all kinds."""
        return next(one for one in parcel_guides(self.parcel) if one.term == "Gamma")


def same_points(found: tuple[Point, ...], wanted: tuple[Point, ...], part: str) -> bool:
    """Whether points are the same in one thing."""
    return [getattr(one, part) for one in found] == [getattr(one, part) for one in wanted]


PICTURE = "not carried: media/map.png"
PARTS: dict[str, tuple[Callable[[Back], bool], str]] = {
    "title": (lambda b: b.parcel.title == COURSE.title, "title"),
    "about": (lambda b: b.parcel.about == COURSE.about, "about"),
    "units": (lambda b: {"Unit one", "Unit two"} <= b.parcel.parts.keys(), "unit"),
    "no unit": (lambda b: [one.term for one in b.parcel.parts[""].guides] == ["Omega"], "unit"),
    "terms": (lambda b: {one.term for one in parcel_guides(b.parcel)} == {one.term for one in COURSE.guides}, ""),
    "slug": (lambda b: b.alpha.slug == ALPHA.slug, "name of its page"),
    "aliases": (lambda b: b.alpha.aliases == ALPHA.aliases, "other names"),
    "related": (lambda b: "beta" in b.alpha.related, "links"),
    "contrast": (lambda b: b.alpha.contrast == ALPHA.contrast, "links"),
    "links to other courses": (lambda b: "other-course/delta" in b.alpha.related, "links"),
    "definition": (lambda b: b.alpha.definition == ALPHA.definition, ""),
    "points of a definition": (lambda b: same_points(b.alpha.points, ALPHA.points, "text"), "points"),
    "core of a definition": (lambda b: same_points(b.alpha.points, ALPHA.points, "core"), "core"),
    "why of a definition": (lambda b: same_points(b.alpha.points, ALPHA.points, "why"), "reasons"),
    "wordings of a definition": (lambda b: same_points(b.alpha.points, ALPHA.points, "accept"), "wordings"),
    "ids of a definition": (lambda b: same_points(b.alpha.points, ALPHA.points, "id"), "ids"),
    "facts": (lambda b: [one.text for one in b.alpha.facts[:2]] == [one.text for one in ALPHA.facts[:2]], "bold words"),
    "a plain fact": (lambda b: "Nothing is bold here." in [one.text for one in b.alpha.facts], "bold words"),
    "ids of facts": (lambda b: [one.id for one in b.alpha.facts] == [one.id for one in ALPHA.facts], "ids"),
    "open": (lambda b: (b.asked(Form.OPEN).text, b.asked(Form.OPEN).answer) == (OPEN.text, OPEN.answer), PICTURE),
    "points": (lambda b: same_points(b.asked(Form.OPEN).points, OPEN.points, "text"), "points"),
    "core": (lambda b: same_points(b.asked(Form.OPEN).points, OPEN.points, "core"), "core"),
    "why": (lambda b: same_points(b.asked(Form.OPEN).points, OPEN.points, "why"), "reasons"),
    "wordings": (lambda b: same_points(b.asked(Form.OPEN).points, OPEN.points, "accept"), "wordings"),
    "ids of points": (lambda b: same_points(b.asked(Form.OPEN).points, OPEN.points, "id"), "ids"),
    "hint": (lambda b: b.asked(Form.OPEN).hint == OPEN.hint, "hint"),
    "id": (lambda b: b.asked(Form.OPEN).id == OPEN.id, "ids"),
    "choices": (lambda b: [(one.text, one.correct) for one in b.asked(Form.CHOICE).choices] == [(one.text, one.correct) for one in CHOICE.choices], ""),
    "why of choices": (lambda b: [one.why for one in b.asked(Form.CHOICE).choices] == [one.why for one in CHOICE.choices], "choices are right or wrong"),
    "answer to choices": (lambda b: b.asked(Form.CHOICE).answer == CHOICE.answer, "answer"),
    "hint to choices": (lambda b: b.asked(Form.CHOICE).hint == CHOICE.hint, "hint"),
    "id of choices": (lambda b: b.asked(Form.CHOICE).id == CHOICE.id, "ids"),
    "accept": (lambda b: b.asked(Form.SHORT).accept == SHORT.accept, "wordings"),
    "answer to a short one": (lambda b: b.asked(Form.SHORT).answer == SHORT.answer, "answer"),
    "hint to a short one": (lambda b: b.asked(Form.SHORT).hint == SHORT.hint, "hint"),
    "id of a short one": (lambda b: b.asked(Form.SHORT).id == SHORT.id, "ids"),
    "set": (lambda b: any("what else" in one.text for one in b.parcel.parts[SET.title].questions), "set"),
    "question of a set": (lambda b: b.more.answer == "Nothing.", ""),
    "id in a set": (lambda b: b.more.id == "set-id", "ids"),
    "about of a set": (lambda _b: False, "what the set is about"),
    "question of a set that names a term": (lambda b: any(one.text == NAMED.text for one in parcel_questions(b.parcel)), "names its term"),
    "blocks": (lambda b: shown(b.gamma.definition) == shown(COURSE.guides[2].definition), ""),
    "blocks of an answer": (lambda b: shown(b.listed.answer) == shown(LISTED.answer), ""),
    "points that are items": (lambda b: [shown(one.text) for one in b.listed.points] == [shown(one.text) for one in LISTED.points], "points"),
    "core of items": (lambda b: same_points(b.listed.points, LISTED.points, "core"), "core"),
    "why of items": (lambda b: same_points(b.listed.points, LISTED.points, "why"), "reasons"),
    "wordings of items": (lambda b: same_points(b.listed.points, LISTED.points, "accept"), "wordings"),
    "picture": (lambda b: b.parcel.media["map.png"]() == PNG, PICTURE),
}  # fmt: skip
"""What is asked of what came back, and the words of a note (one or another) that tells that it does not; empty: it always comes back."""


def sent(writer: ModuleType, course: Course = COURSE, folder: str = "media") -> Shipment:
    """The course, sent away."""
    shipment = writer.write([course], Luggage(lambda _course, _way: PNG, folder))
    assert isinstance(shipment, Shipment)
    return shipment


def came_back(back: Back, part: str) -> bool:
    """Whether a part came back."""
    try:
        return PARTS[part][0](back)
    except (KeyError, StopIteration, IndexError):
        return False


@pytest.mark.parametrize(
    ("reader", "writer"),
    [
        (anki, anki_out),
        (moodle, moodle_out),
        (gift, gift_out),
        (qti, qti_out),
        (qti, qti21_out),
        (text2qti, text2qti_out),
        (table, table_out),
        (table, tsv_out),
    ],
    ids=["anki", "moodle", "gift", "qti", "qti21", "text2qti", "csv", "tsv"],
)
def test_each_part_of_a_course_comes_back_or_a_note_names_it(
    reader: ModuleType, writer: ModuleType
) -> None:
    shipment = sent(writer)
    back = Back(reader.read(Foreign("x", shipment.data)))
    notes = (*shipment.notes, *back.parcel.notes)
    told = " ".join(note.sentence for note in notes).lower()
    lost = {part: words for part, (_, words) in PARTS.items() if not came_back(back, part)}
    assert [part for part, words in lost.items() if not is_told(words, told)] == []


def is_told(words: str, told: str) -> bool:
    """Whether notes have any of these words, parted by `|`."""
    return any(said and said.lower() in told for said in words.split("|"))


TEXTS = (
    "Everything", "All that there is.", "Unit one", "Unit two", "Alpha Term", "Omega", "first thing", "number one", "Beta", "Gamma",
    "other-course/delta", "Alpha is **one** thing. It leads.", "It is before the others.", "(core)", "That is what alpha says.",
    "It is a thing.", "Send **one** within **two days**.", "Only a **single** word.", "Nothing is bold here.",
    "Why does ![the map](everything-media/map.png) lead?", "It is **first**. It is seen.", "It stands before all.", "Order matters here.",
    "Count them.", "Which are even?", "Two", "Three", "Four", "Twice one.", "It is odd.", "A, C", "Halve them.", "Try to halve.",
    "two / 2 / a pair", "Two does.", "Next to it.", "More of it", "For the last evening.", "Who is named?", "And what else is there?", "Nothing.",
)  # fmt: skip


def test_all_that_a_course_says_stands_in_its_study_guide_or_is_told() -> None:
    shipment = sent(markdown_out, folder="everything-media")
    text = shipment.data.decode()
    assert [said for said in TEXTS if said not in text] == []
    assert shipment.beside == {"map.png": PNG}
    told = " ".join(note.sentence.lower() for note in shipment.notes)
    for words in ("name of its page", "ids", "wordings"):
        assert words in told


@pytest.mark.parametrize(
    ("reader", "writer"),
    [(anki, anki_out), (moodle, moodle_out), (gift, gift_out), (qti, qti_out), (qti, qti21_out), (text2qti, text2qti_out)],
    ids=["anki", "moodle", "gift", "qti", "qti21", "text2qti"],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["Only unit", "", "Everything"])
def test_a_course_of_one_unit_keeps_its_title_and_its_unit(
    reader: ModuleType, writer: ModuleType, unit: str
) -> None:
    course = Course("everything", "Everything", "", (Unit(unit, (_guide("beta", "Beta"),)),))
    parcel = reader.read(Foreign("x", sent(writer, course).data))
    assert parcel.title == "Everything"
    assert list(parcel.parts) in ([unit], [unit.replace("Everything", "")])


@pytest.mark.parametrize(
    "writer", [table_out, qti_out, qti21_out, text2qti_out, anki_out], ids=lambda one: one.__name__
)
def test_what_several_courses_are_about_is_told_where_it_is_lost(writer: ModuleType) -> None:
    other = Course("other", "Other", "Something else.", (Unit("", (_guide("x", "X"),)),))
    shipment = writer.write([COURSE, other], Luggage(lambda _course, _way: PNG))
    told = [note.place for note in shipment.notes if "it is about" in note.sentence]
    assert told == ["everything", "other"]


@pytest.mark.parametrize(
    ("reader", "writer"), [(anki, anki_out), (moodle, moodle_out), (qti, qti_out)]
)
def test_links_to_what_did_not_leave_are_told_when_a_page_comes_back(
    reader: ModuleType, writer: ModuleType
) -> None:
    alone = Course("everything", "Everything", "", (Unit("Unit one", (ALPHA,)),))
    parcel = reader.read(Foreign("x", sent(writer, alone).data))
    (guide,) = parcel_guides(parcel)
    assert (guide.related, guide.contrast) == ((), ())
    assert any("beta, other-course/delta, gamma" in note.sentence for note in parcel.notes)


@pytest.mark.parametrize(
    "writer", [table_out, qti_out, qti21_out, text2qti_out, gift_out, moodle_out], ids=lambda one: one.__name__
)  # fmt: skip
def test_a_point_of_several_lines_is_told_where_it_stands_on_one(writer: ModuleType) -> None:
    long = Point("x", "One\n\n- two\n- three")
    asked = Question("q", "Why?", Form.OPEN, "So.", (long,))
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (asked,)),))
    assert any("several lines stand" in note.sentence for note in writer.write([course]).notes)


@pytest.mark.parametrize(
    ("reader", "writer"),
    [(anki, anki_out), (moodle, moodle_out), (gift, gift_out), (qti, qti_out), (qti, qti21_out), (text2qti, text2qti_out), (table, table_out)],
    ids=["anki", "moodle", "gift", "qti", "qti21", "text2qti", "csv"],
)  # fmt: skip
def test_titles_that_look_like_html_stay_as_they_are(
    reader: ModuleType, writer: ModuleType
) -> None:
    units = (Unit("The <head>", (_guide("p", "The <p> & co"),)), Unit("A &amp; B", (_guide("b", "B"),)))  # fmt: skip
    course = Course("web", "Web <html> & co", "", units, (replace(SET, title="Of <b>"),))
    parcel = reader.read(Foreign("x", sent(writer, course).data))
    assert reader is table or parcel.title == course.title
    assert parcel.parts.keys() == {"The <head>", "A &amp; B", "Of <b>"}
    assert [guide.term for guide in parcel_guides(parcel)] == ["The <p> & co", "B"]


def test_what_looks_different_when_it_comes_back_is_told() -> None:
    broken = Question("q", "Why?", Form.OPEN, "> One\\\n> two.", sentence_points("One two."))
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (broken,)),))
    for writer in (moodle_out, gift_out, qti_out, qti21_out):
        assert any("looks different" in note.sentence for note in sent(writer, course).notes)
        assert not any("looks different" in note.sentence for note in sent(writer).notes)
