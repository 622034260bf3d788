"""The words of the log."""

from studykit.log import CardVersion, Rating, Verdict


def test_a_card_version_knows_where_its_card_belongs() -> None:
    version = CardVersion(card="course/term/question/an/id", content="{}")
    assert version.parts == ("course", "term", "question", "an/id")


def test_ratings_and_verdicts_are_told_in_plain_words() -> None:
    assert [rating.word for rating in Rating] == ["again", "hard", "good", "easy"]
    assert [verdict.words for verdict in Verdict] == ["got it", "partly", "missed"]
