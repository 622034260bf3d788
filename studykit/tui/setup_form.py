"""The lines with which a quiz is set up."""

from collections.abc import Iterable

from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Only, Order, QuizOptions
from studykit.quiz.timer import EXTRA_TIME
from studykit.quiz.words import counted
from studykit.tui.widgets.form_lines import Button, Count, Line, Pick

KINDS = {
    Kind.QUESTION: ("Questions", "the review questions of the guides"),
    Kind.DEFINITION: ("Definitions", "define the term"),
    Kind.TERM: ("Terms", "name the term from its definition"),
    Kind.FACT: ("Facts", "fill the blank in a must-know fact"),
}
MINUTES = (1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120, 150, 180)


def lines(options: QuizOptions, title: str, note: str) -> list[Line]:
    """All lines, as the options are.

    Args:
        options: What is chosen so far.
        title: What the scope is called.
        note: How many cards that makes.

    """
    begin = "Begin the mock test" if options.mode is Mode.MOCK else "Begin"
    button = Button("begin", begin, note=note, primary=True, has_gap=True)
    return [*_what(options, title), *_how(options), *_time(options), button]


def how_many(wanted: int | None, available: int) -> str:
    """How many cards will come of how many there are."""
    if not available:
        return "There are no such cards: change the lines above."
    if wanted and wanted < available:
        return f"{wanted} of {available} cards"
    return counted(available, "card")


def _what(options: QuizOptions, title: str) -> Iterable[Line]:
    yield Button(
        "scope",
        "What",
        title,
        "Enter: choose",
    )
    yield Pick(
        "only",
        "Cards",
        [
            (Only.ALL, "all", ""),
            (Only.MISSED, "only missed", "where something was missed the last time"),
            (Only.UNSEEN, "only unseen", "never reviewed so far"),
        ],
        options.only,
    )
    for kind, (label, note) in KINDS.items():
        yield Pick(
            f"kind {kind}",
            label,
            [(True, "yes", note), (False, "no", note)],
            kind in options.kinds,
            has_gap=kind is Kind.QUESTION,
        )


def _how(options: QuizOptions) -> Iterable[Line]:
    yield Count(
        "count",
        "How many",
        options.count or 0,
        9999,
        zero="all",
        steps=(5, 10, 15, 20, 30, 50, 100),
        note="or type a number",
        has_gap=True,
    )
    yield Pick(
        "order",
        "Order",
        [
            (Order.MIXED, "mixed", "terms in turn, related ones meet"),
            (Order.SHUFFLED, "shuffled", "at random"),
            (Order.TAUGHT, "as taught", "in the order of the course"),
        ],
        options.order,
    )
    if options.order is Order.SHUFFLED:
        yield Count("seed", "Seed", options.seed, 999_999, note="the same seed, the same quiz")
    yield Pick(
        "mode",
        "Mode",
        [
            (Mode.PRACTICE, "practice", "feedback after each answer"),
            (Mode.MOCK, "mock test", "against the clock, feedback at the end"),
        ],
        options.mode,
    )


def _time(options: QuizOptions) -> Iterable[Line]:
    limit = options.limit
    times = [("quiz", "for the quiz", ""), ("question", "per question", "")]
    if options.mode is not Mode.MOCK:
        times.insert(0, ("none", "no limit", ""))
    yield Pick(
        "time",
        "Time",
        times,
        "none" if not limit else "question" if limit.per_question else "quiz",
        has_gap=True,
    )
    if not limit:
        return
    note = "" if limit.extra == 1 else f"{limit.one.total_seconds() / 60:g} with extra time"
    yield Count(
        "minutes", "Minutes", round(limit.minutes), 600, unit="min", steps=MINUTES, note=note
    )
    yield Pick(
        "extra",
        "Extra time",
        [(factor, f"{factor:g}×", "") for factor in EXTRA_TIME],
        limit.extra,
    )
    yield Pick(
        "overtime",
        "When time is up",
        [
            (False, "close", "answers are locked as they stand"),
            (True, "go on", "and mark the overtime"),
        ],
        options.overtime,
    )
