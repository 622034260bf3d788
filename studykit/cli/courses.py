"""`studykit list`: the courses, or the terms of one; and the overview that stands in for the app in a pipe."""

from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log, learner_day
from studykit.cli.options import json_option, library_options
from studykit.errors import StorageError
from studykit.quiz.words import counted, number
from studykit.study.overview import CourseFigures, figures

if TYPE_CHECKING:
    from studykit.content.model import Course, QuestionSet
    from studykit.log import QuizRecord
    from studykit.scheduling.standing import PageState
    from studykit.storage.summaries import EndedQuiz
    from studykit.study.study import Study


@click.command("list", short_help="List the courses, or the terms of one.")
@click.argument("course", required=False)
@library_options
@json_option
@click.pass_obj
def command(library: Library, course: str | None, as_json: bool) -> None:
    """List the courses, or the units, terms and question sets of COURSE with how you stand.

    The first column is the name that other commands take. Met, solid and missed count terms and question sets.
    """
    from studykit.study.scope import spelt

    with library.study() as study:
        if course is None:
            _list_courses(study, as_json)
        else:
            _list_terms(study, spelt(study.catalog, course.strip("/")), as_json)


def print_overview(library: Library) -> int:
    """Print the courses and what can be gone on with, where there is no terminal for the app."""
    with library.study() as study:
        _list_courses(study, as_json=False)
        for unfinished in study.unfinished(1) if has_log() else []:
            console.out()
            console.out(_unfinished(unfinished.quiz, unfinished.answered))
        if has_log() and (test := _next_test(study)):
            console.out()
            console.out(test)
    return 0


def _next_test(study: "Study") -> str:
    """The next test in a line; what is to be done for it takes longer to tell. Empty: there is none ahead."""
    from studykit.cli.words import day_words, distance

    today = learner_day(study.clock())
    ahead = (test for test in study.schedule.agenda.tests() if test.day >= today)
    told = (
        f"{test.name}: {day_words(test.day, today)}, {distance(test.day, today)}. "
        "What is to be done: studykit due"
        for test in ahead
    )
    return next(told, "")


def _list_courses(study: "Study", as_json: bool) -> None:
    rows = _figures(study)
    if as_json:
        console.out_json([_course_data(row) for row in rows])
    elif rows:
        head = ["COURSE", "TITLE", "TERMS", "SETS", "QUESTIONS", "MET", "SOLID", "LAST QUIZ"]
        console.out(console.table([head, *map(_course_row, rows)]))
    else:
        console.say(
            "There are no courses. Name a folder of courses with --library, "
            "or begin one: studykit new course TITLE"
        )


def _figures(study: "Study") -> list[CourseFigures]:
    """The courses with the learner's figures, or with noughts where nothing can be remembered."""
    if has_log():
        try:
            return study.overview()
        except StorageError as error:
            console.say(f"studykit: {error}")
    return figures(study.catalog.courses(), {}, {})


def _course_row(row: CourseFigures) -> list[str]:
    counts = [row.course.terms, row.course.sets, row.course.questions, row.met, row.solid]
    return [
        row.course.slug,
        row.course.title,
        *map(str, counts),
        _score(row.last) if row.last else "–",
    ]


def _course_data(row: CourseFigures) -> dict[str, Any]:
    last = (
        {"id": row.last.quiz.id, "met": row.last.met, "total": row.last.total} if row.last else None
    )
    learner = {"met": row.met, "missed": row.missed, "solid": row.solid, "last": last}
    return row.course._asdict() | learner


def _list_terms(study: "Study", slug: str, as_json: bool) -> None:
    course = study.catalog.course(slug)
    states = _states(study, course)
    if as_json:
        console.out_json(_terms_data(course, states))
        return
    console.out(course.title)
    for unit in course.units:
        console.out(f"\n{unit.title or 'Other terms'}")
        rows = [
            [f"  {course.slug}/{guide.slug}", guide.term, states[guide.slug]]
            for guide in unit.guides
        ]
        if rows:
            console.out(console.table(rows))
    if course.sets:
        console.out("\nQuestion sets")
        rows = [_set_row(course, group, states[group.slug]) for group in course.sets]
        console.out(console.table(rows))


def _set_row(course: "Course", group: "QuestionSet", state: "PageState") -> list[str]:
    title = f"{group.title} ({counted(len(group.questions), 'question')})"
    return [f"  {course.slug}/{group.slug}", title, state]


def _states(study: "Study", course: "Course") -> "dict[str, PageState]":
    """How each term and question set stands; unseen where nothing can be remembered."""
    from studykit.scheduling.standing import PageState

    slugs = [*(one.slug for one in course.guides), *(one.slug for one in course.sets)]
    states = dict.fromkeys(slugs, PageState.UNSEEN)
    if has_log():
        try:
            states |= study.page_states(course.slug)
        except StorageError as error:
            console.say(f"studykit: {error}")
    return states


def _terms_data(course: "Course", states: "dict[str, PageState]") -> dict[str, Any]:
    units = [
        {
            "title": unit.title,
            "terms": [
                {"slug": guide.slug, "term": guide.term, "state": str(states[guide.slug])}
                for guide in unit.guides
            ],
        }
        for unit in course.units
    ]
    sets = [
        {
            "slug": group.slug,
            "title": group.title,
            "questions": len(group.questions),
            "state": str(states[group.slug]),
        }
        for group in course.sets
    ]
    return {
        "slug": course.slug,
        "title": course.title,
        "about": course.about,
        "units": units,
        "sets": sets,
    }


def _score(quiz: "EndedQuiz") -> str:
    return f"{number(quiz.met)} of {quiz.total}, {quiz.ended_at.astimezone():%Y-%m-%d}"


def _unfinished(quiz: "QuizRecord", answered: int) -> str:
    return (
        f"Unfinished: {quiz.title}, {answered} of {quiz.cards} answered. "
        f"Go on with: studykit quiz --resume {quiz.id[:8]}"
    )
