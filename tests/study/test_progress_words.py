"""The figures in words: kind, plain, and silent where there is too little to say."""

from datetime import UTC, date, datetime, timedelta

from studykit.log import Confidence
from studykit.statistics import enough
from studykit.statistics.calibration import Answers, Foreseen, Look, MockScore
from studykit.statistics.cards import Remembered
from studykit.statistics.days import DayFigures
from studykit.study.progress import Progress
from studykit.study.progress_words import (
    ahead_words,
    card_words,
    confidence_words,
    foreseen_words,
    look_words,
    prediction_words,
    recall_words,
    time_words,
)

TODAY = date(2026, 11, 26)
NONE = Progress(TODAY, None, (), (), (0,) * 30, (), 0, (), (), (), (), ())


def day(ago: int, recalls: int, recalled: int) -> DayFigures:
    return DayFigures(TODAY - timedelta(days=ago), recalls, 12.0, recalls, recalled)


def mock_test(met: float, predicted: float) -> MockScore:
    return MockScore("id", "Title", datetime(2026, 11, 20, tzinfo=UTC), met, 10, predicted)


def test_a_new_learner_is_told_when_there_will_be_something_to_tell() -> None:
    assert "so far 0 such reviews" in next(recall_words(NONE))
    assert list(time_words(NONE)) == ["You have not studied in the last 30 days."]
    assert list(card_words(NONE)) == []
    assert ahead_words(NONE) == "No card comes back in the next 30 days."
    assert f"after {enough.MOCK_TESTS} mock tests" in prediction_words(NONE)
    for words in (confidence_words(()), foreseen_words(()), look_words(NONE)):
        (sentence,) = words
        assert " is told " in sentence


def test_spans_with_too_few_recalls_are_passed_over() -> None:
    told = NONE._replace(days=(day(20, 40, 30), day(3, 10, 10)))
    assert list(recall_words(told)) == [
        "In the last 30 days you recalled 80 % of 50 cards.",
    ]
    longer = told._replace(days=(day(90, 50, 40), *told.days))
    assert list(recall_words(longer))[1:] == ["In the last year you recalled 80 % of 100 cards."]
    assert list(time_words(told)) == ["You studied on 2 days of the last 30, 12 min on each."]


def test_states_are_told_with_what_they_mean() -> None:
    told = NONE._replace(remembered=(Remembered(30, 5, False, False, 1),), unmet=12)
    assert list(card_words(told)) == [
        "1 card lasting: remembered for three weeks or more.",
        "12 cards not met yet: waiting to be met.",
    ]


def test_what_comes_back_is_summed_up() -> None:
    ahead = (3, 1, 1, 0, 0, 0, 0, 1, 5, *[0] * 21)
    assert ahead_words(NONE._replace(ahead=ahead)).startswith(
        "Due today: 3 cards; in the seven days after it 3; in 30 days 11."
    )


def test_sureness_is_told_only_where_it_was_said_often() -> None:
    answers = (Answers(Confidence.SURE, 20, 45.0, 50), Answers(Confidence.GUESS, 3, 1.0, 9))
    assert list(confidence_words(answers)) == ["When you were sure, 90 % was right (20 answers)."]
    guessed = (Answers(Confidence.GUESS, 12, 4.0, 10),)
    assert list(confidence_words(guessed)) == [
        "When you were guessing, 40 % was right (12 answers)."
    ]


def test_predictions_are_told_as_too_high_too_low_or_right() -> None:
    high = NONE._replace(mock_tests=(mock_test(6, 0.8), mock_test(7, 0.8), mock_test(7, 0.8)))
    assert prediction_words(high) == (
        "On average you expect 13 points in a hundred more than you score (3 mock tests)."
    )
    low = NONE._replace(mock_tests=(mock_test(9, 0.7),) * 4)
    assert "20 points in a hundred less" in prediction_words(low)
    right = NONE._replace(mock_tests=(mock_test(8, 0.8),) * 4)
    assert prediction_words(right) == "On average you score what you expect (4 mock tests)."


def test_the_program_says_how_well_it_foresaw() -> None:
    bins = (Foreseen(3, 1.0, 0), Foreseen(100, 92.0, 90))
    assert list(foreseen_words(bins)) == [
        "studykit expected you to recall 90 %, and you recalled 87 % (103 reviews).",
        "Where it expected 92 %, you recalled 90 % (100 reviews).",
    ]


def test_a_second_look_is_told_kindly() -> None:
    short = [Look(2, 2, 5)] * 5
    long = [Look(3, 2.2, 50)] * 5
    assert list(look_words(NONE._replace(looks=(*short, *long)))) == [
        "On average you give yourself 0.4 points more than a second look does (10 looks).",
        "On long answers you give yourself 0.8 points more than a second look does (5 looks).",
    ]
    harsh = NONE._replace(looks=(Look(1, 2, 5),) * 5)
    assert list(look_words(harsh)) == [
        "On average you give yourself 1 point less than a second look does (5 looks)."
    ]
    even = NONE._replace(looks=(Look(2, 2, 5),) * 5)
    assert list(look_words(even)) == [
        "On average a second look agrees with your first one (5 looks)."
    ]
