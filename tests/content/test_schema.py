"""Nodes become guides, courses and question sets; every mistake of a file is told in one run."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.document import CourseHeader, Document, UnitHeader
from studykit.content.fields import MAX_PROBLEMS
from studykit.content.identity import identify
from studykit.content.model import Form
from studykit.content.nodes import Node, Path
from studykit.content.schema import read_document
from studykit.content.source import parse, places
from studykit.errors import Severity
from tests.content.editor import agrees, as_seen

GUIDE = """
term: Mean
aliases: [average, arithmetic mean]
definition: |
  The **sum** divided by the count. It is pulled by outliers.
facts:
  - The **sum** of deviations is zero.
  - {fact: "It is **unique**.", id: unique}
questions:
  - question: What is it?
    hint: Divide.
    answer: The sum divided by the count.
    points:
      - It is the sum divided by the count.
      - {point: It has a unit., core: true, accept: [unit, units], why: That of the data., id: unit}
  - question: Which is a mean?
    id: which
    choices:
      - {choice: "3", correct: true, why: Divided.}
      - No
    answer: Three.
  - question: Which word?
    accept: [mean, the mean]
  - question: Say more.
    answer: First this. Then that.
related: [median]
contrast: [introductory-statistics/mode]
"""


@dataclass
class Told:
    """Gathers problems, as the loader does."""

    problems: list[tuple[Path, str, str, bool]] = field(default_factory=list)

    def __call__(
        self,
        path: Path,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> None:
        assert severity is Severity.ERROR
        self.problems.append((path, sentence, hint, at_key))


def read(text: str, slug: str = "mean") -> tuple[Document, Told]:
    """What a file says, and its problems, each of which has a place; an editor judges the file alike."""
    told = Told()
    document = read_document(parse(text.encode()), slug, told)
    where = places(text.encode())
    assert agrees(as_seen(text), [sentence for _, sentence, _, _ in told.problems])
    for path, sentence, hint, at_key in told.problems:
        assert sentence.endswith(".")
        assert hint
        assert not at_key or where[path].key_line
    return document, told


def only(text: str) -> tuple[Path, str, str]:
    """The one problem of a file."""
    _, told = read(text)
    assert len(told.problems) == 1, told.problems
    path, sentence, hint, _ = told.problems[0]
    return path, sentence, hint


def guide(**parts: str) -> str:
    """A guide that is right but for the parts that are given."""
    whole = {"term": "Mean", "definition": "The sum divided by the count."} | parts
    return "\n".join(f"{key}: {value}" for key, value in whole.items() if value != "-")


def question(text: str) -> str:
    """A guide with one question."""
    return guide(questions="\n  - " + text.replace("\n", "\n    "))


def test_a_guide_is_read_whole() -> None:
    document, told = read(GUIDE)
    assert not told.problems
    assert document.paths == ((),)
    assert (document.course, document.question_set, document.refused) == (None, None, ())
    mean = document.guides[0]
    assert (mean.slug, mean.term, mean.aliases) == ("mean", "Mean", ("average", "arithmetic mean"))
    assert mean.definition == "The **sum** divided by the count. It is pulled by outliers."
    assert [point.text for point in mean.points] == [
        "The **sum** divided by the count.",
        "It is pulled by outliers.",
    ]
    assert [fact.id for fact in mean.facts] == [
        identify("The sum of deviations is zero."),
        "unique",
    ]
    assert (mean.related, mean.contrast) == (("median",), ("introductory-statistics/mode",))


def test_the_form_of_a_question_follows_from_its_keys() -> None:
    document, _ = read(GUIDE)
    first, which, short, more = document.guides[0].questions
    assert [q.form for q in (first, which, short, more)] == [
        Form.OPEN,
        Form.CHOICE,
        Form.SHORT,
        Form.OPEN,
    ]
    assert first.hint == "Divide."
    assert [point.core for point in first.points] == [False, True]
    assert (first.points[1].accept, first.points[1].why) == (("unit", "units"), "That of the data.")
    assert (first.points[1].id, which.id) == ("unit", "which")
    assert [(choice.text, choice.correct) for choice in which.choices] == [
        ("3", True),
        ("No", False),
    ]
    assert (which.answer, which.points) == ("Three.", ())
    assert short.accept == ("mean", "the mean")
    assert [point.text for point in more.points] == ["First this.", "Then that."]


def test_a_definition_may_have_points_of_its_own() -> None:
    document, _ = read(
        guide(definition="{definition: A sum and a count., points: [A sum, A count]}")
    )
    assert [point.text for point in document.guides[0].points] == ["A sum", "A count"]
    document, _ = read(guide(definition="{definition: One. Two.}"))
    assert [point.text for point in document.guides[0].points] == ["One.", "Two."]


def test_an_answer_without_a_sentence_is_one_point() -> None:
    document, _ = read(question("question: Code?\nanswer: |\n  ```\n  x = 1\n  ```"))
    assert len(document.guides[0].questions[0].points) == 1


@pytest.mark.parametrize(
    ("text", "path", "says", "mend"),
    [
        (guide(defintion="x"), ("defintion",), "no `defintion`", "mean `definition`"),
        ("term: A\ndefintion: x\n", ("defintion",), "no `defintion`", "mean `definition`"),
        (
            question("question: a\nawnser: b"),
            ("questions", 0, "awnser"),
            "no `awnser`",
            "mean `answer`",
        ),
        (
            question("question: a\nchoises: [{choice: b, correct: true}, c]"),
            ("questions", 0, "choises"),
            "no `choises`",
            "mean `choices`",
        ),
        (
            question("question: a\nchoices: [{choice: b, correct: yes}, c]"),
            ("questions", 0, "choices", 0, "correct"),
            "`true` or `false`",
            "true",
        ),
        (
            question("question: a\nchoices: [{choice: b, corect: true}, c]"),
            ("questions", 0, "choices", 0, "corect"),
            "no `corect`",
            "mean `correct`",
        ),
        (guide(zzz="x"), ("zzz",), "no `zzz`", "can have `term`, `aliases`"),
        (guide(definition="-"), (), "no `definition`", "Add"),
        (guide(definition=""), ("definition",), "empty", "leave the key out"),
        (guide(definition="[a]"), ("definition",), "not a list", "double quotes"),
        (guide(definition="{points: [a]}"), ("definition",), "no `definition`", "Add"),
        (guide(definition="{text: a}"), ("definition",), "no key `text`", "double quotes"),
        (guide(term="{a: b}"), ("term",), "not a mapping", "double quotes"),
        (guide(aliases="average"), ("aliases",), "is a list", "`aliases: [average]`"),
        (guide(aliases="[a, ' ']"), ("aliases", 1), "empty", "delete"),
        (guide(aliases="[a, [b]]"), ("aliases", 1), "not a list", "double quotes"),
        (guide(aliases="[]"), ("aliases",), "empty", "leave the key out"),
        (guide(aliases=""), ("aliases",), "empty", "leave the key out"),
        (guide(related="{a: b}"), ("related",), "not a mapping", "`- `"),
        (guide(facts="\n  -a\n  -b"), ("facts",), "is a list", "space after each dash"),
        (guide(facts="|\n  a\n  b"), ("facts",), "is a list", "line of its own"),
        (
            guide(facts="\n  - **bold".replace("**", "") + "\n  -"),
            ("facts", 1),
            "fact is empty",
            "delete",
        ),
        (guide(facts="\n  - Key point: x"), ("facts", 0), "no key `Key point`", "double quotes"),
        (guide(facts="\n  - fcat: x"), ("facts", 0), "no key `fcat`", "mean `fact`"),
        (guide(facts="[[a]]"), ("facts", 0), "not a list", "`fact: …`"),
        (guide(facts="[{id: a}]"), ("facts", 0), "no `fact`", "Add"),
        (guide(facts="[{fact: a, id: a/b}]"), ("facts", 0, "id"), "cannot be an id", "letters"),
        (guide(facts="[a b, A  **b**]"), ("facts", 1), "same fact as fact 1", "Delete"),
        (
            guide(facts="[{fact: a, id: x}, c, {fact: b, id: x}]"),
            ("facts", 2),
            "`x` is that of fact 1",
            "another id",
        ),
        (guide(questions="What?"), ("questions",), "is a list", "`questions: [What?]`"),
        (question("What?"), ("questions", 0), "not a text", "`question: …`"),
        (question("question: a"), ("questions", 0), "no `answer`", "`choices:`"),
        (question("question: a\nanswer:"), ("questions", 0, "answer"), "empty", "leave"),
        (question("answer: a"), ("questions", 0), "no `question`", "Add"),
        (
            question("question: a\nanswer: b\nterm: c"),
            ("questions", 0, "term"),
            "no `term`",
            "can have",
        ),
        (
            question("question: a\nanswer: b\npoints: [{point: c, core: yes}]"),
            ("questions", 0, "points", 0, "core"),
            "`true` or `false`",
            "true",
        ),
        (
            question("question: a\nanswer: b\npoints: [c, c]"),
            ("questions", 0, "points", 1),
            "same point as point 1",
            "Delete",
        ),
        (
            question("question: a\nanswer: b\npoints: [{point: c, accept: d}]"),
            ("questions", 0, "points", 0, "accept"),
            "is a list",
            "`accept: [d]`",
        ),
        (
            question("question: a\nanswer: b\npoints: [[c]]"),
            ("questions", 0, "points", 0),
            "not a list",
            "point",
        ),
        (
            question("question: a\nchoices: [b, c]"),
            ("questions", 0, "choices"),
            "None of these",
            "correct: true",
        ),
        (
            question("question: a\nchoices: [{choice: b, correct: true}]"),
            ("questions", 0, "choices"),
            "two choices",
            "another",
        ),
        (
            question("question: a\nchoices: [{choice: b, correct: true}, b]"),
            ("questions", 0, "choices", 1),
            "same choice",
            "Delete",
        ),
        (
            question("question: a\nchoices: [{choice: b, correct: true}, [c]]"),
            ("questions", 0, "choices", 1),
            "not a list",
            "`choice: …`",
        ),
        (question("question: a\nchoices:"), ("questions", 0, "choices"), "empty", "below"),
        (
            question("question: a\nchoices: [{choice: b, correct: true}, c]\npoints: [d]"),
            ("questions", 0, "points"),
            "cannot have `points`",
            "two questions",
        ),
        (
            question("question: a\nchoices: [{choice: b, correct: true}, c]\naccept: [d]"),
            ("questions", 0, "accept"),
            "cannot have `accept`",
            "two questions",
        ),
        (
            question("question: a\naccept: [b]\npoints: [d]"),
            ("questions", 0, "points"),
            "cannot have `points`",
            "into a point",
        ),
        (
            guide(questions="\n  - {question: a, accept: [b]}\n  - {question: a, accept: [c]}"),
            ("questions", 1),
            "same question as question 1",
            "Delete",
        ),
        ("trem: x\n", ("trem",), "no `trem`", "mean `term`"),
        ("units: x\n", (), "what this file is", "question set"),
        ("- a\n", (), "what this file is", "`term: `"),
        ("a\n", (), "what this file is", "`term: `"),
        (
            "questions: [{question: a, accept: [b]}]\nqestion: x\n",
            ("qestion",),
            "no `qestion`",
            "`questions`",
        ),
        ("guides: [a]\n", ("guides", 0), "not a text", "`term: …`"),
        ("guides: [{definition: a}]\n", ("guides", 0), "no `term`", "Add"),
    ],
)
def test_a_mistake_is_told_where_it_is_with_a_way_to_mend_it(
    text: str, path: Path, says: str, mend: str
) -> None:
    where, sentence, hint = only(text)
    assert where == path
    assert says in sentence
    assert mend in hint


def test_a_guide_with_an_error_is_refused_and_remembered() -> None:
    document, _ = read(guide(defintion="x"))
    assert document.guides == ()
    assert [one.slug for one in document.refused] == ["mean"]


def test_every_problem_is_told_in_one_run() -> None:
    _, told = read(guide(zzz="x", aliases="a", facts="[{fact: ''}]", questions="[{question: a}]"))
    assert len(told.problems) == 4


def test_choices_none_of_which_is_said_to_be_correct_are_told_beside_their_other_mistakes() -> None:
    _, told = read(question("question: a\nchoices: [{choice: b, correct: false, zzz: c}, c]"))
    assert [path for path, *_ in told.problems] == [
        ("questions", 0, "choices", 0, "zzz"),
        ("questions", 0, "choices"),
    ]


def test_a_file_full_of_problems_is_told_up_to_a_limit() -> None:
    _, told = read(guide(facts="[" + "{fact: []}, " * 1000 + "]"))
    assert len(told.problems) == MAX_PROBLEMS
    assert "more problems" in told.problems[-1][1]


def test_a_file_may_hold_several_guides_and_questions() -> None:
    text = (
        "guides:\n  - {term: Open Question, definition: a}\n  - {term: B, definition: ''}\n"
        "  - {term: C, definition: c}\nquestions:\n  - {question: d, accept: [e], term: C}\n"
    )
    document, told = read(text, "several-things")
    assert [one.slug for one in document.guides] == ["open-question", "c"]
    assert document.paths == (("guides", 0), ("guides", 2))
    assert [one.slug for one in document.refused] == ["b"]
    assert document.question_set
    assert document.question_set.questions[0].term == "C"
    assert document.question_set.title == "Several things"
    assert len(told.problems) == 1


def test_a_term_that_stands_twice_in_a_file_is_an_error() -> None:
    document, told = read("guides: [{term: A b, definition: a}, {term: a-B, definition: b}]")
    assert [one.definition for one in document.guides] == ["a"]
    assert told.problems[0][0] == ("guides", 1, "term")
    assert "`A b`" in told.problems[0][1]


def test_all_else_that_is_wrong_with_a_guide_without_a_term_is_told_too() -> None:
    document, told = read("guides:\n  - {definition: a, facts: ['']}\n")
    assert [path for path, *_ in told.problems] == [("guides", 0), ("guides", 0, "facts", 0)]
    assert [(one.slug, one.definition) for one in document.refused] == [("", "a")]


def test_a_question_set_has_a_title_and_its_questions_a_term() -> None:
    document, told = read(
        "set: Review\nabout: All of it.\nquestions: [{question: a, accept: [b], term: Mean}]"
    )
    assert not told.problems
    assert document.question_set
    assert document.question_set.title == "Review"
    assert document.question_set.about == "All of it."
    assert document.question_set.questions[0].term == "Mean"


def test_a_question_set_with_an_error_is_refused_whole() -> None:
    document, _ = read("questions: [{question: a, accept: [b]}, {question: c}]")
    assert document.question_set is None
    assert [one.text for one in document.refused_questions] == ["a", "c"]


COURSE = """
course: Statistics
about: Numbers.
units:
  - unit: First
    guides:
      - mean
      - {term: Median, definition: The middle.}
      - {term: Mode, definition: }
      - {definition: Nameless.}
  - unit: Second
    guides: [range]
