"""The watch on the files: one look after the other, by hand, with a clock that stands still."""

from collections.abc import Callable

import pytest

from studykit.tui.watch import PATIENCE, PAUSE, SETTLING, Watch


class Disk:
    """A disk whose state is a word, and which takes its time to be looked at."""

    def __init__(self) -> None:
        self.state = self.read = "as it was"
        self.told: list[str] = []
        self.time = 0.0
        self.slowness = 0.0

    def look(self) -> str:
        self.time += self.slowness
        return self.state

    def tell(self) -> None:
        self.told.append(self.state)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def step(disk: Disk) -> Callable[[], float]:
    return Watch(disk.look, lambda: disk.read, disk.tell, clock=lambda: disk.time).step


def test_where_nothing_is_saved_nothing_is_told(disk: Disk, step: Callable[[], float]) -> None:
    assert [step(), step(), step()] == [PAUSE] * 3
    assert disk.told == []


def test_what_is_saved_is_told_once_it_has_come_to_rest(
    disk: Disk, step: Callable[[], float]
) -> None:
    step()
    disk.state = "half written"
    assert step() == SETTLING
    disk.state = "written"
    assert step() == SETTLING
    assert disk.told == []
    assert step() == PAUSE
    assert disk.told == ["written"]


def test_what_was_told_is_not_told_again_though_it_cannot_be_read(
    disk: Disk, step: Callable[[], float]
) -> None:
    disk.state = "unreadable"
    for _ in range(5):
        step()
    assert disk.told == ["unreadable"]
    disk.state = "better"
    for _ in range(5):
        step()
    assert disk.told == ["unreadable", "better"]


def test_a_file_that_is_put_back_while_nobody_looked_is_nothing_new(
    disk: Disk, step: Callable[[], float]
) -> None:
    disk.state = "gone for a moment"
    step()
    disk.state = disk.read
    step()
    assert disk.told == []


def test_what_was_read_and_comes_again_is_told_again(disk: Disk, step: Callable[[], float]) -> None:
    for state in ("one", "two", "one"):
        disk.state = state
        step()
        step()
        disk.read = state
        step()
    assert disk.told == ["one", "two", "one"]


def test_a_slow_disk_is_looked_at_less_often(disk: Disk, step: Callable[[], float]) -> None:
    disk.slowness = 0.5
    assert step() == pytest.approx(0.5 * PATIENCE)
    disk.state = "changed"
    assert step() == pytest.approx(0.5)


def test_a_watch_that_was_stopped_tells_nothing(disk: Disk) -> None:
    watch = Watch(disk.look, lambda: disk.read, disk.tell, clock=lambda: disk.time)
    watch.stop()
    disk.state = "changed"
    watch.step()
    watch.step()
    assert disk.told == []
    watch.start()
