"""Tables: CSV, TSV, text exports, and our own."""

import csv
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.catalog import Catalog
from studykit.content.model import Course, Form, Guide, Question, Unit
from studykit.transfer import table, table_out, tsv_out
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.grid import find_delimiter
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel, make_guide, open_question, tidy
from studykit.transfer.shelving import make_files
from studykit.transfer.table_own import _bare, guard
from tests.transfer.decks import DECKS, needs_decks, oracle

ROOT = Path(__file__).parents[2]


def taken(text: str | bytes, name: str = "words.csv", **columns: str) -> Parcel:
    data = text.encode() if isinstance(text, str) else text
    file = Foreign(name, data, columns)
    assert recognise(file).name == "csv"
    parcel = table.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes if note.place.startswith("line"))
    assert parcel.found == parcel.taken + left
    make_files(parcel, "T")  # which makes sure that all of it is in order
    return parcel


def questions(parcel: Parcel) -> list[Question]:
    return [question for part in parcel.parts.values() for question in part.questions]


def guides(parcel: Parcel) -> list[Guide]:
    return [guide for part in parcel.parts.values() for guide in part.guides]


def of_lines(parcel: Parcel) -> list[str]:
    """The lines of which something is told."""
    return [note.place for note in parcel.notes if note.place.startswith("line")]


def test_a_set_of_quizlet_becomes_terms() -> None:
    parcel = taken(
        "tort\tA civil wrong, mended by money.\ncrime\tA wrong against all.\n", "law.txt"
    )
    assert [(guide.term, guide.definition) for guide in guides(parcel)] == [
        ("tort", "A civil wrong, mended by money."),
        ("crime", "A wrong against all."),
    ]


def test_a_header_says_what_is_what_in_any_order() -> None:
    parcel = taken(
        "Answer;Hint;Question;Chapter\nIt moves through a membrane.;Think small;What does water do?;Cells\n;x;What is empty?;Cells\n"
    )
    (question,) = questions(parcel)
    assert (question.text, question.answer, question.hint) == (
        "What does water do?",
        "It moves through a membrane.",
        "Think small",
    )
    assert list(parcel.parts) == ["Cells"]
    assert parcel.notes[-1].place == "line 3"


HEADER = "Line 1 was taken for the names of the columns."


def test_the_first_words_of_a_list_are_no_names_of_columns_whatever_they_look_like() -> None:
    parcel = taken("perro\tdog\ngato\tcat\nniño\tboy\ncasa\thouse\n", "es.txt")
    assert [guide.term for guide in guides(parcel)] == ["perro", "gato", "niño", "casa"]
    assert parcel.notes == []


@pytest.mark.parametrize(
    "header", ["word,meaning", "river,length,tags", "river,river:de", "capital,capital:de,guid"]
)
def test_it_is_told_that_a_line_was_taken_for_the_names_of_columns(header: str) -> None:
    first = "Elbe," * (header.count(",") + 1)
    parcel = taken(f"#separator:comma\n{header}\n{first.strip(',')}\n")
    assert parcel.found == 1
    assert HEADER.replace("1", "2") in parcel.notes[0].sentence


def test_whoever_takes_it_in_says_whether_the_first_line_names_the_columns() -> None:
    words = b"word\tWort\nfront\tVorderseite\n"
    plain = table.read(Foreign("words.tsv", words, header=False))
    assert [guide.term for guide in guides(plain)] == ["word", "front"]
    assert plain.notes == []
    turned = table.read(Foreign("words.tsv", words, {"front": "2", "back": "1"}, header=False))
    assert [guide.term for guide in guides(turned)] == ["Wort", "Vorderseite"]
    rivers = b"river,mouth\nElbe,Cuxhaven\n"
    assert table.read(Foreign("rivers.csv", rivers)).found == 2
    named = table.read(Foreign("rivers.csv", rivers, header=True))
    assert [one.text for one in questions(named)] == ["Elbe: mouth?"]
    assert named.notes == []


def test_a_line_names_the_columns_where_whoever_takes_it_in_names_one_of_them() -> None:
    parcel = taken("river,mouth\nElbe,Cuxhaven\n", back="mouth")
    assert [one.text for one in questions(parcel)] == ["Elbe: mouth?"]
    assert HEADER in parcel.notes[0].sentence


