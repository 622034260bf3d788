"""The widgets of a quiz, each by itself."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from studykit.content.model import Choice, Point
from studykit.log import Verdict
from studykit.tui.theme import THEMES
from studykit.tui.widgets.choices import Choices
from studykit.tui.widgets.points import PointList
from studykit.tui.widgets.progress import Dot, Progress, ProgressLine
from tests.tui.support import text_of

POINTS = tuple(Point(id=name, text=f"Point {name}", why=f"Why {name}") for name in "abc")
CHOICES = tuple(Choice(f"Choice {name}") for name in "abcd")


class Stage(App[None]):
    """An app around one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield self.widget


async def test_one_choice_takes_the_place_of_another() -> None:
    choices = Choices()
    async with Stage(choices).run_test() as pilot:
        choices.offer(CHOICES, [2, 0, 1, 3])
        choices.focus()
        await pilot.press("1")
        assert choices.ticked == (2,)
        await pilot.press("down", "space")
        assert choices.ticked == (0,)
        await pilot.press("9", "enter")
        assert choices.ticked == (0,)


async def test_several_choices_are_ticked_and_unticked() -> None:
    choices = Choices()
    async with Stage(choices).run_test() as pilot:
        choices.offer(CHOICES, [0, 1, 2, 3], [3], several=True)
        choices.focus()
        await pilot.press("1", "2", "1")
        assert choices.ticked == (1, 3)
        await pilot.pause()
        assert "[x] Choice b" in text_of(pilot.app.screen)


async def test_a_choice_is_ticked_by_a_click() -> None:
    choices = Choices()
    async with Stage(choices).run_test() as pilot:
        choices.offer(CHOICES, [0, 1, 2, 3])
        await pilot.pause()
        await pilot.click(choices, offset=(8, 2))
        assert choices.ticked == (2,)


def judged(points: PointList, verdicts: dict[str, Verdict]) -> str | None:
    points.show(POINTS, verdicts)
    return points.current.id if points.current else None


async def test_the_cursor_waits_at_the_next_point_that_is_not_judged() -> None:
    points = PointList()
    async with Stage(points).run_test() as pilot:
        assert judged(points, {}) == "a"
        points.action_move(1)
        assert judged(points, {"b": Verdict.MET}) == "c"
        assert judged(points, {"b": Verdict.MET, "c": Verdict.PARTLY}) == "a"
        everything = dict.fromkeys("abc", Verdict.MISSED)
        assert judged(points, everything) == "a"
        del everything["b"]
        assert judged(points, everything) == "b"
        await pilot.pause()
        assert "↳ Why a" in text_of(pilot.app.screen)
        assert "Why b" not in text_of(pilot.app.screen)


async def test_points_that_are_only_told_have_no_cursor() -> None:
    points = PointList()
    async with Stage(points).run_test() as pilot:
        points.show(POINTS, {}, is_open=False)
        await pilot.pause()
        assert points.current is None
        assert "Why c" in text_of(pilot.app.screen)


async def test_a_point_is_gone_to_by_a_click() -> None:
    points = PointList()
    async with Stage(points).run_test() as pilot:
        points.show(POINTS, {})
        await pilot.pause()
        await pilot.click(points, offset=(8, 1))
        assert points.current is POINTS[1]


@pytest.mark.parametrize(
    ("dots", "expected"),
    [
        ([Dot.MET, Dot.MISSED, Dot.LEFT], "●✗[·]"),
        ([Dot.MET] * 100 + [Dot.LEFT] * 100, "● 100  · 100"),
    ],
)
async def test_progress_is_a_dot_for_each_card_or_their_numbers(
    dots: Sequence[Dot], expected: str
) -> None:
    line = ProgressLine()
    async with Stage(line).run_test(size=(60, 5)) as pilot:
        line.show(Progress("3 of 3", dots, frozenset(), 2, "0:10"))
        await pilot.pause()
        shown = text_of(pilot.app.screen)
        assert expected in shown
        assert "0:10" in shown
