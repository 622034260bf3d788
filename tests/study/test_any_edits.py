"""Whatever is edited in whatever order: no answer is lost, none counts twice, none counts for another card."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.catalog import Catalog
from studykit.quiz.cards import ALL_KINDS
from studykit.quiz.plan import QuizOptions
from studykit.quiz.quiz import Phase
from studykit.scheduling.memory import Memory
from studykit.storage.database import Database
from studykit.storage.renames import Renames
from studykit.study.naming import named_cards
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from tests.study.edits import EDITS, Shelf
from tests.study.steps import finish_card, todays
from tests.support import TickingClock, counting_ids

Step = tuple[str, int, int]
NUMBERS = st.integers(0, 40)
STEPS = st.lists(st.tuples(st.sampled_from(["answer", *EDITS]), NUMBERS, NUMBERS), max_size=14)


class Learner:
    """Answers cards of a library that is edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = Shelf()
        self.clock = TickingClock()
        self.database = Database.memory()
        self.answered: list[tuple[str, object]] = []
        """Each answer: the card as it was called then, and what it really was."""
        self.shelf.write(folder)
        self.study = self.open("id")
        self.read()

    def open(self, prefix: str) -> Study:
        catalog = Catalog.open([self.folder], None)
        catalog.refresh()
        return Study(
            catalog,
            lambda: self.database,
            clock=self.clock,
            new_id=counting_ids(prefix),
            rng=Random(7),
        )

    def read(self) -> None:
        self.shelf.write(self.folder)
        self.study.catalog.refresh()
        self.study.schedule.edited.recognise()

    def step(self, name: str, a: int, b: int) -> None:
        if name == "answer":
            self.answer(a, b)
        else:
            self.shelf.keep()
            EDITS[name](self.shelf, a, b)

    def answer(self, a: int, b: int) -> None:
        """Answer some cards."""
        self.clock.wait(86_400 * (1 + b % 3))
        what = self.what()
        cards = sorted(what)
        some = [cards[(a + 3 * at) % len(cards)] for at in range(1 + b % 12)]
        chosen = named_cards(self.study.catalog, list(dict.fromkeys(some))).cards
        options = QuizOptions(kinds=ALL_KINDS, count=None)
        sitting = self.study.quizzes.begin_with(chosen, options, "Some")
        assert isinstance(sitting, PracticeSitting)
        while sitting.quiz.phase is not Phase.ENDED:
            self.answered.append((sitting.quiz.card.id, what[sitting.quiz.card.id]))
            finish_card(sitting)

    def what(self) -> dict[str, object]:
        """What each card of the library really is."""
        found: dict[str, object] = {}
        for slug, pages in self.shelf.courses.items():
            for page in pages:
                guide = self.study.catalog.guide(slug, page.slug)
                by_text = {item.asks: item.what for item in page.items if not item.is_fact}
                facts = {item.says: item.what for item in page.items if item.is_fact}
                under = f"{slug}/{page.slug}"
                found[f"{under}/definition/definition"] = "definition", page.what
                found[f"{under}/term/term"] = "term", page.what
                for question in guide.questions:
                    found[f"{under}/question/{question.id}"] = by_text[question.text]
                for fact in guide.facts:
                    found[f"{under}/fact/{fact.id}"] = facts[fact.text]
        return found

    # -- what must hold --------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Every answer counts once, for the card that it was an answer to."""
        memories, todays = self.study.log.memories(), Renames(self.database).addresses()
        expected = Counter(todays.get(card, card) for card, _ in self.answered)
        assert {card: memory.reviews for card, memory in memories.items()} == expected
        assert {one.card: one.reviews for one in self.study.log.standings()} == expected
        what = self.what()
        for card, really in self.answered:
            today = todays.get(card, card)
            if today in what:
                assert what[today] == really, (card, today)

    def check_nothing_is_gone(self) -> None:
        """What is still in the library has its history."""
        todays, what = Renames(self.database).addresses(), self.what()
        there = set(what.values())
        for card, really in self.answered:
            if really in there:
                assert todays.get(card, card) in what, card

    def check_rest(self) -> None:
        """Reading once more, here or in another program, finds nothing new; what follows from the log comes back."""
        before = self.all_that_follows()
        self.study.schedule.edited.recognise()
        other = self.open("other")
        other.schedule.edited.recognise()
        assert self.all_that_follows() == before
        self.study.schedule.rebuild()
        assert self.all_that_follows() == before

    def all_that_follows(self) -> list[object]:
        tables = ("memories", "recalls", "standings", "addresses", "renames")
        return [
            sorted(map(tuple, self.database.rows(f"SELECT * FROM {table}")), key=repr)
            for table in tables
        ]

    def of_the_library(self) -> dict[str, Memory]:
        there = todays(self.study)
        return {card: one for card, one in self.study.log.memories().items() if card in there}


@contextmanager
def learner() -> Iterator[Learner]:
    with TemporaryDirectory() as folder:
        one = Learner(Path(folder))
        one.answer(0, 11)
        yield one
        one.study.close()


@given(STEPS)
@settings(max_examples=25)
def test_after_any_edits_each_answer_counts_once_and_for_its_card(steps: list[Step]) -> None:
    with learner() as one:
        for step in steps:
            one.step(*step)
            one.read()
            one.check()
            one.check_nothing_is_gone()
        one.check_rest()


@given(st.lists(STEPS.filter(bool), max_size=4))
@settings(max_examples=15)
def test_many_edits_between_two_readings_cost_no_answer_either(saves: list[list[Step]]) -> None:
    with learner() as one:
        for steps in saves:
            for name, a, b in steps:
                if name != "answer":
                    one.step(name, a, b)
            one.read()
            one.check()
            one.answer(len(steps), 5)
        one.check()
        one.check_rest()


@given(STEPS)
@settings(max_examples=15)
def test_whatever_is_brought_back_has_the_history_that_it_had(steps: list[Step]) -> None:
    with learner() as one:
        before, files = one.of_the_library(), deepcopy(one.shelf.courses)
        for name, a, b in steps:
            if name != "answer":
                one.step(name, a, b)
                one.read()
        one.shelf.courses = files
        one.read()
        assert one.of_the_library() == before
        one.check()


@given(st.lists(st.tuples(STEPS.filter(bool), NUMBERS), max_size=4))
@settings(max_examples=15)
def test_what_the_learner_parted_is_never_one_card_again(
    saves: list[tuple[list[Step], int]],
) -> None:
    with learner() as one:
        parted: list[tuple[str, str]] = []
        for steps, at in saves:
            for step in steps:
                one.step(*step)
                one.read()
            known = sorted(Renames(one.database).addresses())
            if known:
                rename = one.study.schedule.edited.part(known[at % len(known)])
                parted.append((rename.old, str(rename.other)))
            one.read()
            one.check()
            todays = Renames(one.database).addresses()
            for old, new in parted:
                assert todays.get(old, old) != todays.get(new, new)
        one.check_rest()