def test_choices_stand_in_columns_of_their_own() -> None:
    parcel = taken(
        "question,A,B,C,correct,explanation\nWhich is even?,1,2,3,B,Halve it.\nWhich are odd?,1,2,3,A C,\n"
    )
    even, odd = questions(parcel)
    assert [choice.correct for choice in even.choices] == [False, True, False]
    assert even.answer == "Halve it."
    assert [choice.correct for choice in odd.choices] == [True, False, True]


def test_a_text_export_of_anki_says_itself_what_its_columns_are() -> None:
    parcel = taken(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'x1\tBasic\tLaw::Private\tWhat is a <b>tort</b>?\t"A civil wrong,<br>mended by ""money""."\tleech hard\n',
        "deck.txt",
    )
    (question,) = questions(parcel)
    assert question.text == "What is a **tort**?"
    assert question.answer == 'A civil wrong,\\\nmended by "money".'
    assert list(parcel.parts) == ["Law: Private"]


def test_what_the_back_is_of_the_front_is_asked_where_the_column_says_it() -> None:
    parcel = taken("country,capital,capital:de\nFrance,Paris,Paris\nItaly,Rome,Rom\n")
    assert [(one.text, one.accept) for one in questions(parcel)] == [
        ("France: capital?", ("Paris",)),
        ("Italy: capital?", ("Rome",)),
    ]
    assert "capital:de" in parcel.notes[1].sentence


@pytest.mark.parametrize("name", ["question", "Frage", "prompt"])
def test_what_stands_below_question_is_asked_also_where_it_is_a_word(name: str) -> None:
    parcel = taken(f"{name},answer\nkatze,cat\nhund,a dog that is kept in a house\n")
    cat, dog = questions(parcel)
    assert (cat.text, cat.accept) == ("katze", ("cat",))
    assert dog.answer == "a dog that is kept in a house"
    assert guides(parcel) == []


def test_whoever_takes_it_in_says_which_column_is_which() -> None:
    text = "country,capital,capital:de\nFrance,Paris,Paris\nItaly,Rome,Rom\n"
    assert questions(taken(text, back="capital:de"))[1].accept == ("Rom",)
    assert questions(taken(text, front="2", back="1"))[1].accept == ("Italy",)
    with pytest.raises(TransferError, match="no column flag"):
        taken(text, back="flag")


def test_tags_that_make_no_unit_are_told() -> None:
    head = "question,answer,tags"
    parcel = taken(f"{head}\nWhy is it?,It is so.,law hard leech\nHow is it?,By this one.,law\n")
    assert list(parcel.parts) == ["law"]
    assert [note.sentence for note in parcel.notes[1:]] == [
        "The tag hard is not carried; 1 row has it."
    ]
    rows = "Why is it?,It is so.,law,One\nHow is it?,By this one.,law,Two\n"
    parcel = taken(f"{head},unit\n{rows}")
    assert list(parcel.parts) == ["One", "Two"]
    assert [note.sentence for note in parcel.notes[1:]] == [
        "The tag law is not carried; 2 rows have it."
    ]


def test_a_field_may_have_line_breaks_and_rows_may_be_short() -> None:
    parcel = taken('question,answer\n"What is\nthis?","A thing, of ""two"" lines."\nAlone?\n')
    assert questions(parcel)[0].text == "What is\nthis?"
    assert parcel.notes[-1].place == "line 4"


def test_quotes_that_are_only_characters_swallow_nothing() -> None:
    parcel = taken(
        '5" disk\ta floppy one of old\n6" pipe\ta wide one for water\n"x\todd\n', "a.tsv"
    )
    assert parcel.found == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    parcel = taken("Wort,Bedeutung\r\nStraße,Weg für Wagen und Füße\r\n".encode(encoding))
    assert guides(parcel)[0].term == "Straße"


def test_words_of_other_scripts_stay_as_they_are() -> None:
    parcel = taken(
        "expression,reading,meaning\n会う,あう,to meet\nשלום,shalom,peace to all of you\n"
    )
    assert [guide.term for guide in guides(parcel)] == ["会う", "שלום"]
    assert guides(parcel)[0].definition == "to meet\n\nreading: あう"


