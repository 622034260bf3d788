"""QTI files of learning platforms become questions, and what cannot be carried is told."""

from collections.abc import Callable

import pytest

from studykit.content.model import Form, Question
from studykit.transfer import qti
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from tests.transfer.decks import DECKS, needs_decks, oracle
from tests.transfer.qti_samples import (
    as_three,
    declare,
    feedback,
    item,
    lid,
    material,
    one,
    right,
    two,
    typed,
)


def read(data: bytes, name: str = "bank.xml") -> Parcel:
    """The parcel of a file, whose counts add up and which makes files in order."""
    file = Foreign(name, data)
    assert qti.is_mine(file)
    parcel = qti.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "Bridges")
    return parcel


def only(data: bytes) -> Question:
    """The only question of a file."""
    parcel = read(data)
    (question,) = [one for part in parcel.parts.values() for one in part.questions]
    return question


def said(parcel: Parcel) -> str:
    """All that is noted."""
    return "\n".join(f"{note.place}: {note.item}: {note.sentence}" for note in parcel.notes)


@needs_decks
def test_every_file_of_canvas_is_counted_as_others_count_it() -> None:
    for path, (status, count) in oracle("canvas-qti12").items():
        file = Foreign(path, (DECKS / "canvas-qti12" / path).read_bytes())
        assert recognise(file).name == "qti"
        if status == "malformed":
            with pytest.raises(TransferError, match=r"line \d+, column \d+"):
                qti.read(file)
            continue
        parcel = qti.read(file)
        left = sum(note.fate is Fate.LEFT for note in parcel.notes)
        assert (path, parcel.found, parcel.taken + left) == (path, count, count)
        make_files(parcel, "Canvas")


def test_a_multiple_choice_keeps_what_is_said_to_each_choice() -> None:
    question = only(
        one(
            item(
                material("<p>Which bridge hangs from <b>cables</b>?</p>")
                + lid("r", "<i>Suspension</i>", "Arch"),
                right("a", score="", feedback="a_fb")
                + right("b", score="", feedback="b_fb")
                + right("a"),
                "multiple_choice_question",
                feedback("general_fb", "Think of <b>San Francisco</b>.")
                + feedback("a_fb", "Yes.")
                + feedback("b_fb", "An arch stands."),
            )
        )
    )
    assert question.form is Form.CHOICE
    assert question.text == "Which bridge hangs from **cables**?"
    assert [(one.text, one.correct, one.why) for one in question.choices] == [
        ("*Suspension*", True, "Yes."),
        ("Arch", False, "An arch stands."),
    ]
    assert question.answer == "Think of **San Francisco**."


def test_several_right_choices_are_right_and_a_negated_one_is_not() -> None:
    tests = (
        '<and><varequal respident="r">a</varequal><not><varequal respident="r">b</varequal></not>'
        '<varequal respident="r">c</varequal></and>'
    )
    condition = (
        f"<respcondition><conditionvar>{tests}</conditionvar><setvar>100</setvar></respcondition>"
    )
    question = only(
        one(item(material("Which are old?") + lid("r", "Arch", "Cable", "Beam"), condition))
    )
    assert [choice.correct for choice in question.choices] == [True, False, True]


def test_points_that_add_up_as_other_makers_write_them_tell_what_is_right() -> None:
    processing = (
        right("a", score="-1")
        + right("b", score="1")
        + right("c", score="0")
        + right("d", score="1")
    )
    labels = lid("r", "w", "x", "y", "z", cardinality="Multiple")
    question = only(one(item(material("Which?") + labels, processing)))
    assert [choice.correct for choice in question.choices] == [False, True, False, True]


def test_a_choice_for_which_points_are_taken_away_is_wrong() -> None:
    taken = right("b", score="1").replace('action="Set"', 'action="Subtract"')
    labels = lid("r", "x", "y", cardinality="Multiple")
    question = only(one(item(material("Which?") + labels, right("a", score="1") + taken)))
    assert [choice.correct for choice in question.choices] == [True, False]


