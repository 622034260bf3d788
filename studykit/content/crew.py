"""The same work done on many files at the same time, by processes that each take a share of them.

They are started as programs of their own and not by `multiprocessing`, which would run the main module again or copy
a program that has threads. Whatever goes wrong with them, the work is done here.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MANY = 1000
"""From so many files on, starting other processes pays."""
BATCH = 20
"""Files that are handed over at once."""
_MOST = 4
"""More processes than this would wait for the one that writes."""
_PROGRAM = "from studykit.content.crew import work; work()"


def do_all(do: Callable[[T], R], tasks: Sequence[T], crew: ExitStack) -> Iterator[R]:
    """Do one thing, a function of some module, for all these tasks, in their order; what helps in it ends with the crew."""
    workers = min(os.cpu_count() or 1, _MOST)
    if len(tasks) < MANY or workers < 2:
        return map(do, tasks)
    batches = [tasks[at : at + BATCH] for at in range(0, len(tasks), BATCH)]
    helpers = [_start(crew) for _ in range(workers)]  # all of them, since starting takes a while
    outputs = [_hand_over(do, batches[at::workers], helper) for at, helper in enumerate(helpers)]
    return _gather(do, batches, outputs)


def _gather(
    do: Callable[[T], R], batches: Sequence[Sequence[T]], outputs: list[IO[bytes] | None]
) -> Iterator[R]:
    """What came of the others' work, batch by batch; does itself what they have failed to do."""
    for at, batch in enumerate(batches):
        helper = at % len(outputs)
        if done := _next(outputs[helper]):
            yield from done
        else:
            outputs[helper] = None
            yield from map(do, batch)


def _start(crew: ExitStack) -> subprocess.Popen[bytes] | None:
    """Start a process that helps; None if that cannot be done."""
    try:
        process = subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except OSError:
        return None
    crew.enter_context(process)
    crew.callback(process.kill)
    return process


def _hand_over(
    do: Callable[[T], R],
    batches: Sequence[Sequence[T]],
    helper: subprocess.Popen[bytes] | None,
) -> IO[bytes] | None:
    """Tell a process what to do; gives what it writes, or None if it is not there."""
    if helper is None:
        return None
    assert helper.stdin
    try:
        with helper.stdin as pipe:
            pickle.dump((do, batches), pipe)
    except OSError:
        return None
    return helper.stdout


def _next(output: IO[bytes] | None) -> Sequence[Any]:
    """What came of the next batch of a process; empty if it has failed."""
    if output is None:
        return ()
    try:
        batch: Sequence[Any] = pickle.load(output)  # noqa: S301 - it is our own process
    except Exception:  # pickle may raise nearly anything on what is broken off
        return ()
    return batch


def work() -> None:
    """What the other process does."""
    gc.disable()  # nothing lives long here
    do, batches = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    for batch in batches:
        pickle.dump([do(task) for task in batch], sys.stdout.buffer)
        sys.stdout.buffer.flush()