def test_pictures_that_are_not_there_are_counted_once() -> None:
    parcel = taken(
        'front,back\nWhat is it?,"<img src=""a.png""> A map of all"\nAnd now?,[sound:b.mp3] Nothing at all\n'
    )
    assert [note.sentence for note in parcel.notes[1:]] == [
        "2 pictures and sounds are named in the table, and not beside it."
    ]


def test_the_delimiter_is_the_one_that_makes_columns() -> None:
    assert find_delimiter("a, b;c, d\ne;f, g\nh;i\n") == ";"
    assert find_delimiter("no columns here\nnone at all\n") == ""
    assert find_delimiter("a|b\nc|d\n") == "|"


def test_a_quote_that_is_never_closed_costs_its_own_line_alone() -> None:
    parcel = taken(
        'front,back\nWhat is it?,"He said ""hi""\nand left, as ever"\nWhy?,"unclosed and so on\nHow?,"By ""doing"" it, all day"\n'
    )
    assert [(one.text, one.answer) for one in questions(parcel)] == [
        ("What is it?", 'He said "hi"\nand left, as ever'),
        ("Why?", '"unclosed and so on'),
        ("How?", 'By "doing" it, all day'),
    ]
    assert of_lines(parcel) == ["line 4"]


def test_a_cell_without_end_is_left_out() -> None:
    parcel = taken(b'front,back\nWhy?,It is so.\n"' + b"x" * 6_000_000 + b'",c\nHow?,So it is.\n')
    assert (parcel.found, parcel.taken) == (3, 2)
    assert "longer than 100,000" in parcel.notes[-1].sentence


def test_what_is_beyond_the_columns_belongs_to_the_last_one() -> None:
    rows = "Why?,So.\nHow?,By it.\nWho?,We.\n"
    parcel = taken(
        f"question,answer\nWhat is it?,One, two and three\nAnd what else is it?,x,,,\n{rows}"
    )
    assert [one.answer or one.accept for one in questions(parcel)][:2] == [
        "One, two and three",
        ("x",),
    ]
    assert of_lines(parcel) == ["line 2"]


def test_a_table_of_nothing_but_a_header_is_told() -> None:
    with pytest.raises(TransferError, match="no row"):
        table.read(Foreign("x.csv", b"Term,Definition\n"))


def test_an_empty_choice_takes_no_other_ones_letter() -> None:
    parcel = taken("question,A,B,C,D,correct\nWhich one barks?,ant,,cat,dog,C\n")
    (question,) = questions(parcel)
    assert [(one.text, one.correct) for one in question.choices] == [
        ("ant", False),
        ("cat", True),
        ("dog", False),
    ]


def test_what_looks_like_a_tag_in_plain_text_is_text() -> None:
    head = "question,A,B,C,correct\n"
    (tags,) = questions(taken(f"{head}Which makes a table?,<table>,<head>,<main>,A\n"))
    assert [(one.text, one.correct) for one in tags.choices] == [
        ("<table>", True),
        ("<head>", False),
        ("<main>", False),
    ]
    (typed,) = questions(taken("front;back;accept\nWhich type?;List<int>;IntList\n"))
    assert typed.accept == ("List<int>", "IntList")


@pytest.mark.parametrize(
    "text",
    [
        "question,choices,correct\nWhich?,x|y|z,y\n",
        "question,options,answer\nWhich?,x; y; z,2\n",
        "question,correct answer,wrong 1,wrong 2\nWhich?,y,x,z\n",
        "question,correct,incorrect answers\nWhich?,y,x|z\n",
        "question,option a,option b,option c,answer\nWhich?,x,y,z,b\n",
        "Question,1,2,3,Correct\nWhich?,x,y,z,0 1 0\n",
    ],
)
def test_choices_may_stand_in_many_ways(text: str) -> None:
    (question,) = questions(taken(text))
    assert question.text == "Which?"
    assert {one.text: one.correct for one in question.choices} == {
        "x": False,
        "y": True,
        "z": False,
    }


