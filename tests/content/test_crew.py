import io
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from studykit.content import crew
from studykit.content.catalog import Catalog
from studykit.content.compiler import Role
from studykit.content.taking import Taken, Task, take
from tests.content.shelf import course, guide, refreshed, write


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    """Seven files to be taken, one of them broken."""
    texts = [*(guide(f"Term {at}") for at in range(6)), "term: 'unclosed\n"]
    write(tmp_path, {f"{at}.yaml": text for at, text in enumerate(texts)})
    return [Task(str(tmp_path / f"{at}.yaml"), "", Role.PART, None) for at in range(len(texts))]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes are started for a few files already."""
    monkeypatch.setattr(crew, "MANY", 3)
    monkeypatch.setattr(crew, "BATCH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def take_all(tasks: list[Task], do: Callable[[Task], Taken] = take) -> list[Taken]:
    """What is taken with the help of others."""
    with ExitStack() as stack:
        return list(crew.do_all(do, tasks, stack))


class Elsewhere:
    """Takes files in another process, and fails in this one."""

    def __call__(self, task: Task) -> Taken:
        raise AssertionError(task)

    def __reduce__(self) -> tuple[object, ...]:
        return pickle.loads, (pickle.dumps(take),)


def test_other_processes_take_many_files_in_their_order(tasks: list[Task]) -> None:
    assert take_all(tasks, Elsewhere()) == [take(task) for task in tasks]


@pytest.mark.parametrize(
    "program",
    ["raise SystemExit", "import sys; sys.stdin.read(); print('no pickle', end='')"],
)
def test_what_other_processes_fail_to_take_is_taken_here(
    tasks: list[Task], program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_PROGRAM", program)
    assert take_all(tasks) == [take(task) for task in tasks]


def test_where_no_process_can_be_started_all_is_taken_here(
    tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert take_all(tasks) == [take(task) for task in tasks]


@pytest.mark.parametrize(("processors", "files"), [(None, 7), (1, 7), (2, 2)])
def test_no_process_is_started_where_it_would_not_help(
    processors: int | None, files: int, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    monkeypatch.delattr(subprocess, "Popen")
    assert len(take_all(tasks[:files])) == files


def test_processes_end_with_a_refresh_that_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"x/{at}.yaml": guide(f"Term {at}") for at in range(6)}
    write(tmp_path, {"x/course.yaml": course("X"), **files})
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    catalog = Catalog.open([tmp_path], None)
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", start)
        with pytest.raises(KeyboardInterrupt):
            catalog.refresh(interrupt)
    assert [process.poll() is None for process in started] == [False, False]
    assert catalog.refresh()
    monkeypatch.setattr(crew, "MANY", 1000)
    assert catalog.course("x") == refreshed(tmp_path).course("x")


def test_the_other_process_answers_batch_by_batch(
    tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = io.BytesIO(pickle.dumps((take, [tasks[:2], tasks[2:]]))), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(asked))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(answered))
    monkeypatch.setattr("gc.disable", lambda: None)
    crew.work()
    answered.seek(0)
    batches = [pickle.load(answered), pickle.load(answered)]
    assert [len(batch) for batch in batches] == [2, 5]
    assert batches[0] == [take(task) for task in tasks[:2]]
