"""What was recognised after an edit is told once, and the learner may know better."""

import pytest

from studykit.errors import NotFoundError, StudykitError
from studykit.quiz.cards import ALL_KINDS
from studykit.scheduling.memory import Memory
from studykit.storage.renames import Cause
from studykit.study.edited import Edited
from studykit.study.study import Study
from tests.study.conftest import OpenStudy, Save
from tests.study.steps import finish_card, id_of, orphans, practise, read
from tests.support import TickingClock

DIFFER = "How does it differ from a job interview?"
OTHERWISE = "In which way is it different from an interview for a job?"
ALMOST = "Does it differ from a job interview, or is it one?"
QUITE_OTHER = "Who asks, and who is asked?"
PAGE = "asking/informational-interview"


@pytest.fixture
def edited(study: Study) -> Edited:
    return study.schedule.edited


@pytest.fixture
def old(study: Study, learnt: dict[str, Memory]) -> str:
    """A question as it was asked."""
    return id_of(study, DIFFER)


def answer(study: Study, card: str) -> None:
    """Answer one card."""
    sitting = practise(study, PAGE, count=None, kinds=ALL_KINDS)
    while sitting.quiz.card.id != card:
        sitting.skip()
    finish_card(sitting)
    sitting.stop()


def assert_rebuild_gives_the_same(study: Study) -> None:
    before = study.log.memories(), study.log.standings()
    study.schedule.rebuild()
    assert (study.log.memories(), study.log.standings()) == before


# -- parting -----------------------------------------------------------------------------------------------------------------


def test_a_card_that_was_taken_for_another_is_parted_from_it_for_good(
    study: Study, edited: Edited, learnt: dict[str, Memory], old: str, save: Save
) -> None:
    save((DIFFER, OTHERWISE))
    new = id_of(study, OTHERWISE)
    assert study.log.memories()[new] == learnt[old]
    edited.part(old)
    for _ in range(3):
        assert study.log.memories() == learnt
        assert orphans(study) == [old]
        assert_rebuild_gives_the_same(study)
        read(study)
        save((DIFFER, OTHERWISE), ("A talk in which you lead.", "A talk that you lead."))


def test_what_was_answered_of_the_wrong_card_stays_with_it_when_they_are_parted(
    study: Study,
    edited: Edited,
    *,
    learnt: dict[str, Memory],
    old: str,
    save: Save,
    ticking_clock: TickingClock,
) -> None:
    save((DIFFER, OTHERWISE))
    new = id_of(study, OTHERWISE)
    ticking_clock.wait(86_400 * 3)
    answer(study, new)
    assert study.log.memories()[new].reviews == 2
    edited.part(old)
    assert study.log.memories()[old] == learnt[old]
    assert study.log.memories()[new].reviews == 1
    assert_rebuild_gives_the_same(study)


def test_a_parted_card_has_its_history_when_its_file_is_as_before(
    study: Study, edited: Edited, learnt: dict[str, Memory], old: str, save: Save
) -> None:
    save((DIFFER, OTHERWISE))
    edited.part(old)
    save()
    assert study.log.memories() == learnt
    assert orphans(study) == []


def test_a_parted_card_may_still_be_recognised_as_a_third_one(
    study: Study, edited: Edited, old: str, save: Save
) -> None:
    save((DIFFER, OTHERWISE))
    edited.part(old)
    third = f"{DIFFER[:-1]}, in a word?"
    save((DIFFER, f"{OTHERWISE}\n            answer: Other.\n          - question: {third}"))
    assert id_of(study, third) in study.log.memories()
    assert id_of(study, OTHERWISE) not in study.log.memories()


def test_only_what_was_recognised_can_be_parted(edited: Edited, old: str) -> None:
    with pytest.raises(NotFoundError, match="was not recognised as another card"):
        edited.part(old)


# -- joining -----------------------------------------------------------------------------------------------------------------


def test_what_was_not_recognised_is_joined_by_hand_and_parted_again(
    study: Study, edited: Edited, learnt: dict[str, Memory], old: str, save: Save
) -> None:
    save((DIFFER, QUITE_OTHER), ("answer: Nobody is assessed. The asker leads.", "answer: You."))
    assert orphans(study) == [old]
    new = id_of(study, QUITE_OTHER)
    edited.join(old, new)
    assert orphans(study) == []
    assert study.log.memories()[new] == learnt[old]
    assert_rebuild_gives_the_same(study)
    assert new in study.schedule.planner()._changed  # another answer: it is asked again
    edited.part(old)
    assert study.log.memories() == learnt


