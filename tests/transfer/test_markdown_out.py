"""Courses as a study guide in Markdown."""

from pathlib import Path

from studykit.content.model import Choice, Course, QuestionSet, Unit
from studykit.transfer import markdown_out, page
from studykit.transfer.foreign import Foreign
from studykit.transfer.parcel import (
    choice_question,
    make_guide,
    make_point,
    open_question,
    short_question,
)
from tests.content.shelf import refreshed

_CONTENT = Path(__file__).parents[2] / "content"


def test_a_guide_reads_as_a_page() -> None:
    questions = (
        open_question("Why?", "It is so.\nAnd more.", (make_point("It is so.", core=True, why="It has to be."),), "Look."),
        choice_question("Which?", [Choice("one"), Choice("two", correct=True, why="It is even.")]),
        short_question("Who?", ["he", "him"]),
    )  # fmt: skip
    guide = make_guide("Water", "It is **wet**.", ["It flows."], questions, ("H2O",))
    sets = (QuestionSet("all", "All", (open_question("How?", "So."),)),)
    course = Course("waters", "Waters", "All of it.", (Unit("Still", (guide,)),), sets)
    shipment = markdown_out.write([course])
    assert shipment.data.decode() == (
        "# Waters\n\nAll of it.\n\n## Still\n\n### Water\n\nAlso called H2O.\n\nIt is **wet**.\n\n"
        "#### Must-know facts\n\n1. It flows.\n\n#### Review questions\n\n"
        "**1.** Why?\n\n*Hint:* Look.\n\n> It is so.\n> And more.\n\n- [ ] **(core)** It is so. *It has to be.*\n\n"
        "**2.** Which?\n\n- A. one\n- B. two *It is even.*\n\n**Answer:** B\n\n"
        "**3.** Who?\n\n**Answer:** he / him\n\n"
        "## All\n\n**1.** How?\n\n> So.\n"
    )
    assert (shipment.taken, shipment.unit, shipment.notes) == (2, "page", [])


def test_no_choice_is_lost_however_many_there_are() -> None:
    choices = [Choice(f"number {at}", correct=at == 29) for at in range(30)]
    sets = (QuestionSet("all", "All", (choice_question("Which?", choices),)),)
    text = markdown_out.write([Course("c", "C", "", (), sets)]).data.decode()
    assert "- AD. number 29" in text
    assert "**Answer:** AD" in text


def test_the_terms_of_shipped_courses_can_be_read_back_as_pages() -> None:
    catalog = refreshed(_CONTENT)
    for entry in catalog.courses():
        course = catalog.course(entry.slug)
        parcel = page.read(Foreign("course.md", markdown_out.write([course]).data))
        terms = {guide.term for part in parcel.parts.values() for guide in part.guides}
        assert {guide.term for guide in course.guides} <= terms
    catalog.close()


def test_no_text_of_a_course_is_a_tag_in_markdown() -> None:
    definition = "A <script>x</script>, `<b>`, \\<i> and <https://x.org>; 1 < 2.\n\n```\n<u>\n```\n\nA ` is <s>\n\nand ` too."
    guide = make_guide("Tag <img src=x>", definition)
    course = Course("tags", "Tags", "", (Unit("", (guide,)),))
    text = markdown_out.write([course]).data.decode()
    assert "### Tag \\<img src=x>" in text
    assert "A \\<script>x\\</script>, `<b>`, \\<i> and <https://x.org>; 1 < 2." in text
    assert "```\n<u>\n```\n\nA ` is \\<s>\n\nand ` too." in text
