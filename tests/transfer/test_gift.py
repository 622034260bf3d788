"""Files of GIFT become questions, and what cannot be carried is told."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.model import Form, Question
from studykit.transfer import gift
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.gift_answers import kind_of
from studykit.transfer.gift_grammar import blocks, parts_of
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.transfer.decks import DECKS, needs_decks, oracle
from tests.transfer.same import parcel_questions

SET = "gift-grammar-tests"


def read(text: str) -> Parcel:
    """The parcel of a file, whose counts add up and which makes files in order."""
    parcel = gift.read(Foreign("bank.gift", text.encode()))
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "Bridges")
    return parcel


def only(text: str) -> Question:
    """The only question of a file."""
    (question,) = parcel_questions(read(text))
    return question


def said(text: str) -> str:
    """All that is noted of a file."""
    return "\n".join(f"{note.place}: {note.item}: {note.sentence}" for note in read(text).notes)


def right(question: Question) -> list[str]:
    """The choices that are right."""
    return [choice.text for choice in question.choices if choice.correct]


@needs_decks
def test_every_file_of_the_grammar_is_counted_as_others_count_it_also_by_kind() -> None:
    table = (DECKS / "oracle.tsv").read_text("utf-8").splitlines()
    kinds = {row[1]: json.loads(row[4]) for line in table if (row := line.split("\t"))[0] == SET}
    assert len(kinds) == 51
    for path, (_, count) in oracle(SET).items():
        file = Foreign(path, (DECKS / SET / path).read_bytes())
        assert recognise(file).name == "gift"
        parcel = gift.read(file)
        left = sum(note.fate is Fate.LEFT for note in parcel.notes)
        assert (path, parcel.found, parcel.taken + left) == (path, count, count)
        found = Counter(
            "Category" if block.is_category else kind_of(parts_of(block.text).groups).value
            for block in blocks(file.text)
        )
        assert (path, found) == (path, kinds[path])
        make_files(parcel, "Grammar")


@needs_decks
def test_no_file_of_another_format_is_taken_for_gift() -> None:
    for path in DECKS.rglob("*"):
        if path.is_file() and path.suffix != ".gift":
            assert not gift.is_mine(Foreign(path.name, path.read_bytes())), path


def test_choices_keep_what_is_said_to_each() -> None:
    question = only(
        "::Cables::Which bridge hangs?{\n ~Arch#It stands.\n =Suspension # Yes: by cables\n####Look up.}"
    )
    assert question.form is Form.CHOICE
    assert question.text == "Which bridge hangs?"
    assert right(question) == ["Suspension"]
    assert [choice.why for choice in question.choices] == ["It stands.", "Yes: by cables"]
    assert question.answer == "Look up."


def test_several_answers_are_right_where_weights_say_so() -> None:
    text = "Which span a river?{~%50%Bridge ~%50%Ferry line ~%-100%Tunnel ~Lamp}"
    assert right(only(text)) == ["Bridge", "Ferry line"]
    assert not read(text).notes
    assert "more and fewer points" in said("Which?{~%75%a ~%25%b ~%-100%c}")


def test_an_answer_that_gives_a_part_counts_as_wrong_and_that_is_told() -> None:
    text = "Which?{~%50%half ~none =full}"
    assert right(only(text)) == ["full"]
    assert "Gives a part of the points there, and is wrong here: half." in said(text)


@pytest.mark.parametrize(("sign", "is_true"), [("T", 1), ("TRUE", 1), ("F", 0), ("false", 0)])
def test_true_or_false_with_two_feedbacks(sign: str, is_true: int) -> None:
    question = only(f"Bridges float.{{{sign}#Sorry.#Well done.####Some do.}}")
    assert right(question) == ["True" if is_true else "False"]
    why = {choice.correct: choice.why for choice in question.choices}
    assert why == {True: "Well done.", False: "Sorry."}
    assert question.answer == "Some do."


def test_what_gives_a_part_is_named_wherever_a_wildcard_stands() -> None:
    parcel = read("What meows? {=%50%* =%100%cat =%25%dog}")
    told = [note.sentence for note in parcel.notes if "part of the points" in note.sentence]
    assert [sentence.rpartition(": ")[2] for sentence in told] == ["*.", "dog."]


def test_praise_for_a_right_answer_is_no_model_answer() -> None:
    parcel = read("Who is buried there?{=no one#excellent answer! =nobody#Yes: it was never used.}")
    (found,) = parcel.parts[""].questions
    assert found.answer == "Yes: it was never used."
    assert "It only praises a right answer, and is left out: excellent answer!" in [
        note.sentence for note in parcel.notes
    ]
    assert only("Is it?{=right#Right!}").answer == "Right!"
    assert only("Is it?{=a#Well done. ~b#Sorry.####Very good!}").answer == ""


def test_a_short_answer_accepts_all_wordings_that_give_everything() -> None:
    question = only(
        "Who built it?{=Roebling#His wife too. =%100%The Roeblings =%50%Washington#Nearly. =%0%*#No.}"
    )
    assert question.form is Form.SHORT
    assert question.accept == ("Roebling", "The Roeblings")
    assert question.answer == "His wife too."
    assert "Washington" in said("Who?{=Roebling =%50%Washington#Nearly.}")
    assert only("How many piers?{Two}").accept == ("Two",)


def test_a_wildcard_is_taken_away_and_that_is_told() -> None:
    assert only("Who?{=*Roebling*}").accept == ("Roebling",)
    assert "`*`" in said("Who?{=*Roebling*}")
    assert only("What is 2 times 3 written?{=2\\*3}").accept == ("2*3",)


@pytest.mark.parametrize(
    ("answers", "accept", "answer"),
    [
        ("#1883", ("1883",), ""),
        ("#-1", ("-1",), ""),
        ("#3.1415:0.0005", ("3.1415",), "3.1415 (from 3.141 to 3.142 is right)"),
        ("#=1883:0 =%50%1880:5#Nearly.", ("1883",), ""),
        ("#3,5:0,5", ("3.5",), "3.5 (from 3 to 4 is right)"),
        ("#=1e3#Many.", ("1000",), "Many."),
    ],
)
def test_a_number_is_typed_and_its_range_is_told(
    answers: str, accept: tuple[str, ...], answer: str
) -> None:
    question = only(f"How much?{{{answers}}}")
    assert question.form is Form.SHORT
    assert question.accept == accept
    assert question.answer == answer


def test_a_number_that_only_has_a_range_is_judged_by_the_learner() -> None:
    question = only("Give a number from -5 to 5.{#-5..5}.")
    assert question.form is Form.OPEN
    assert question.text == "Give a number from -5 to 5."
    assert question.answer == "Any number from -5 to 5."


def test_what_is_no_number_is_left_out() -> None:
    assert "does not say what is right" in said("How much?{#a lot}")
    assert "does not say what is right" in said("How much?{#1e999999999}")


def test_a_matching_has_a_point_for_each_pair() -> None:
    text = "Match.{\n =Rome -> Tiber\n =Paris -> Seine\n = -> Thames\n}"
    question = only(text)
    assert question.form is Form.OPEN
    assert [point.text for point in question.points] == ["Rome: Tiber", "Paris: Seine"]
    assert "Thames" in question.text
    assert "A matching" in said(text)


def test_an_essay_has_the_general_feedback_as_its_model_answer() -> None:
    question = only("Why do bridges sway?{####Wind and feet. They move in time.}")
    assert question.form is Form.OPEN
    assert question.answer == "Wind and feet. They move in time."
    assert "no model answer" in said("Why do bridges sway?{}")


def test_a_gap_stands_where_the_answers_stood() -> None:
    assert only("The Tiber flows through {=Rome} to the sea.").text == (
        r"The Tiber flows through \_\_\_\_\_ to the sea."
    )
    assert only("{=Rome} is on the Tiber.").text == r"\_\_\_\_\_ is on the Tiber."
    assert only("Two and two are {=four =4}.").text == r"Two and two are \_\_\_\_\_."
    several = only("The {=Tiber} flows through {=Rome}.")
    assert [point.text for point in several.points] == ["(1) Tiber", "(2) Rome"]


def test_escapes_are_signs_and_signs_are_grammar() -> None:
    question = only(r"::A\::B::Which\: \{\}?{=\= 2\#3 \~ \\ {x} ~no # \#1}")
    assert question.text == "Which: {}?"
    assert right(question) == ["= 2#3 ~ \\ {x}"]
    assert question.choices[1].why == "#1"
    assert "\n" in only(r"[markdown]One\n\nTwo?{=a}").text


def test_formats_are_minded() -> None:
    assert only("[html]<p>Is it <b>so</b>&nbsp;?</p>{=<i>yes</i> ~no}").text == "Is it **so** ?"
    assert only("[markdown]Is it **so**?{T}").text == "Is it **so**?"
    assert only("[plain]Is it *so* <b>?{T}").text == r"Is it \*so\* <b>?"
    assert only("Is it *so*\nor not?{T}").text == r"Is it \*so\* or not?"
    mixed = only("[html]<p>a</p>{=[plain]<b> ~[markdown]**c**}")
    assert [choice.text for choice in mixed.choices] == ["<b>", "**c**"]


def test_scripts_and_pictures_of_html_do_not_arrive() -> None:
    text = (
        '[html]<script>x</script><p>What is this? <img src\\="a.png" alt\\="a bridge"></p>{=a ~b}'
    )
    question = only(text)
    assert "script" not in question.text
    assert "a bridge" in question.text
    assert "not beside the file" in said(text)


def test_categories_are_units_and_what_all_share_is_the_title() -> None:
    parcel = read(
        "$CATEGORY: $course$/top/Default for Bridges/Arches\n\nOne?{T}\n\n"
        "$CATEGORY: Bridges/Cables // Ropes\nTwo?{T}\n"
    )
    assert parcel.title == "Bridges"
    assert list(parcel.parts) == ["Arches", "Cables / Ropes"]


def test_comments_give_ids_and_tags_and_nothing_else() -> None:
    text = (
        "// a comment {=x}\n// [id:q\\]7] [tag:easy]\n// [tag:old]\nIs it?{\n// within\nT}\n// end"
    )
    assert only(text).id == "q-7"
    assert "Tags are not carried: easy, old." in said(text)
    assert only("// studykit: [not ours\nIs it?{T}").text == "Is it?"


def test_files_that_do_not_keep_to_blank_lines_are_read_all_the_same() -> None:
    text = "::A::One?{T}\n::B::Two?{\n=a\n\n~b\n}\nThree?{=c}\n$CATEGORY: x\nFour?{F}\n::D::only text\n::E::Five?{T}"
    parcel = read(text)
    asked = [question.text for question in parcel_questions(parcel)]
    assert asked == ["One?", "Two?", "Three?", "Four?", "Five?"]
    assert parcel.found == 6


def test_answers_that_are_never_closed_cost_one_question() -> None:
    text = "One?{=a\n\n::B::Two?{T}\n\nThree?{=c\n\nFour?{T}\n\nFive?{=x"
    parcel = read(text)
    assert [one.text for one in parcel_questions(parcel)] == ["Two?", "Four?"]
    assert [note.place for note in parcel.notes] == ["line 1", "line 5", "line 9"]
    assert all("no `}`" in note.sentence for note in parcel.notes)


def test_texts_that_ask_nothing_are_left_out_and_told() -> None:
    assert "asks nothing" in said("::Note::Use a pencil.\n\nIs it?{T}")
    assert "does not say what is right" in said("Which?{~a ~b}")


def test_a_long_file_with_a_byte_order_mark_is_recognised_wherever_its_beginning_is_cut() -> None:
    text = "".join(f"::題{at}::これは何ですか？{{=水 ~火}}\n\n" for at in range(2_000))
    for more in ("", " ", "  "):
        assert gift.is_mine(Foreign("bank.gift", f"\ufeff{more}{text}".encode()))


def test_two_questions_of_one_id_are_two() -> None:
    text = "// [id:a]\nOne? {=x ~y}\n\n// [id:a]\nTwo? {=x ~y}\n"
    assert len(parcel_questions(read(text))) == 2
    assert "Two?: Another question has its id." in said(text)


def test_windows_lines_and_a_byte_order_mark_change_nothing() -> None:
    data = b"\xef\xbb\xbf::A::One?{T}\r\n\r\n::B::Two?{=a\r\n~b}\r\n"
    parcel = gift.read(Foreign("bank.txt", data))
    assert parcel.taken == 2
    assert gift.is_mine(Foreign("bank.txt", "One?{=a ~b}".encode("utf-16")))


@pytest.mark.parametrize(
    "text",
    [
        "front,back\n1,{2}",
        '{"a": [1, {}]}',
        "# Title\n\nText with {braces}.",
        "term\tdefinition {=}",
        "",
        "guid,x\nq{~0,1\n",
        "```\nif (a) {=b}\n```",
        "<?xml version='1.0'?><quiz><question>{=a}</question></quiz>",
        "{{c1::cloze}} text",
        "int main() { return 0; }",
    ],
)
def test_other_files_are_not_taken_for_gift(text: str) -> None:
    assert not gift.is_mine(Foreign("x", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Essay?{}",
        "It is so.{T}",
        "What?{#5}",
        "[html]<p>x</p>",
        "a {=b} c",
        "What?{~a =b}",
        "::tt::x",
    ],
)
def test_gift_is_recognised(text: str) -> None:
    assert recognise(Foreign("x.txt", text.encode())).name == "gift"


PIECES = ["{", "}", "=", "~", "#", "####", "\\", "::", ":", "%50%", "->", "\n", "\n\n", "// ", "[html]", "<b>", "&amp;",
          "$CATEGORY: a/b", "..", "5", "T", "TRUE", "word", " ", "[id:x]", "*", "// studykit: {"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_stands_in_a_file_is_taken_or_told(text: str) -> None:
    gift.is_mine(Foreign("x", text.encode()))
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "q {" * 100_000,
        "a {=b\n\n" + "word\n" * 50_000,
        "q{" + "".join(f"=a{at} -> b{at} " for at in range(20_000)) + "}",
        "[html]" + "<a " * 50_000 + "{=a}",
        "[html]" + "<b>" * 20_000 + "{=a}",
        "q{#" + "9" * 100_000 + "}",
        "// studykit: " + "[" * 100_000 + "\nq{=a}",
        "// " + "[id:" * 100_000 + "\nq{=a}",
        "\\" * 300_001 + "{=a}",
        "q " + "{=a} " * 2_000,
    ],
    ids=["open", "blank", "pairs", "tags", "bold", "digits", "json", "labels", "slashes", "gaps"],
)
def test_bombs_are_only_text(text: str) -> None:
    parcel = gift.read(Foreign("x", text.encode()))
    assert parcel.found >= 1