@pytest.mark.parametrize(("cardinality", "is_right"), [("single", False), ("multiple", True)])
def test_points_alone_tell_what_is_right_in_qti_2(cardinality: str, is_right: bool) -> None:
    mapping = (
        '<mapping><mapEntry mapKey="a" mappedValue="0.5"/><mapEntry mapKey="b" mappedValue="1"/>'
        '<mapEntry mapKey="c" mappedValue="-1"/></mapping></responseDeclaration>'
    )
    declared = declare(cardinality=cardinality).replace("</responseDeclaration>", mapping)
    choices = "".join(f'<simpleChoice identifier="{one}">{one}</simpleChoice>' for one in "abc")
    body = f'<choiceInteraction responseIdentifier="R"><prompt>Which?</prompt>{choices}</choiceInteraction>'
    parcel = read(two(body, declared))
    (question,) = parcel.parts[""].questions
    assert [choice.correct for choice in question.choices] == [is_right, True, False]
    assert ("right in part counts as wrong" in said(parcel)) is not is_right


def test_a_choice_that_is_right_in_part_counts_as_wrong_and_that_is_told() -> None:
    processing = right("a", score="100") + right("b", score="50")
    parcel = read(one(item(material("Which?") + lid("r", "x", "y"), processing)))
    assert "right in part counts as wrong" in said(parcel)


def test_without_points_a_condition_that_is_called_correct_tells_what_is_right() -> None:
    processing = right("b", score="", feedback="Correct") + right(
        "a", score="", feedback="Incorrect"
    )
    question = only(one(item(material("Which?") + lid("r", "x", "y"), processing)))
    assert [choice.correct for choice in question.choices] == [False, True]


def test_a_short_answer_accepts_every_spelling() -> None:
    question = only(
        one(item(material("Built in 1883?") + typed(), right("Brooklyn", "the Brooklyn Bridge")))
    )
    assert question.form is Form.SHORT
    assert question.accept == ("Brooklyn", "the Brooklyn Bridge")


def test_praise_for_a_right_answer_is_no_model_answer() -> None:
    processing = right("Brooklyn", feedback="correct_fb")
    file = one(item(material("Which?") + typed(), processing, "", feedback("correct_fb", "Great!")))
    assert only(file).answer == ""


def test_a_number_is_typed_and_its_range_is_told() -> None:
    tests = (
        '<or><varequal respident="r">42.0</varequal><and><vargte respident="r">41.5</vargte>'
        '<varlte respident="r">42.5</varlte></and></or>'
    )
    condition = (
        f"<respcondition><conditionvar>{tests}</conditionvar><setvar>100</setvar></respcondition>"
    )
    parcel = read(
        one(item(material("How long?") + typed(fib="Decimal"), condition, "numerical_question"))
    )
    question = parcel.parts[""].questions[0]
    assert question.accept == ("42",)
    assert question.answer == "42 (from 41.5 to 42.5 is right)"
    assert "Only the exact number" in said(parcel)


def test_a_number_that_only_has_a_range_is_judged_by_the_learner() -> None:
    tests = '<vargte respident="r">1</vargte><varlte respident="r">22</varlte>'
    condition = (
        f"<respcondition><conditionvar>{tests}</conditionvar><setvar>100</setvar></respcondition>"
    )
    question = only(
        one(item(material("How long?") + typed(fib="Decimal"), condition, "numerical_question"))
    )
    assert (question.form, question.answer) == (Form.OPEN, "Any number from 1 to 22.")


def test_a_formula_is_asked_with_the_first_of_its_numbers() -> None:
    numbers = (
        "<calculated><answer_tolerance>10%</answer_tolerance><var_sets>"
        '<var_set ident="1"><var name="x">4</var><answer>9.0</answer></var_set></var_sets></calculated>'
    )
    text = material("<p>5 + [x] = ?</p>") + typed(fib="Decimal")
    parcel = read(
        one(
            item(
                text,
                kind="calculated_question",
                more=f"<itemproc_extension>{numbers}</itemproc_extension>",
            )
        )
    )
    question = parcel.parts[""].questions[0]
    assert (question.text, question.accept) == ("5 + 4 = ?", ("9",))
    assert "asked with x = 4 only" in said(parcel)
    assert "10% more or less" in said(parcel)
    assert "holds none of them" in said(
        read(
            one(
                item(
                    text,
                    kind="calculated_question",
                    more="<itemproc_extension><calculated/></itemproc_extension>",
                )
            )
        )
    )