def test_words_that_anki_hides_are_gaps_here_too() -> None:
    parcel = taken(
        "#separator:tab\n#html:true\n#deck:Geo::Europe\n{{c1::Paris}} is a capital.\tof France\n{{c1::A}} and {{c2::B}}\t\n"
    )
    assert parcel.title == "Geo: Europe"
    assert [(one.text, one.accept) for one in questions(parcel)] == [
        (r"\_\_\_\_\_ is a capital.", ("Paris",)),
        (r"\_\_\_\_\_ and \_\_\_\_\_", ()),
    ]


def test_points_that_are_a_number_are_told_and_others_are_points() -> None:
    parcel = taken(
        "question,answer,points\nWhy is it?,It is so for all.,5\nHow is it?,By this.,one; two\n"
    )
    second, first = questions(parcel)
    assert [point.text for point in first.points] == ["It is so for all."]
    assert [point.text for point in second.points] == ["one", "two"]
    assert parcel.notes[-1].place == "line 2"


def test_the_same_card_twice_is_taken_once() -> None:
    parcel = taken("word,meaning\nA,the first\nB,the second\nA,the first\n")
    assert of_lines(parcel) == ["line 4"]


@pytest.mark.parametrize(
    "text",
    [
        "#a:b\n" * 200_000 + "x\ty\n",
        "," * 1_000_000 + "\n",
        '"\n' * 200_000,
        'a,"\n' * 100_000,
        "a,b\n" * 50 + "<img" * 200_000,
        "{{c1::,x\n" * 50_000,
    ],
)
def test_whatever_stands_in_a_table_it_is_read_to_its_end(text: str) -> None:
    file = Foreign("x.csv", text.encode())
    table.is_mine(file)
    with suppress(TransferError):
        parcel = table.read(file)
        left = sum(note.fate is Fate.LEFT for note in parcel.notes if note.place.startswith("line"))
        assert parcel.found == parcel.taken + left


def test_a_row_of_ours_that_was_broken_is_left_out_alone() -> None:
    head = "front,back,kind,term,unit,points,choices,accept,hint,id\n"
    parcel = taken(
        f"{head}A,The first.,definition,A,,,,,,\nWhich?,,choice,A,,,x,,,\nWhy?,,open,A,,,,,,\nA is one.,,fact,A,,,,,,\n"
        "A is one.,,fact,A,,,,,,\nA,Again.,definition,A,,,,,,\nB,,definition,B,,,,,,\nHow?,So.,open,B,,,,,,\nx,y,odd,,,,,,,\nWho?,He.,open,,,,,,,\n"
    )
    assert [note.place for note in parcel.notes if note.fate is Fate.LEFT] == [
        "line 3",
        "line 4",
        "line 6",
        "line 7",
        "line 10",
        "line 8",
        "line 9",
    ]
    (guide,) = guides(parcel)
    assert [fact.text for fact in guide.facts] == ["A is one."]
    assert [one.text for one in questions(parcel)] == ["Who?"]


def test_a_table_of_ours_may_have_been_changed_in_a_spreadsheet() -> None:
    parcel = taken(
        "kind;term;front;back\ndefinition;A;A;'-1 is it.\nopen;A;'=1+1 is what?;It is two, as ever.\nfact;A;It is so.;\n"
    )
    (guide,) = guides(parcel)
    assert guide.definition == "-1 is it."
    assert [one.text for one in guide.questions] == ["=1+1 is what?"]
    assert parcel.taken == 3


def test_terms_that_two_courses_have_both_leave(courses: list[Course]) -> None:
    parcel = taken(table_out.write([courses[0], replace(courses[0], title="Another")]).data)
    assert parcel.taken * 2 >= parcel.found
    assert all(
        "came before" in note.sentence or "was left out" in note.sentence for note in parcel.notes
    )


def test_a_text_that_is_no_table_is_told() -> None:
    with pytest.raises(TransferError, match="no table"):
        table.read(Foreign("x.csv", b"word\nword\n"))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@x", "\tx", "\r=x", "\n=x", "  =x", "\N{NO-BREAK SPACE}@x", "＝1", "＋1", "－1", "＠x", "\N{MINUS SIGN}1",
     "'quoted", "''=x", " '=x", "plain", ""],
)  # fmt: skip
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert not guard(cell).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\N{MINUS SIGN}"))  # fmt: skip
    assert not guard(cell).startswith(("\t", "\r"))
    assert _bare(guard(cell)) == cell


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    """The shipped courses."""
    catalog = Catalog.open([ROOT / "content"], None)
    catalog.refresh()
    found = [catalog.course(entry.slug) for entry in catalog.courses()]
    catalog.close()
    return found


