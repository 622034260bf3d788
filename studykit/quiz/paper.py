"""Papers: a mock test to be written by hand, the key to mark it by, and study guides, as HTML pages to print.

A mock test and its key are made from the same plan, so question 7 of one is question 7 of the other. What a learner
gets to see never holds an answer; how many lines there are to write on follows from the form, and only roughly from
the length of the model answer.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from html import escape
from math import ceil

from studykit.content.html import blocks, inline, page
from studykit.content.markdown import sentences
from studykit.content.model import Choice, Course, Form, Guide, Question, QuestionSet
from studykit.content.text import clean
from studykit.quiz.cards import Card
from studykit.quiz.plan import QuizPlan
from studykit.quiz.words import counted

_STYLE = """
@page { margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt system-ui, sans-serif; color: #444; } }
header.paper { margin-bottom: 1.4rem; display: flex; justify-content: space-between; gap: 1rem; border-bottom: 2px solid var(--ink); }
header.paper h1 { margin: 0 0 .3rem; font-size: 1.5rem; }
header.paper p { flex: none; margin: 0 0 .3rem; text-align: right; color: var(--quiet); font: .85rem/1.4 system-ui, sans-serif; }
.fields { display: flex; gap: 2rem; margin: 1.2rem 0; font-family: system-ui, sans-serif; font-size: .9rem; }
.fields span { flex: 1; border-bottom: 1px solid var(--ink); padding-bottom: .2rem; }
.fields span.short { flex: 0 0 9rem; }
section.card { display: grid; grid-template-columns: 2rem 1fr 5.5rem; gap: 0 .4rem; margin: 1.4rem 0; }
section.card > .number { font: bold 1rem/1.55 system-ui, sans-serif; }
section.card > .worth { text-align: right; color: var(--quiet); font: .85rem/1.8 system-ui, sans-serif; }
section.card > .asked > :first-child { margin-top: 0; }
section.card > .asked > .task { margin: 0; color: var(--quiet); font: .85rem/1.8 system-ui, sans-serif; }
section.card > .rest { grid-column: 2 / 4; }
.lines div { height: 2.1rem; border-bottom: 1px solid var(--line); }
ol.choices, ul.points { list-style: none; margin: .4rem 0; padding: 0; }
ol.choices li, ul.points li { display: grid; grid-template-columns: 2rem 2rem 1fr; margin: .35rem 0; break-inside: avoid; }
ul.points li { grid-template-columns: 2rem 1fr; }
.box { width: .85rem; height: .85rem; margin-top: .35rem; border: 1.5px solid var(--ink); }
.right { font-weight: bold; }
.gap { font-weight: normal; font-style: normal; }
.quiet { color: var(--quiet); font-size: .9rem; }
.model { border-left: 3px solid var(--line); padding-left: 1rem; margin: .4rem 0; }
article.guide { break-before: page; }
article.guide:first-of-type { break-before: auto; }
article.guide > .where { margin: 0; color: var(--quiet); font: .85rem/1.4 system-ui, sans-serif; }
article.guide h2 { margin-top: .2rem; }
article.guide h3 { margin-top: 1.4rem; }
@media print { section.card, article.guide li, .model { break-inside: avoid; } body { max-width: none; margin: 0; padding: 0; font-size: 11pt; } }
""".lstrip()
_GAP = re.compile("(<[^>]*>)|_{3,}")
_TRUTH = ("true", "false")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORDS_IN_A_LINE = 9
"""As written by hand."""
_LINES = range(4, 13)
"""The fewest lines of an open question, and one more than the most."""


class Size(StrEnum):
    """How large the paper is that pages are printed on."""

    A4 = "a4"
    LETTER = "letter"


def mock_paper(plan: QuizPlan, size: Size = Size.A4) -> str:
    """A mock test to be written on paper: its questions and room for the answers, and nothing that tells one."""
    worth = sum(_worth(card) for card in plan.cards)
    head = [
        _header(plan.title, f"Mock test · {_seed(plan)}<br>{_counted(plan, worth)}"),
        '<div class="fields"><span>Name</span><span class="short">Date</span>'
        f'<span class="short">Points &nbsp;&nbsp;&nbsp;&nbsp;/ {worth}</span></div>\n',
    ]
    body = [
        _card(number, card, f"{_choices(plan, number - 1, told=False)}{_room(card)}")
        for number, card in enumerate(plan.cards, 1)
    ]
    return page(f"{plan.title}: mock test", "".join([*head, *body]), _style(size, _seed(plan)))


def key_paper(plan: QuizPlan, size: Size = Size.A4) -> str:
    """The key to a mock test: model answers, and the points to tick."""
    worth = sum(_worth(card) for card in plan.cards)
    head = _header(plan.title, f"Marking key · {_seed(plan)}<br>{_counted(plan, worth)}")
    how = (
        '<p class="quiet">Tick a box for each thing that the answer says, in whatever words; a half-said one counts half. '
        "An answer without a point marked <b>core</b> fails. Choices are right where all that have a ✓ are ticked, and no other.</p>\n"
    )
    body = [
        _card(number, card, f"{_choices(plan, number - 1, told=True)}{_told(card)}")
        for number, card in enumerate(plan.cards, 1)
    ]
    return page(
        f"{plan.title}: marking key", "".join([head, how, *body]), _style(size, _seed(plan))
    )


def guide_paper(
    courses: Sequence[Course], title: str, size: Size = Size.A4, *, answers: bool = True
) -> str:
    """Study guides and question sets, each on a page of its own; with or without the answers to the review questions."""
    body = [_header(title, f"Study guide<br>{_pages(courses)}")]
    for course in courses:
        names = {guide.slug: guide.term for guide in course.guides}
        for unit in course.units:
            where = " · ".join(filter(None, (course.title, unit.title)))
            for guide in unit.guides:
                body += _guide(guide, where, names, answers)
        for group in course.sets:
            body += _set(group, course.title, answers)
    return page(title, "".join(body), _style(size))


def _style(size: Size, foot: str = "") -> str:
    """The rules of a page of this size, with what stands at the foot of each sheet beside its number."""
    said = f' @bottom-left {{ content: "{foot}"; font: 8.5pt system-ui, sans-serif; color: #444; }}'
    return f"@page {{ size: {size};{said if foot else ''} }}\n{_STYLE}"


def _pages(courses: Sequence[Course]) -> str:
    """How many terms and question sets there are."""
    terms = sum(len(course.guides) for course in courses)
    sets = sum(len(course.sets) for course in courses)
    if not sets:
        return counted(terms, "term")
    said = counted(sets, "question set")
    return f"{counted(terms, 'term')}, {said}" if terms else said


def _header(title: str, said: str) -> str:
    return f'<header class="paper"><h1>{_plain(title)}</h1><p>{said}</p></header>\n'


def _counted(plan: QuizPlan, worth: int) -> str:
    """How many questions and points there are, and minutes if they are limited."""
    said = [counted(len(plan.cards), "question"), counted(worth, "point")]
    if limit := plan.options.limit:
        said.append(counted(ceil(limit.whole(len(plan.cards)).total_seconds() / 60), "minute"))
    return ", ".join(said)


def _seed(plan: QuizPlan) -> str:
    """What tells which key belongs to which test."""
    return f"Paper {plan.options.seed}"


def _card(number: int, card: Card, rest: str) -> str:
    """One question with what stands below it."""
    task = f'<p class="task">{card.kind.task}</p>' if card.kind.task else ""
    if card.has_several:
        task += '<p class="task">More than one is right.</p>'
    return (
        f'<section class="card"><div class="number">{number}</div>\n'
        f'<div class="asked">{_gapped(blocks(card.prompt))}{task}</div>\n'
        f'<div class="worth">{counted(_worth(card), "point")}</div>\n<div class="rest">{rest}</div></section>\n'
    )


def _gapped(html: str) -> str:
    """HTML with its blanks in one weight, also within bold words."""
    return _GAP.sub(lambda match: match[1] or f'<span class="gap">{match[0]}</span>', html)


def _choices(plan: QuizPlan, position: int, *, told: bool) -> str:
    """The choices of a question, in the order of this paper; the right ones marked if that is told."""
    card = plan.cards[position]
    if not card.choices:
        return ""
    order = [card.choices[at] for at in plan.choice_order(position)]
    if {choice.text.casefold() for choice in order} == set(_TRUTH):
        order.sort(key=lambda choice: _TRUTH.index(choice.text.casefold()))
    items = [
        _choice(_letter(place), choice) if told else _offered(_letter(place), choice)
        for place, choice in enumerate(order)
    ]
    return f'<ol class="choices">\n{"".join(items)}</ol>\n'


def _offered(letter: str, choice: Choice) -> str:
    """A choice with a box to tick."""
    return f'<li><div class="box"></div><div>{letter}</div><div>{_text(choice.text)}</div></li>\n'


def _choice(letter: str, choice: Choice) -> str:
    """A choice in the key, with its reason."""
    why = f'<div class="quiet">{inline(choice.why)}</div>' if choice.why else ""
    sign, right = ("✓", ' class="right"') if choice.correct else ("", "")
    said = f"<div{right}>{_text(choice.text)}</div>{why}"
    return f"<li><div>{sign}</div><div>{letter}</div><div>{said}</div></li>\n"


def _room(card: Card) -> str:
    """Lines to write the answer on."""
    if card.form is Form.CHOICE:
        return ""
    lines = 1
    if card.is_open:
        wanted = ceil(len(card.answer.split()) / _WORDS_IN_A_LINE)
        lines = min(max(wanted, _LINES.start), _LINES.stop - 1)
    return f'<div class="lines">{"<div></div>" * lines}</div>\n'


def _told(card: Card) -> str:
    """The model answer, and the points to tick."""
    parts = []
    if card.answer:
        parts.append(f'<div class="model">{blocks(card.answer)}</div>\n')
    ticks = [inline(point.text) + (" <b>core</b>" if point.core else "") for point in card.points]
    if card.accept:
        ticks.append(_right(card.accept))
    if ticks:
        items = [f'<li><div class="box"></div><div>{tick}</div></li>\n' for tick in ticks]
        parts.append(f'<ul class="points">\n{"".join(items)}</ul>\n')
    return "".join(parts)


def _guide(guide: Guide, where: str, names: dict[str, str], answers: bool) -> Iterator[str]:
    """The parts of one study guide."""
    yield f'<article class="guide"><p class="where">{_plain(where)}</p>\n<h2>{_plain(guide.term)}</h2>\n'
    if guide.aliases:
        yield f'<p class="quiet">Also called {_plain(", ".join(guide.aliases))}.</p>\n'
    yield f"<h3>Definition</h3>\n{blocks(guide.definition)}"
    if guide.facts:
        facts = "".join(f"<li>{blocks(fact.text)}</li>\n" for fact in guide.facts)
        yield f"<h3>Must-know facts</h3>\n<ol>\n{facts}</ol>\n"
    if guide.questions:
        yield f"<h3>Review questions</h3>\n{_questions(guide.questions, answers)}"
    for label, slugs in (("Related", guide.related), ("Not to be confused with", guide.contrast)):
        if slugs:
            said = ", ".join(names.get(slug, slug.replace("-", " ")) for slug in slugs)
            yield f'<p class="quiet">{label}: {_plain(said)}.</p>\n'
    yield "</article>\n"


def _set(group: QuestionSet, where: str, answers: bool) -> Iterator[str]:
    """A question set."""
    yield f'<article class="guide"><p class="where">{_plain(where)}</p>\n<h2>{_plain(group.title)}</h2>\n'
    yield _questions(group.questions, answers)
    yield "</article>\n"


def _questions(questions: Sequence[Question], answers: bool) -> str:
    asked = "".join(f"<li>{_question(one, answers)}</li>\n" for one in questions)
    return f"<ol>\n{asked}</ol>\n"


def _question(question: Question, answers: bool) -> str:
    """A review question, with its answer if that is wanted."""
    parts = [blocks(question.text)]
    if question.choices:
        choices = [
            f"<li>{inline(choice.text)}{' ✓' if answers and choice.correct else ''}</li>"
            for choice in question.choices
        ]
        parts.append(f"<ul>{''.join(choices)}</ul>\n")
    said = blocks(question.answer) if question.answer else ""
    if question.accept:
        said = f"<p>{_right(question.accept)}</p>\n{said}"
    if answers and said:
        parts.append(f'<div class="model">{said}{_points(question)}</div>\n')
    return "".join(parts)


def _right(accept: Sequence[str]) -> str:
    """The wordings that are right."""
    return f"Right: {' · '.join(map(inline, accept))}"


def _points(question: Question) -> str:
    """The points of a model answer, unless they are no more than its sentences."""
    points = question.points
    has_core = any(point.core for point in points)
    if not has_core and [point.text for point in points] == sentences(question.answer):
        return ""
    items = (
        f"<li>{inline(point.text)}{' <b>core</b>' if point.core else ''}</li>\n" for point in points
    )
    return f"<ul>\n{''.join(items)}</ul>\n" if points else ""


def _worth(card: Card) -> int:
    """How many points a card has; an answer that is right or wrong has one."""
    return len(card.points) if card.is_open else 1


def _letter(place: int) -> str:
    return _LETTERS[place] if place < len(_LETTERS) else str(place + 1)


def _text(markdown: str) -> str:
    """A text that is one line as a rule, but may be more, with code in it."""
    return blocks(markdown) if "\n" in markdown else inline(markdown)


def _plain(text: str) -> str:
    """A name, as text."""
    return escape(" ".join(clean(text).split()))