def test_gaps_become_points() -> None:
    text = material("<p>An arch is [shape], a beam is [other].</p>")
    blanks = lid("response_shape", "round", "curved", label="shape") + lid(
        "response_other", "flat", label="other"
    )
    processing = right("a", ident="response_shape", score="50") + right(
        "a", ident="response_other", score="50"
    )
    question = only(one(item(text + blanks, processing, "fill_in_multiple_blanks_question")))
    assert question.form is Form.OPEN
    blank = r"\_\_\_\_\_"
    assert question.text == f"An arch is {blank} (1), a beam is {blank} (2)."
    assert question.answer == "An arch is **round**, a beam is **flat**."
    assert [point.text for point in question.points] == ["(1) round / curved", "(2) flat"]
    assert question.points[0].accept == ("round", "curved")


def test_a_single_gap_is_a_short_answer_and_a_single_menu_a_choice() -> None:
    blank = material("An arch is [x].") + lid("response_x", "round", label="x")
    gap = only(one(item(blank, right("a", ident="response_x"), "fill_in_multiple_blanks_question")))
    assert (gap.form, gap.text) == (Form.SHORT, r"An arch is \_\_\_\_\_.")
    menu = material("An arch is [x].") + lid("response_x", "flat", "round", label="x")
    question = only(one(item(menu, right("b", ident="response_x"), "multiple_dropdowns_question")))
    assert [choice.correct for choice in question.choices] == [False, True]


def test_a_matching_becomes_an_open_question_with_a_point_for_each_pair() -> None:
    text = (
        material("Who built what?")
        + lid("m1", "Brooklyn", "Tower", "Forth", label="Roebling")
        + lid("m2", "Brooklyn", "Tower", "Forth", label="Barry")
        + lid("m3", "Brooklyn", "Tower", "Forth", label="")
    )
    processing = right("a", ident="m1", score="50") + right("b", ident="m2", score="50")
    parcel = read(one(item(text, processing, "matching_question")))
    question = parcel.parts[""].questions[0]
    assert [point.text for point in question.points] == ["Roebling: Brooklyn", "Barry: Tower"]
    assert question.text.index("Roebling") < question.text.index("To choose from:")
    assert "Forth" in question.text
    assert "a point for each pair" in said(parcel)


def test_categories_become_points() -> None:
    text = material("Sort them.") + "".join(
        lid(name, "Brooklyn", "Golden Gate", "Forth", cardinality="Multiple", label=name)
        for name in ("Suspended", "Cantilever")
    )
    processing = right("a", "b", ident="Suspended") + right("c", ident="Cantilever")
    question = only(one(item(text, processing, "categorization_question")))
    assert [point.text for point in question.points] == [
        "Suspended: Brooklyn / Golden Gate",
        "Cantilever: Forth",
    ]


def test_an_order_has_a_point_for_each_place() -> None:
    text = material("The oldest first.") + lid("r", "Forth", "Brooklyn", cardinality="Ordered")
    question = only(one(item(text, right("b", "a"), "ordering_question")))
    assert question.answer == "1. Brooklyn\n2. Forth"
    assert [point.text for point in question.points] == ["1: Brooklyn", "2: Forth"]


def test_an_essay_is_asked_if_there_is_something_to_compare_with() -> None:
    notes = (
        "<p>It carries load by compression.</p><p><b>Points</b></p><ul><li>Compression (core)"
        "<ul><li>Also: pressed</li><li>Why: Stone bears it.</li></ul></li><li>Abutments</li></ul>"
    )
    question = only(
        one(
            item(
                material("Explain.") + typed(), "", "essay_question", feedback("general_fb", notes)
            )
        )
    )
    assert question.answer == "It carries load by compression."
    core, other = question.points
    assert (core.text, core.core, core.accept, core.why) == (
        "Compression",
        True,
        ("pressed",),
        "Stone bears it.",
    )
    assert (other.text, other.core) == ("Abutments", False)
    assert "no model answer" in said(
        read(one(item(material("Explain.") + typed(), "", "essay_question")))
    )


