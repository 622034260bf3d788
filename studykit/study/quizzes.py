"""Beginning quizzes, going on with them, and reading what came of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from studykit.content.catalog import Catalog
from studykit.content.model import Course
from studykit.errors import StudykitError
from studykit.log import CardVersion, QuizRecord
from studykit.quiz.cards import ALL_KINDS, Card, cards_of
from studykit.quiz.follow_up import follow_ups
from studykit.quiz.mixing import mixed, neighbours
from studykit.quiz.mock import DEFAULT_LIMIT, MockTest
from studykit.quiz.plan import Mode, Order, Pool, QuizOptions, QuizPlan, choose, wanted
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import NewId
from studykit.quiz.result import Result, result_of
from studykit.quiz.timer import TimeLimit
from studykit.quiz.words import kinds_words
from studykit.storage.review_log import ReviewLog
from studykit.study.kinds import kinds_in
from studykit.study.naming import named_cards
from studykit.study.scope import covered, is_in, parts_of, title_of
from studykit.study.sitting import AnySitting, Clock, MockSitting, PracticeSitting, milliseconds

_USUAL = {
    Mode.PRACTICE: QuizOptions(),
    Mode.MOCK: QuizOptions(
        mode=Mode.MOCK, order=Order.SHUFFLED, limit=TimeLimit(DEFAULT_LIMIT.minutes)
    ),
}
_ROOM = 80
"""Characters of a title on paper."""


class Quizzes:
    """The quizzes of a learner, between the library and the log."""

    def __init__(
        self, catalog: Catalog, log: ReviewLog, *, clock: Clock, new_id: NewId, rng: Random
    ) -> None:
        self._catalog = catalog
        self._log = log
        self._clock = clock
        self._new_id = new_id
        self._rng = rng

    def pool(self, options: QuizOptions) -> Pool:
        """The cards that the scope and the kinds of the options cover. Raises NotFoundError for a course or term that is not there."""
        courses = courses_of(self._catalog, options.scope)
        cards = _cards_in(self._catalog, courses, options)
        standings = {s.card: s for course in courses for s in self._log.standings(course.slug)}
        return Pool(cards, standings, neighbours(courses))

    def available(self, options: QuizOptions) -> int:
        """How many cards the options would allow to ask."""
        return len(wanted(self.pool(options), options))

    def begin(self, options: QuizOptions) -> AnySitting:
        """Begin a quiz. Raises StudykitError where there is nothing to ask."""
        cards = choose(self.pool(options), options)
        return self.begin_with(cards, options, self.title_of(options.scope))

    def begin_day(self, ids: Sequence[str], *, first: Collection[str], title: str) -> AnySitting:
        """Begin the practice quiz of a day's work with the cards of these ids, some of them first, the rest mixed."""
        found = named_cards(self._catalog, ids)
        options = QuizOptions(kinds=ALL_KINDS, count=None, seed=self.seed(), of_today=True)
        head = [card for card in found.cards if card.id in first]
        tail = [card for card in found.cards if card.id not in first]
        order = [*head, *mixed(tail, found.neighbours, Random(options.seed))]
        return self.begin_with(order, options, title)

    def begin_with(self, cards: Sequence[Card], options: QuizOptions, title: str) -> AnySitting:
        """Begin a quiz with just these cards. Raises StudykitError where there are none."""
        if not cards:
            raise _nothing_to_ask(self._catalog, options)
        now = milliseconds(self._clock())
        asked = (*cards, *self._follow_ups(cards, options))
        plan = QuizPlan(self._new_id(), title, options, now, asked)
        record = QuizRecord(
            id=plan.id,
            mode=options.mode,
            title=title,
            options=options.to_json(),
            started_at=now,
            cards=plan.count,
        )
        self._log.begin(
            record, [CardVersion(card=card.id, content=card.to_json()) for card in asked]
        )
        return self._sit(self._quiz(plan))

    def practise_missed(self, result: Result) -> AnySitting:
        """Begin a practice quiz on what was missed in another quiz, whose score stays as it is."""
        cards = result.missed_cards
        if not cards:
            msg = "Nothing was missed."
            raise StudykitError(msg)
        options = QuizOptions(
            scope=tuple(dict.fromkeys(f"{card.course}/{card.term}" for card in cards)),
            kinds=frozenset(card.kind for card in cards),
            count=None,
            seed=self.seed(),
        )
        return self.begin_with(
            cards, options, f"Missed in: {result.title.removeprefix('Missed in: ')}"
        )

    def resume(self, quiz_id: str) -> AnySitting:
        """Go on with an unfinished quiz. The clock of a mock test has been running: it may close at once."""
        sitting = self._sit(self._load(quiz_id))
        if isinstance(sitting, MockSitting):
            sitting.close_if_time_is_up()
        else:
            sitting.resume()
        return sitting

    def result(self, quiz_id: str) -> Result:
        """One quiz in full; the beginning of its id is enough."""
        return result_of(self._load(quiz_id))

    def reopen(self, quiz_id: str) -> AnySitting:
        """A quiz as it stands, without a step being taken: to undo its end, or to look at it."""
        return self._sit(self._load(quiz_id))

    def title_of(self, scope: Sequence[str]) -> str:
        """What a quiz of that scope is called."""
        return title_of_scope(self._catalog, scope)

    def seed(self) -> int:
        """A new seed."""
        return self._rng.randrange(1_000_000)

    def last_options(self, mode: Mode = Mode.PRACTICE) -> QuizOptions:
        """What was chosen in the last set-up, with the order and the clock of the last one in this mode; the defaults where there was none, or it cannot be read any more."""
        last = self._kept("quiz-options") or QuizOptions()
        own = self._kept(f"{mode}-options") or _USUAL[mode]
        return replace(
            last,
            mode=mode,
            order=own.order,
            limit=own.limit,
            overtime=own.overtime,
            scope=(),
            seed=self.seed(),
        )

    def _kept(self, key: str) -> QuizOptions | None:
        kept = self._log.setting(key)
        try:
            return QuizOptions.from_json(kept) if isinstance(kept, str) else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep_options(self, options: QuizOptions) -> None:
        """Keep what was chosen for the next set-up."""
        kept = replace(options, scope=()).to_json()
        for key in ("quiz-options", f"{options.mode}-options"):
            self._log.set_setting(key, kept)

    # -- within --------------------------------------------------------------------------------------------------------

    def _follow_ups(self, cards: Sequence[Card], options: QuizOptions) -> list[Card]:
        """The points that were missed before, to be asked by themselves; a mock test asks none."""
        if options.mode is Mode.MOCK:
            return []
        return follow_ups(cards, self._log.missed_points([card.id for card in cards]))

    def _load(self, quiz_id: str) -> MockTest | PracticeQuiz:
        record = self._log.quiz(quiz_id)
        cards = tuple(Card.from_json(version.content) for version in self._log.cards(record.id))
        options = QuizOptions.from_json(record.options)
        quiz = self._quiz(QuizPlan(record.id, record.title, options, record.started_at, cards))
        quiz.apply(self._log.entries(record.id))
        return quiz

    def _quiz(self, plan: QuizPlan) -> MockTest | PracticeQuiz:
        return (MockTest if plan.options.mode is Mode.MOCK else PracticeQuiz)(plan, self._new_id)

    def _sit(self, quiz: MockTest | PracticeQuiz) -> AnySitting:
        if isinstance(quiz, MockTest):
            return MockSitting(quiz, self._log, self._clock)
        return PracticeSitting(quiz, self._log, self._clock)


