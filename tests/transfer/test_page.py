"""Study-guide pages that were pasted as plain text."""

import pytest

from studykit.content.model import Guide
from studykit.transfer import page
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files

PAGE = """\
Art of Interviewing

›

Unit 1

Chit-Chat

Study Guide

Learn more

Definition

Chit-chat is light talk before an interview begins. It builds trust, and it “warms up” both sides.

5 Must Know Facts For Your Next Test

1. Chit-chat comes before the first real question.

2. It should last a minute or two,
and then stop.
3. Weather and travel are safe topics.

4. Politics is no safe topic.
5. Whoever invites begins.

Review Questions

How does chit-chat build trust?
Both people find something that they share. After that, harder questions feel less like an attack.

Compare chit-chat and a formal opening.
• A formal opening names the purpose.
• Chit-chat names none.

Evaluate the claim that chit-chat wastes time.

Show answer
Answer: It costs a minute and saves ten, since people who trust answer at length.

Related terms
Rapport : A feeling of ease between people.
Icebreaker: A first question that is easy.

“Chit-Chat” also found in:
Subjects (3)
Journalism
"""


def taken(text: str, name: str = "page.txt") -> Parcel:
    file = Foreign(name, text.encode())
    assert recognise(file).name == "page"
    parcel = page.read(file)
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    assert parcel.found == parcel.taken + left
    make_files(parcel, "T")
    return parcel


def guides(parcel: Parcel) -> list[Guide]:
    return [guide for part in parcel.parts.values() for guide in part.guides]


def test_a_pasted_page_becomes_a_guide_as_it_stands() -> None:
    parcel = taken(PAGE)
    guide, *explained = guides(parcel)
    assert guide.term == "Chit-Chat"
    assert guide.definition.startswith("Chit-chat is light talk")
    assert [fact.text for fact in guide.facts] == [
        "Chit-chat comes before the first real question.",
        "It should last a minute or two, and then stop.",
        "Weather and travel are safe topics.",
        "Politics is no safe topic.",
        "Whoever invites begins.",
    ]
    assert [(one.text, one.answer) for one in guide.questions] == [
        (
            "How does chit-chat build trust?",
            "Both people find something that they share. After that, harder questions feel less like an attack.",
        ),
        (
            "Compare chit-chat and a formal opening.",
            "- A formal opening names the purpose.\n- Chit-chat names none.",
        ),
        (
            "Evaluate the claim that chit-chat wastes time.",
            "It costs a minute and saves ten, since people who trust answer at length.",
        ),
    ]
    assert guide.related == ("rapport", "icebreaker")
    assert [(one.term, one.definition) for one in explained] == [
        ("Rapport", "A feeling of ease between people."),
        ("Icebreaker", "A first question that is easy."),
    ]
    assert (parcel.found, parcel.taken) == (3, 3)
    assert ["the library tells" in note.sentence for note in parcel.notes] == [True]


def test_an_answer_that_is_one_bullet_is_a_paragraph_with_a_point_for_each_sentence() -> None:
    pasted = PAGE.replace(
        "Both people find something that they share. After that,",
        "    ○ Both people find something that they share. After that,",
    )
    question = guides(taken(pasted))[0].questions[0]
    assert question.answer.startswith("Both people find something")
    assert len(question.points) == 2


