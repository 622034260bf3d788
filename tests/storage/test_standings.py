"""How the cards stand follows from the log, and can be made again from it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.entries import Answered, Confided, Entry, Rated, Undone
from studykit.log import Confidence, Rating
from studykit.scheduling.standing import Standing
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import CARDS, NOW, after, answered, card, confided, new_id, quiz, rated


def test_a_card_stands_as_its_last_review_says(log: ReviewLog) -> None:
    first, second = answered(0), answered(0)
    log.begin(quiz(), CARDS, [first, rated(first, Rating.AGAIN, met=0.5)])
    last = rated(second, Rating.EASY, at=after(60))
    log.begin(quiz(), CARDS, [second, confided(second), last])
    assert log.standings() == [
        Standing(
            card=CARDS[0].card,
            course="interview",
            term="listening",
            kind="question",
            reviews=2,
            rating=Rating.EASY,
            met=2.0,
            total=2,
            confidence=Confidence.SURE,
            at=after(60),
        )
    ]


def test_what_was_missed_and_known_when_it_came_once_more_in_the_same_quiz_was_missed(
    log: ReviewLog,
) -> None:
    begun = quiz()
    first, second = answered(0), answered(0)
    missed, known = rated(first, Rating.AGAIN, met=0.5), rated(second, at=after(60))
    log.begin(begun, CARDS, [first, confided(first), missed])
    log.append(begun.id, 3, [second, known])
    assert [(one.rating, one.reviews) for one in log.standings()] == [(Rating.AGAIN, 1)]
    assert log.sure_but_missed() == [CARDS[0].card]
    log.append(begun.id, 5, [Undone(id=new_id(), at=after(61), entries=(first.id, missed.id))])
    assert [(one.rating, one.reviews) for one in log.standings()] == [(Rating.GOOD, 1)]


def test_an_undone_review_counts_no_more(log: ReviewLog) -> None:
    begun, again = quiz(), quiz()
    first, second = answered(0), answered(0)
    good, bad = rated(first), rated(second, Rating.AGAIN, at=after(60))
    log.begin(begun, CARDS, [first, good])
    log.begin(again, CARDS, [second, bad])
    log.append(again.id, 2, [Undone(id=new_id(), at=after(61), entries=(bad.id,))])
    assert [(one.rating, one.reviews) for one in log.standings()] == [(Rating.GOOD, 1)]
    log.append(begun.id, 2, [Undone(id=new_id(), at=after(62), entries=(first.id,))])
    assert log.standings() == []


def test_standings_can_be_asked_for_by_course_and_term(log: ReviewLog) -> None:
    begun = quiz()
    cards = [card("a"), card("b", term="asking"), card("c", course="statistics")]
    attempts = [answered(position) for position in range(3)]
    log.begin(begun, cards, [entry for one in attempts for entry in (one, rated(one))])
    assert len(log.standings()) == 3
    assert {one.card for one in log.standings("interview")} == {cards[0].card, cards[1].card}
    assert [one.card for one in log.standings("interview", "asking")] == [cards[1].card]
    assert {one.course for one in log.standings(term="listening")} == {"interview", "statistics"}


RATINGS = st.sampled_from(Rating)
ANSWERS = st.tuples(
    st.integers(0, len(CARDS) - 1), RATINGS, st.sampled_from([0.0, 1.5, 2.0]), st.integers(0, 9)
)


@given(st.lists(ANSWERS, max_size=12))
@settings(max_examples=40, deadline=None)
def test_the_figures_of_a_term_say_what_the_standings_say(
    answers: list[tuple[int, Rating, float, int]],
) -> None:
    with Database.memory() as database:
        log = ReviewLog(database)
        entries: list[Entry] = []
        for position, rating, met, seconds in answers:
            attempt = answered(position, at=after(seconds))
            entries += [attempt, rated(attempt, rating, met)]
        log.begin(quiz(), CARDS, entries)
        for figures in log.page_figures():
            cards = log.standings(figures.course, figures.term)
            solid = [one for one in cards if one.is_solid]
            assert figures.met == len(cards)
            assert figures.solid == len(solid)
            assert figures.solid_questions == sum(one.kind == "question" for one in solid)
            assert figures.has_missed is any(one.has_missed for one in cards)
        assert sum(figures.met for figures in log.page_figures()) == len(log.standings())


@st.composite
def histories(draw: st.DrawFn) -> list[list[Entry]]:
    """Steps of a quiz: answers, confidences, ratings, in any order, and any of them undone."""
    attempts: list[Answered] = []
    made: list[Entry] = []
    steps: list[list[Entry]] = []
    for what in draw(st.lists(st.sampled_from("aacrrru"), min_size=1, max_size=20)):
        at = after(draw(st.integers(0, 5)))
        if what == "a" or not attempts:
            attempts.append(answered(draw(st.integers(0, len(CARDS) - 1)), at=at))
            step: Entry = attempts[-1]
        elif what == "r":
            step = rated(draw(st.sampled_from(attempts)), draw(RATINGS), at=at)
        elif what == "c":
            step = confided(
                draw(st.sampled_from(attempts)), draw(st.none() | st.sampled_from(Confidence))
            )
        else:
            gone = draw(st.lists(st.sampled_from(made), max_size=3))
            step = Undone(id=new_id(), at=at, entries=tuple(entry.id for entry in gone))
        made.append(step)
        steps.append([step])
    return steps


def replayed(entries: list[Entry]) -> dict[str, tuple[int, Rating, Confidence | None]]:
    """What the log says of each card, worked out the plain way."""
    gone = {ident for entry in entries if isinstance(entry, Undone) for ident in entry.entries}
    valid = [entry for entry in entries if entry.id not in gone]
    cards = {entry.id: CARDS[entry.card].card for entry in valid if isinstance(entry, Answered)}
    said = {entry.attempt: entry.confidence for entry in valid if isinstance(entry, Confided)}
    firsts = {card: ident for ident, card in reversed(cards.items())}.values()
    reviews = [entry for entry in valid if isinstance(entry, Rated) and entry.attempt in firsts]
    found: dict[str, tuple[int, Rating, Confidence | None]] = {}
    for review in sorted(
        reviews, key=lambda review: review.at
    ):  # stable: equal times stay in order
        name = cards[review.attempt]
        count = found[name][0] if name in found else 0
        found[name] = (count + 1, review.chosen, said.get(review.attempt))
    return found


@given(histories())
@settings(max_examples=80, deadline=None)
def test_the_standings_are_what_the_log_says_and_can_be_made_again(
    steps: list[list[Entry]],
) -> None:
    with Database.memory() as database:
        log = ReviewLog(database)
        begun = quiz()
        log.begin(begun, CARDS)
        for seq, step in enumerate(steps):
            log.append(begun.id, seq, step)
        kept = sorted(log.standings(), key=lambda one: one.card)
        expected = replayed([entry for step in steps for entry in step])
        assert {one.card: (one.reviews, one.rating, one.confidence) for one in kept} == expected
        log.rebuild()
        assert sorted(log.standings(), key=lambda one: one.card) == kept


@given(histories())
@settings(max_examples=80, deadline=None)
def test_it_is_all_one_whether_steps_were_written_one_by_one_or_together(
    steps: list[list[Entry]],
) -> None:
    with Database.memory() as database:
        log = ReviewLog(database)
        together = [entry for step in steps for entry in step]
        log.begin(quiz(), CARDS, together)
        kept = sorted(log.standings(), key=lambda one: one.card)
        assert {one.card: (one.reviews, one.rating, one.confidence) for one in kept} == replayed(
            together
        )
        log.rebuild()
        assert sorted(log.standings(), key=lambda one: one.card) == kept


def test_an_older_review_that_is_written_later_counts_but_is_not_the_last(log: ReviewLog) -> None:
    newer, older = quiz(), quiz()
    first, second = answered(0, at=after(60)), answered(0)
    log.begin(newer, CARDS, [first, rated(first, Rating.EASY)])
    log.begin(older, CARDS, [second, rated(second, Rating.AGAIN)])
    assert [(one.reviews, one.rating, one.at) for one in log.standings()] == [
        (2, Rating.EASY, after(60))
    ]


def test_standings_that_were_lost_come_back_from_the_log(
    log: ReviewLog, database: Database
) -> None:
    first = answered(0)
    log.begin(quiz(), CARDS, [first, rated(first)])
    before = log.standings()
    with database.transaction() as connection:
        connection.execute("DELETE FROM standings")
    assert log.standings() == []
    log.rebuild()
    assert log.standings() == before
    assert before[0].at == NOW
