"""Nothing that was typed is lost."""

from studykit.entries import Answered, Locked, Undone
from studykit.log import Confidence, Draft, Ending
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import CARDS, NOW, after, answered, confided, new_id, quiz, rated


def undone(*entries: str) -> Undone:
    return Undone(id=new_id(), at=after(60), entries=entries)


def test_the_last_draft_of_each_card_is_kept(log: ReviewLog) -> None:
    begun = quiz()
    log.begin(begun, CARDS)
    whole = Draft(card=2, text="so far", choices=(0, 2), confidence=Confidence.UNSURE, hinted=True)
    log.save_draft(begun.id, Draft(card=0, text="a"), NOW)
    log.save_draft(begun.id, Draft(card=2, text="so"), NOW)
    log.save_draft(begun.id, whole, after(2))
    assert log.drafts(begun.id) == {0: Draft(card=0, text="a"), 2: whole}
    assert log.drafts("another quiz") == {}


def test_an_answer_that_is_locked_is_no_draft_any_more(log: ReviewLog) -> None:
    begun = quiz()
    log.begin(begun, CARDS)
    log.save_draft(begun.id, Draft(card=0, text="a"), NOW)
    log.save_draft(begun.id, Draft(card=1, text="b"), NOW)
    log.append(begun.id, 0, [answered(0)])
    assert log.drafts(begun.id) == {1: Draft(card=1, text="b")}


def test_an_answer_that_is_undone_is_a_draft_again(log: ReviewLog) -> None:
    begun = quiz()
    first = Answered(id=new_id(), at=NOW, card=1, text="typed", choices=(1,), hinted=True)
    log.begin(begun, CARDS, [first, said := confided(first)])
    log.append(begun.id, 2, [undone(said.id, first.id)])
    assert log.drafts(begun.id) == {
        1: Draft(card=1, text="typed", choices=(1,), confidence=Confidence.SURE, hinted=True)
    }


def test_a_rating_that_is_undone_leaves_the_drafts_alone(log: ReviewLog) -> None:
    begun = quiz()
    first = answered(0)
    log.begin(begun, CARDS, [first, review := rated(first)])
    log.save_draft(begun.id, Draft(card=1, text="b"), NOW)
    log.append(begun.id, 2, [undone(review.id)])
    assert log.drafts(begun.id) == {1: Draft(card=1, text="b")}


def test_of_several_undone_answers_to_a_card_the_first_is_the_draft(log: ReviewLog) -> None:
    begun = quiz()
    first, second = answered(0, "first"), answered(0, "second")
    log.begin(begun, CARDS, [first, second])
    log.append(begun.id, 2, [undone(second.id)])
    assert log.drafts(begun.id)[0].text == "second"
    log.append(begun.id, 3, [undone(first.id, second.id)])
    assert log.drafts(begun.id)[0].text == "first"


def test_answers_of_a_mock_test_count_as_answered_before_and_after_it_is_handed_in_and_empty_ones_never(
    log: ReviewLog,
) -> None:
    begun = quiz(mode="mock")
    log.begin(begun, CARDS)
    log.save_draft(begun.id, Draft(card=0, text="typed"), NOW)
    log.save_draft(begun.id, Draft(card=1), NOW)
    log.save_draft(begun.id, Draft(card=2, choices=(1,)), NOW)
    assert [one.answered for one in log.unfinished()] == [2]
    everything = [answered(0), answered(1, ""), answered(2)]
    log.append(begun.id, 0, [*everything, Locked(id=new_id(), at=NOW, how=Ending.FINISHED)])
    assert log.drafts(begun.id) == {}
    assert [one.answered for one in log.unfinished()] == [2]