@pytest.mark.parametrize(
    "questions",
    [
        "1. Why?\n   Because of it.\n2. How?\n   By doing so.\n",
        "Q: Why?\nA: Because of it.\nQ: How?\nA: By doing so.\n",
        "Why?\nBecause of it.\nHow?\nBy doing so.\n",
        "- Why?\n  - Because of it.\n- How?\n  - By doing so.\n",
        "1) Why?\n\nAnswer: Because of it.\n\n2) How?\n\nAnswer: By doing so.\n",
        "**1.** Why?\nBecause of it.\n**2.** How?\nBy doing so.\n",
        "**1. Why?**\n\nBecause of it.\n\n**2. How?**\n\n> By doing so.\n",
        "### 1. Why?\nBecause of it.\n### 2. How?\nBy doing so.\n",
        "**Q:** Why?\n**A:** Because of it.\n**Q:** How?\n**A:** By doing so.\n",
        "Q1. Why?\nA1. Because of it.\nQ2. How?\nA2. By doing so.\n",
        "Question 1: Why?\nAnswer: Because of it.\nQuestion 2: How?\nAnswer: By doing so.\n",
    ],
)
def test_questions_and_answers_may_be_written_in_many_ways(questions: str) -> None:
    (guide,) = guides(
        taken(f"# Thing\n\n## Definition\nA thing.\n\n## Review Questions\n{questions}")
    )
    found = [(one.text, one.answer.removeprefix("- ")) for one in guide.questions]
    assert found == [("Why?", "Because of it."), ("How?", "By doing so.")]


@pytest.mark.parametrize(
    "facts",
    [
        "1. One.\n2. Two.\n",
        "- One.\n- Two.\n",
        "• One.\n• Two.\n",
        "One.\n\nTwo.\n",
        "(1) One.\n(2) Two.\n",
        "    One.\n    Two.\n",
        "* One.\n\n* Two.\n",
    ],
)
def test_facts_may_be_written_in_many_ways(facts: str) -> None:
    (guide,) = guides(taken(f"Thing\nDefinition\nA thing.\nMust-Know Facts\n{facts}"))
    assert [fact.text for fact in guide.facts] == ["One.", "Two."]


def test_several_pages_in_one_text_become_several_guides() -> None:
    parcel = taken(
        "Rapport\nDefinition: Ease between two.\nKey facts\nIt is **built** by listening.\nReview questions\nWhat is it?\nEase.\n\n"
        "Icebreaker\nDefinition\nA first question.\nKey facts\nIt is easy.\n"
    )
    assert [guide.term for guide in guides(parcel)] == ["Rapport", "Icebreaker"]
    assert guides(parcel)[0].facts[0].text == "It is **built** by listening."
    assert guides(parcel)[0].questions[0].answer == "Ease."


def test_a_question_without_an_answer_is_left_out_with_its_line() -> None:
    parcel = taken("Thing\nDefinition\nA thing.\nReview Questions\n1. Why?\n2. How?\nSo.\n")
    (note,) = parcel.notes
    assert (note.place, note.item, note.fate) == ("line 5", "Why?", Fate.LEFT)


def test_a_fact_that_speaks_of_headings_or_of_where_things_are_found_is_a_fact() -> None:
    facts = ["Lipids are found in cell membranes.", "Definition", "Unit 1 is found in the index."]
    below = "".join(f"- {fact}\n" for fact in facts)
    (guide,) = guides(taken(f"Thing\nDefinition\nA thing.\nKey facts\n{below}"))
    assert [fact.text for fact in guide.facts] == facts
    (guide,) = guides(taken(f"Thing\nDefinition\nA thing.\nKey facts\n{facts[0]}\nIt is so.\n"))
    assert [fact.text for fact in guide.facts] == [facts[0], "It is so."]


def test_a_word_of_a_button_may_be_an_answer() -> None:
    text = (
        "Thing\nDefinition\nA thing.\nReview questions\n1. Which key?\nPrint\n2. Which one?\nNext\n"
    )
    (guide,) = guides(taken(text))
    assert [one.answer for one in guide.questions] == ["Print", "Next"]


def test_lines_that_were_broken_at_some_width_are_whole() -> None:
    text = (
        "Thing\n\nDefinition\n\nA thing is what can be named, whatever it may be made of,\nand it is also\nwhat is not named."
        "\n\nIt may be small.\n\nReview questions\n\nHow is it told what a thing is, when\nnobody names it?\n\nBy looking.\n"
    )
    (guide,) = guides(taken(text))
    assert guide.definition == (
        "A thing is what can be named, whatever it may be made of, and it is also what is not named.\n\nIt may be small."
    )
    assert guide.questions[0].text == "How is it told what a thing is, when nobody names it?"


