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
    make_files(parcel, "T")
    return parcel


def guides(parcel: Parcel) -> list[Guide]:
    return [guide for part in parcel.parts.values() for guide in part.guides]


def test_a_pasted_page_becomes_a_guide_as_it_stands() -> None:
    parcel = taken(PAGE)
    (guide,) = guides(parcel)
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
    assert "Rapport, Icebreaker" in parcel.notes[0].sentence


@pytest.mark.parametrize(
    "questions",
    [
        "1. Why?\n   Because of it.\n2. How?\n   By doing so.\n",
        "Q: Why?\nA: Because of it.\nQ: How?\nA: By doing so.\n",
        "Why?\nBecause of it.\nHow?\nBy doing so.\n",
        "- Why?\n  - Because of it.\n- How?\n  - By doing so.\n",
        "1) Why?\n\nAnswer: Because of it.\n\n2) How?\n\nAnswer: By doing so.\n",
        "**1.** Why?\nBecause of it.\n**2.** How?\nBy doing so.\n",
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
    ["Definition\n", "1. x\n", "Key facts\n", "Why?\n", "a : b\n", "**", "Also found in:\n"],
)
def test_whatever_stands_there_is_read_to_its_end(piece: str) -> None:
    page.read(Foreign("a.txt", ("T\nDefinition\nx\nReview questions\n" + piece * 20_000).encode()))