def paper_of(catalog: Catalog, options: QuizOptions, now: datetime) -> QuizPlan:
    """A quiz that is to be written on paper: nothing of the learner's own is asked or remembered.

    Raises NotFoundError for a course or term that is not there, and StudykitError where there is nothing to ask.
    """
    courses = courses_of(catalog, options.scope)
    cards = choose(Pool(_cards_in(catalog, courses, options), {}, neighbours(courses)), options)
    if not cards:
        raise _nothing_to_ask(catalog, options)
    return QuizPlan("", paper_title(catalog, options.scope), options, now, cards)


def courses_of(catalog: Catalog, scope: Iterable[str]) -> list[Course]:
    """The courses that a scope touches. Raises NotFoundError for a course or term that is not there."""
    slugs = dict.fromkeys(address.partition("/")[0] for address in scope)
    for course, _, part in (address.partition("/") for address in scope):
        slug = part.removesuffix("/")
        if slug and slug not in parts_of(catalog.outline(course)):
            catalog.title_of(course, slug)
    return [catalog.course(slug) for slug in slugs or [entry.slug for entry in catalog.courses()]]


def pages_in(catalog: Catalog, scope: Sequence[str]) -> list[Course]:
    """The courses of a scope with the guides and question sets alone that it covers, as they are taught. Raises as `courses_of` does."""
    wanted = covered(catalog, scope)
    return [_with_pages(course, wanted) for course in courses_of(catalog, scope)]


def _with_pages(course: Course, wanted: Collection[str]) -> Course:
    """A course without what is not wanted of it."""
    units = (
        replace(
            unit,
            guides=tuple(guide for guide in unit.guides if is_in(wanted, course.slug, guide.slug)),
        )
        for unit in course.units
    )
    sets = tuple(group for group in course.sets if is_in(wanted, course.slug, group.slug))
    return replace(course, units=tuple(unit for unit in units if unit.guides), sets=sets)


def title_of_scope(catalog: Catalog, scope: Sequence[str]) -> str:
    """What a quiz of that scope is called."""
    if not scope:
        return "All courses"
    first = title_of(catalog, scope[0])
    return first if len(scope) == 1 else f"{first} and {len(scope) - 1} more"


def paper_title(catalog: Catalog, scope: Sequence[str]) -> str:
    """What a paper of that scope is called: all that it covers by name, where there is room for it."""
    whole = ", ".join(title_of(catalog, address) for address in scope)
    return whole if 0 < len(whole) <= _ROOM else title_of_scope(catalog, scope)


def _cards_in(catalog: Catalog, courses: Iterable[Course], options: QuizOptions) -> list[Card]:
    """The cards of courses that the scope and the kinds of the options cover."""
    scope = covered(catalog, options.scope)
    return [
        card
        for course in courses
        for card in cards_of(course, options.kinds)
        if is_in(scope, card.course, card.term)
    ]


def _nothing_to_ask(catalog: Catalog, options: QuizOptions) -> StudykitError:
    there = kinds_in(catalog, options.scope)
    if there and not options.kinds & set(there):
        msg = f"There are no {kinds_words(options.kinds)} here, only {kinds_words(there)}."
        return StudykitError(msg, "Choose these kinds of card, or other courses.")
    return StudykitError(
        "There are no cards of that kind here.",
        "Choose other courses, other kinds of card, or all cards.",
    )