def test_a_related_term_that_has_a_page_is_linked_and_not_made_twice() -> None:
    parcel = taken(
        "# A\n## Definition\nOne.\n## Related terms\n- **B**: the other\n- C\n\n# B\n## Definition\nTwo.\n"
        "## Not to be confused with\nA\n## Key facts\n- x\n"
    )
    assert [(one.term, one.definition) for one in guides(parcel)] == [("A", "One."), ("B", "Two.")]
    assert guides(parcel)[0].related == ("b",)
    assert guides(parcel)[1].contrast == ("a",)
    assert [note.sentence for note in parcel.notes] == [
        "Nothing here explains these terms, so it is not linked to them: C."
    ]


def test_pages_that_are_only_a_title_and_a_text_are_pages_too() -> None:
    parcel = taken(
        "# A\n\nOne.\n\n## Key facts\n- x\n\n## Review questions\n1. Why?\nSo.\n\n# B\n\nTwo.\n\n# C\n\nThree.\n"
    )
    assert [(one.term, one.definition) for one in guides(parcel)] == [
        ("A", "One."),
        ("B", "Two."),
        ("C", "Three."),
    ]


def test_code_and_tables_stay_whole() -> None:
    code = "```python\n# no title\nx = 1\n\ny = 2\n```"
    rows = "| a | b |\n| --- | --- |\n| 1 | 2 |"
    (guide,) = guides(
        taken(
            f"# A\n\n## Definition\n\nIt is:\n\n{code}\n\nand\n\n{rows}\n\n## Key facts\n- x\n"
            f"\n## Review questions\n1. Why?\n   {code.replace(chr(10), chr(10) + '   ')}\n"
        )
    )
    assert guide.definition == f"It is:\n\n{code}\n\nand\n\n{rows}"
    assert guide.questions[0].answer == code


def test_each_related_term_is_told_from_the_next_also_in_small_letters() -> None:
    guide, *explained = guides(
        taken(
            "Thing\nDefinition\nA thing.\nKey facts\nx\nRelated terms\nsupply: what is offered\ndemand - what is\nwanted by all\n"
        )
    )
    assert guide.related == ("supply", "demand")
    assert explained[1].definition == "what is wanted by all"


def test_a_page_in_capitals_with_colons_is_one_too() -> None:
    (guide,) = guides(
        taken("TERM: Supply\nDEFINITION: What sellers offer.\nMUST KNOW FACTS:\n- It shifts.\n")
    )
    assert (guide.term, guide.definition) == ("Supply", "What sellers offer.")
    assert guide.facts[0].text == "It shifts."


def test_a_page_without_a_title_or_a_definition_is_told() -> None:
    assert "which term" in taken("Definition\nA thing.\nKey facts\nx\n").notes[0].sentence
    assert (
        "no definition"
        in taken("Thing\nKey facts\nx\nReview questions\nWhy?\nSo.\n").notes[-1].sentence
    )


def test_an_ordinary_text_is_no_page() -> None:
    assert not page.is_mine(
        Foreign("a.txt", b"The definition of a thing is hard.\nSome facts are known.\n")
    )


@pytest.mark.parametrize(
    "piece",
    [
        "```\n",
        "|",
        "|\n",
        "~~~ ",
        "Definition\n",
        "1. x\n",
        "Key facts\n",
        "Why?\n",
        "a : b\n",
        "**",
        "Also found in:\n",
    ],
)
def test_whatever_stands_there_is_read_to_its_end(piece: str) -> None:
    text = "T\nDefinition\nx\nReview questions\n" + piece * 20_000
    parcel = page.read(Foreign("a.txt", text.encode()))
    assert parcel.found >= 1
    assert parcel.taken <= parcel.found