@pytest.mark.parametrize(
    ("presentation", "kind", "reason"),
    [
        (material("Hand in a sketch."), "file_upload_question", "A file is to be handed in"),
        (material("Read this first."), "text_only_question", "asks nothing"),
        ('<response_xy ident="r"/>', "hot_spot_question", "A place in a picture"),
        (lid("r", "x", "y"), "", "no text"),
        (material("Which?") + lid("r", "x", "y"), "", "does not say what is right"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_the_reason(
    presentation: str, kind: str, reason: str
) -> None:
    parcel = read(one(item(presentation, kind=kind)))
    assert (parcel.found, parcel.taken) == (1, 0)
    assert reason in said(parcel)


def test_a_passage_stands_before_the_questions_that_belong_to_it() -> None:
    passage = item(material("An old bridge."), kind="text_only_question")
    parent = (
        "<itemmetadata><qtimetadatafield><fieldlabel>parent_stimulus_item_ident</fieldlabel>"
        "<fieldentry>i</fieldentry></qtimetadatafield></itemmetadata>"
    )
    child = item(material("Whose?") + typed(), right("Roebling"), more=parent)
    parcel = read(one(passage, child))
    assert parcel.parts[""].questions[0].text == "An old bridge.\n\nWhose?"


def test_sections_become_units_and_the_quiz_gives_the_title() -> None:
    parcel = read(one(item(material("Whose?") + typed(), right("x")), section="Old ones"))
    assert (parcel.title, list(parcel.parts)) == ("Bridges", ["Old ones"])


def test_typed_answers_within_a_text_are_gaps() -> None:
    flow = f"<flow>{material('An arch is ')}{typed('r1')}{material(', a beam is ')}{typed('r2')}</flow>"
    processing = right("round", ident="r1", score="1") + right("flat", ident="r2", score="1")
    question = only(one(item(flow, processing)))
    assert question.answer == "An arch is\n**round**, a beam is\n**flat**"


def test_a_hint_is_a_hint() -> None:
    hint = f'<itemfeedback ident="h"><hint><hintmaterial>{material("Stone.")}</hintmaterial></hint></itemfeedback>'
    question = only(one(item(material("Whose?") + typed(), right("x"), more=hint)))
    assert (question.hint, question.answer) == ("Stone.", "")


CHOICES = (
    '<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Which <em>hangs</em>?</prompt>'
    '<simpleChoice identifier="A">Suspension<feedbackInline outcomeIdentifier="F" identifier="A">Yes.'
    '</feedbackInline></simpleChoice><simpleChoice identifier="B">Arch</simpleChoice></choiceInteraction>'
)


@pytest.mark.parametrize("version", [bytes, as_three])
def test_a_choice_of_qti_2_and_3(version: Callable[[bytes], bytes]) -> None:
    more = '<modalFeedback outcomeIdentifier="F" identifier="B" showHide="show">It stands.</modalFeedback>'
    question = only(version(two(f"<p>Bridges.</p>{CHOICES}", declare("A"), more)))
    assert question.text == "Bridges.\n\nWhich *hangs*?"
    assert [(one.text, one.correct, one.why) for one in question.choices] == [
        ("Suspension", True, "Yes."),
        ("Arch", False, "It stands."),
    ]


def test_gaps_of_qti_2() -> None:
    body = (
        '<p>An arch is <textEntryInteraction responseIdentifier="R"/>, a beam is '
        '<inlineChoiceInteraction responseIdentifier="S"><inlineChoice identifier="f">flat</inlineChoice>'
        '<inlineChoice identifier="r">round</inlineChoice></inlineChoiceInteraction>.</p>'
    )
    declared = declare("round", kind="string") + declare("f", ident="S")
    question = only(two(body, declared))
    assert question.answer == "An arch is **round**, a beam is **flat**."
    single = only(
        two(
            '<p>An arch is <textEntryInteraction responseIdentifier="R"/>.</p>',
            declare("round", kind="string"),
        )
    )
    assert (single.form, single.accept) == (Form.SHORT, ("round",))


def test_a_mapping_of_qti_2_gives_all_wordings_that_give_all_points() -> None:
    declared = (
        '<responseDeclaration identifier="R" cardinality="single" baseType="string"><correctResponse>'
        '<value>York</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/>'
        '<mapEntry mapKey="york" mappedValue="0.5"/><mapEntry mapKey="Leeds" mappedValue="0"/>'
        '<mapEntry mapKey="Jorvik" mappedValue="1"/></mapping>'
        "</responseDeclaration>"
    )
    body = '<p>Which town?</p><div><textEntryInteraction responseIdentifier="R"/></div>'
    question = only(two(body, declared))
    assert (question.text, question.accept) == ("Which town?", ("York", "Jorvik"))
    assert "right in part" not in said(read(two(body, declared)))  # since capitals do not count
    partly = declared.replace('Leeds" mappedValue="0"', 'Leeds" mappedValue="0.2"')
    assert "right in part counts as wrong" in said(read(two(body, partly)))


def test_a_word_that_is_right_in_part_counts_as_wrong_and_that_is_told() -> None:
    processing = right("whole", score="100") + right("half", score="50")
    parcel = read(one(item(material("Which?") + typed(), processing)))
    (question,) = parcel.parts[""].questions
    assert question.accept == ("whole",)
    assert "right in part counts as wrong" in said(parcel)


def test_pairs_and_orders_of_qti_2() -> None:
    def choices(*names: str, element: str = "simpleAssociableChoice") -> str:
        return "".join(f'<{element} identifier="{name}">{name}!</{element}>' for name in names)

    pairs = declare("x p", "y q", kind="directedPair", cardinality="multiple")
    match = (
        f'<matchInteraction responseIdentifier="R"><prompt>Match.</prompt><simpleMatchSet>{choices("x", "y")}'
        f"</simpleMatchSet><simpleMatchSet>{choices('p', 'q')}</simpleMatchSet></matchInteraction>"
    )
    assert [point.text for point in only(two(match, pairs)).points] == ["x!: p!", "y!: q!"]
    associate = f'<associateInteraction responseIdentifier="R"><prompt>Pair.</prompt>{choices("x", "y", "p", "q")}</associateInteraction>'
    assert [point.text for point in only(two(associate, pairs)).points] == ["x!: p!", "y!: q!"]
    order = (
        f'<orderInteraction responseIdentifier="R"><prompt>Order.</prompt>{choices("x", "y", element="simpleChoice")}'
        "</orderInteraction>"
    )
    assert only(two(order, declare("y", "x", cardinality="ordered"))).answer == "1. y!\n2. x!"
    fill = (
        f'<gapMatchInteraction responseIdentifier="R">{choices("x", "y", element="gapText")}'
        '<p>One <gap identifier="p"/> and <gap identifier="q"/></p></gapMatchInteraction>'
    )
    assert only(two(fill, pairs)).answer == "One **x!** and **y!**"


def test_a_text_to_be_written_in_qti_2_has_the_rubric_as_its_model_answer() -> None:
    body = (
        "<rubricBlock view='scorer'><p>It presses on its ends.</p></rubricBlock><p>Explain the arch.</p>"
        '<extendedTextInteraction responseIdentifier="R"/>'
    )
    question = only(two(body, declare(kind="string")))
    assert (question.text, question.answer) == ("Explain the arch.", "It presses on its ends.")
    bare = read(two('<p>Why?</p><extendedTextInteraction responseIdentifier="R"/>'))
    assert "no model answer" in said(bare)


def test_what_qti_2_asks_with_pictures_is_left_out() -> None:
    parcel = read(two('<p>Where?</p><hotspotInteraction responseIdentifier="R"/>'))
    assert "hotspotinteraction" in said(parcel)


def test_formulas_of_mathml_are_kept_as_far_as_they_say_what_they_are() -> None:
    math = '<math><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></math>'
    body = f'<p>What is {math}?</p><div><textEntryInteraction responseIdentifier="R"/></div>'
    assert only(two(body, declare("4", kind="float"))).text == "What is $x^2$?"