@pytest.mark.parametrize("writer", [table_out, tsv_out])
def test_a_course_goes_out_and_comes_back_but_for_what_has_no_column(
    courses: list[Course], writer: object
) -> None:
    for course in courses:
        shipment = writer.write([course])  # type: ignore[attr-defined]
        parcel = taken(shipment.data)
        assert shipment.taken == parcel.found == parcel.taken
        back = {guide.slug: guide for guide in guides(parcel)}
        for guide in course.guides:
            found = back[guide.slug]
            assert (found.term, found.definition, found.aliases) == (
                guide.term,
                guide.definition,
                guide.aliases,
            )
            assert found.facts == guide.facts
            assert [one.id for one in found.questions] == [one.id for one in guide.questions]
            for one, other in zip(found.questions, guide.questions, strict=True):
                assert (one.text, one.answer, one.hint, one.accept) == (
                    other.text,
                    other.answer,
                    other.hint,
                    other.accept,
                )
                assert [choice.correct for choice in one.choices] == [
                    choice.correct for choice in other.choices
                ]
                assert [point.core for point in one.points] == [
                    point.core for point in other.points
                ]
        moved = [note for note in shipment.notes if note.fate is not Fate.LEFT]
        assert all("names its term" in note.sentence for note in moved)
        assert len(moved) == sum(bool(one.term) for page in course.guides for one in page.questions)


def test_nothing_that_is_written_is_a_formula(courses: list[Course]) -> None:
    text = table_out.write(courses).data.decode("utf-8-sig")
    for row in csv.reader(StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@needs_decks
@pytest.mark.parametrize("name", ["ultimate-geography-csv", "jlpt-n5-n4-csv"])
def test_every_row_of_real_tables_is_found(name: str) -> None:
    for path, (_, count) in oracle(name).items():
        parcel = taken((DECKS / name / path).read_bytes(), Path(path).name)
        assert parcel.found == count, path
        reasons = {note.sentence for note in parcel.notes if note.fate is Fate.LEFT}
        assert reasons <= {
            "Its back is empty.",
            "Its back is only a picture or sound, which is not here.",
            "There is no column with an answer.",
        }


def test_a_large_table_is_read_to_its_end() -> None:
    rows = "".join(
        f"What is thing {number}?,It is number {number} of all.\n" for number in range(20_000)
    )
    told: list[int] = []
    file = Foreign("x.csv", rows.encode(), progress=lambda done, _: told.append(done))
    assert table.read(file).taken == 20_000
    assert told[:3] == [0, 500, 1000]
    assert questions(table.read(Foreign("x.csv", rows.encode())))[0].form is Form.OPEN


_SAID = st.text(
    st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("=+-@'\"\n,;!*| ")),
    max_size=40,
).map(tidy)
_TERMS = st.text("abcdefgh äß水", min_size=1, max_size=12).map(tidy).filter(bool)


@settings(max_examples=150, deadline=None)
@given(_TERMS, _SAID.filter(bool), st.lists(st.tuples(_SAID.filter(bool), _SAID.filter(bool), _SAID), max_size=4), st.sampled_from([",", "\t"]))  # fmt: skip
def test_whatever_a_guide_says_comes_back(
    term: str, definition: str, asked: list[tuple[str, str, str]], delimiter: str
) -> None:
    found = {question.id: question for question in (open_question(text, answer, hint=hint) for text, answer, hint in asked)}  # fmt: skip
    guide = make_guide(term, definition, questions=tuple(found.values()))
    course = Course("c", "C", "", (Unit("", (guide,)),))
    data = table_out.write_table([course], delimiter).data
    parcel = table.read(Foreign("x.csv", data))
    assert not parcel.notes
    assert guides(parcel) == [guide]


def test_a_table_is_one_though_a_cell_of_many_lines_stands_where_a_look_at_it_ends() -> None:
    rows = "".join(f"term {at},meaning {at}\n" for at in range(20))
    long = "one, two\n\n" + "three\n" * 60
    assert taken(f'term,definition\n{rows}last,"{long}"\n'.encode()).taken == 21