guides:
  - {term: Spread, definition: How far.}
questions:
  - {question: a, accept: [b]}
"""


def test_a_course_may_be_one_file() -> None:
    document, told = read(COURSE, "statistics")
    assert document.course
    assert (document.course.title, document.course.about) == ("Statistics", "Numbers.")
    assert document.course.units == (
        UnitHeader("First", ("mean", "median", "mode", "")),
        UnitHeader("Second", ("range",)),
    )
    assert [one.slug for one in document.guides] == ["median", "spread"]
    assert document.paths == (("units", 0, "guides", 1), ("guides", 0))
    assert [one.slug for one in document.refused] == ["mode", ""]
    assert document.question_set
    assert document.question_set.title == "Statistics"
    assert [path for path, *_ in told.problems] == [
        ("units", 0, "guides", 2, "definition"),
        ("units", 0, "guides", 3),
    ]


@pytest.mark.parametrize(
    ("text", "path", "says"),
    [
        ("course: A\nunit: x", ("unit",), "no `unit`"),
        ("course:", ("course",), "empty"),
        ("course: A\nunits: [{unit: B}]", ("units", 0), "no `guides`"),
        ("course: A\nunits: [{guides: [b]}]", ("units", 0), "no `unit`"),
        ("course: A\nunits: [B]", ("units", 0), "not a text"),
        ("course: A\nunits: [{unit: B, giudes: [b]}]", ("units", 0, "giudes"), "no `giudes`"),
        (
            "course: A\nunits: [{unit: B, guides: [[c]]}]",
            ("units", 0, "guides", 0),
            "guide is wanted",
        ),
        ("course: A\nunits: [{unit: B, guides: c}]", ("units", 0, "guides"), "is a list"),
        ("course: A\nterm: B", ("term",), "no `term`"),
        ("course: A\nunits: [{zzz: B}]", ("units", 0), "no key `zzz`"),
    ],
)
def test_a_course_with_an_error_of_its_own_is_known_to_have_it(
    text: str, path: Path, says: str
) -> None:
    document, told = read(text + "\n")
    assert document.course
    assert not document.course.is_sound
    assert len(told.problems) == 1
    assert told.problems[0][0] == path
    assert says in told.problems[0][1]


def test_a_mistake_in_a_course_costs_neither_its_guides_nor_what_else_it_says() -> None:
    units = "units: [{unit: U, guides: [c]}, {unit: [], guides: [d]}]"
    document, _ = read(f"course: A\nabuot: B\nguides: [{{term: C, definition: c}}]\n{units}")
    named = (UnitHeader("U", ("c",)), UnitHeader("", ("d",)))
    assert document.course == CourseHeader("A", "", named, is_sound=False)
    assert [one.slug for one in document.guides] == ["c"]


@pytest.mark.parametrize("units", ["b", "[]", "[{unit: '', guides: [c]}]", "[b]"])
def test_of_units_none_of_which_can_be_read_it_is_known_that_they_are_lost(units: str) -> None:
    document, _ = read(f"course: A\nunits: {units}\n")
    assert document.course
    assert document.course.has_lost_units


KEYS = "term course guides questions units unit question answer points choices accept fact facts definition id".split()
ANY: st.SearchStrategy[Node] = st.recursive(
    st.sampled_from(["", "a", "true", "-x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(ANY)
def test_whatever_a_file_holds_it_is_read_or_a_problem_is_told(node: Node) -> None:
    told = Told()
    document = read_document(node, "any", told)
    assert told.problems or document != Document()
    for one in document.guides:
        assert one.term
        assert one.definition
        assert one.points
