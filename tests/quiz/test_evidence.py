"""Which words of an answer are underlined."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studykit.content.model import Point
from studykit.quiz.evidence import key_stems, seen

POINTS = (
    Point("lead", "The **asker** leads.", accept=("drives the conversation", " ")),
    Point("assess", "Nobody is being assessed."),
)


def underlined(answer: str, points: tuple[Point, ...] = POINTS) -> list[str]:
    return [answer[start:end] for start, end in seen(answer, points)]


def test_words_of_a_point_are_seen_whatever_their_ending() -> None:
    assert underlined("They don't assess you, you are leading.") == ["assess", "leading"]


def test_accepted_wordings_are_seen_whole_also_over_a_line_break() -> None:
    assert underlined("One DRIVES the\nconversation here") == ["DRIVES the\nconversation"]
    assert underlined("overdrives the conversation") == []


def test_wordings_that_overlap_are_underlined_as_one() -> None:
    points = (Point("p", "P", accept=("leads the talk", "the talk with care")),)
    assert underlined("One leads the talk with care.", points) == ["leads the talk with care"]


def test_a_slip_of_the_finger_is_seen_too() -> None:
    assert underlined("nobody is assesed") == ["nobody", "assesed"]


def test_common_and_very_short_words_are_not_evidence() -> None:
    assert underlined("It is being the of a xy") == []


def test_words_that_an_author_need_not_say_are_no_evidence_either() -> None:
    text = "Often, before or after: always."
    assert underlined(text, (Point("p", "Always before and often after."),)) == []
    assert key_stems("It is not the of") == frozenset()


def test_only_the_beginning_of_an_endless_answer_is_looked_at() -> None:
    assert underlined("x " * 20_000 + "assessed") == []


@given(
    answer=st.text(max_size=80) | st.lists(st.sampled_from("asker leads drives the conversation assess not".split())).map(" ".join),
    points=st.lists(st.builds(Point, id=st.just("p"), text=st.text(max_size=20) | st.just("The asker leads."),
                              accept=st.lists(st.text(max_size=6) | st.just("leads the"), max_size=2).map(tuple)), max_size=3),
)  # fmt: skip
def test_what_is_underlined_lies_in_the_answer_and_never_overlaps(
    answer: str, points: list[Point]
) -> None:
    spans = seen(answer, points)
    assert all(0 <= start < end <= len(answer) for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