def test_joining_counts_also_what_was_answered_meanwhile(
    study: Study,
    edited: Edited,
    old: str,
    save: Save,
    ticking_clock: TickingClock,
) -> None:
    save((DIFFER, QUITE_OTHER), ("answer: Nobody is assessed. The asker leads.", "answer: You."))
    new = id_of(study, QUITE_OTHER)
    ticking_clock.wait(86_400 * 2)
    answer(study, new)
    edited.join(old, new)
    assert study.log.memories()[new].reviews == 2
    assert_rebuild_gives_the_same(study)
    edited.part(old)
    assert {study.log.memories()[card].reviews for card in (old, new)} == {1}


def test_a_card_that_was_recognised_wrongly_is_joined_to_the_right_one_in_one_step(
    study: Study, edited: Edited, old: str, save: Save
) -> None:
    save((DIFFER, f"{OTHERWISE}\n            answer: So.\n          - question: {QUITE_OTHER}"))
    wrong, right = id_of(study, OTHERWISE), id_of(study, QUITE_OTHER)
    if wrong not in study.log.memories():
        wrong, right = right, wrong
    edited.join(old, right)
    read(study)
    assert right in study.log.memories()
    assert wrong not in study.log.memories()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("asking/nothing/question/x", f"{PAGE}/definition/definition", "Nothing was ever answered"),
        (f"{PAGE}/definition/definition", f"{PAGE}/term/term", "is in your courses"),
        ("OLD", f"{PAGE}/question/no-such", "There is no card"),
        ("OLD", "nonsense", "There is no card"),
        ("OLD", f"{PAGE}/definition/definition", "The one is a question, the other a definition"),
    ],
)
def test_what_cannot_be_one_card_is_not_joined(
    edited: Edited,
    learnt: dict[str, Memory],
    *,
    study: Study,
    save: Save,
    old: str,
    new: str,
    told: str,
) -> None:
    gone = id_of(study, DIFFER)
    save((DIFFER, QUITE_OTHER), ("answer: Nobody is assessed. The asker leads.", "answer: You."))
    with pytest.raises(StudykitError, match=told):
        edited.join(gone if old == "OLD" else old, new)
    assert study.log.memories() == learnt


def test_what_is_gone_is_proposed_to_be_what_is_a_little_like_it(
    study: Study, edited: Edited, old: str, save: Save
) -> None:
    save(
        (DIFFER, ALMOST),
        ("answer: Nobody is assessed. The asker leads.", "answer: So."),
    )
    recognition = edited.recognition()
    gone = recognition.orphans()
    assert [one.card for one in gone] == [old]
    likely = recognition.likely(gone)[old]
    assert likely.card == id_of(study, ALMOST)
    assert 0.4 <= likely.likeness < 0.65


# -- telling -----------------------------------------------------------------------------------------------------------------


def test_what_was_recognised_is_told_once_and_how_sure_it_is(
    study: Study, edited: Edited, old: str, save: Save, open_study: OpenStudy
) -> None:
    assert edited.untold() == []
    save((DIFFER, OTHERWISE))
    (told,) = edited.untold()
    assert (told.old, told.new) == (old, id_of(study, OTHERWISE))
    assert told.likeness
    assert 0.65 <= told.likeness < 1
    edited.note_told([told])
    assert edited.untold() == []
    assert edited.standing() == [told]
    study.close()
    assert open_study("later").schedule.edited.untold() == []


def test_what_has_its_own_again_is_no_news(edited: Edited, old: str, save: Save) -> None:
    save((DIFFER, OTHERWISE))
    save()
    assert edited.untold() == []
    save((DIFFER, OTHERWISE))
    edited.part(old)
    assert edited.untold() == []


def test_two_edits_of_one_card_are_one_piece_of_news(
    study: Study, edited: Edited, old: str, save: Save
) -> None:
    save((DIFFER, OTHERWISE))
    further = f"{OTHERWISE[:-1]}, if you think of it?"
    save((DIFFER, further))
    assert {one.new for one in edited.untold()} == {id_of(study, further)}


def test_the_log_tells_why_each_address_has_changed(edited: Edited, old: str, save: Save) -> None:
    save((DIFFER, OTHERWISE))
    edited.part(old)
    save()
    save((DIFFER, OTHERWISE))
    causes = [one.rename.cause for one in edited.recognition().lately(9)]
    assert causes == [Cause.PARTED, Cause.RECOGNISED]
