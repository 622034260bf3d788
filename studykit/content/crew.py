"""Many files taken at the same time, by processes that each take a share of them.

They are started as programs of their own and not by `multiprocessing`, which would run the main module again or copy
a program that has threads. Whatever goes wrong with them, the files are taken here.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import IO, TypeAlias

from studykit.content.taking import Taken, Task, take

MANY = 1000
"""From so many files on, starting other processes pays."""
BATCH = 20
"""Files that are handed over at once."""
_MOST = 4
"""More processes than this would wait for the one that writes."""
_PROGRAM = "from studykit.content.crew import work; work()"

_Batches: TypeAlias = Sequence[Sequence[Task]]


def take_all(tasks: Sequence[Task], crew: ExitStack) -> Iterator[Taken]:
    """Take all these files, in their order; what helps in it ends with the crew."""
    workers = min(os.cpu_count() or 1, _MOST)
    if len(tasks) < MANY or workers < 2:
        return map(take, tasks)
    batches = [tasks[at : at + BATCH] for at in range(0, len(tasks), BATCH)]
    helpers = [_start(crew) for _ in range(workers)]  # all of them, since starting takes a while
    outputs = [_hand_over(batches[at::workers], helper) for at, helper in enumerate(helpers)]
    return _gather(batches, outputs)


def _gather(batches: _Batches, outputs: list[IO[bytes] | None]) -> Iterator[Taken]:
    """What the others have taken, batch by batch; takes itself what they have failed to."""
    for at, batch in enumerate(batches):
        helper = at % len(outputs)
        if taken := _next(outputs[helper]):
            yield from taken
        else:
            outputs[helper] = None
            yield from map(take, batch)


def _start(crew: ExitStack) -> subprocess.Popen[bytes] | None:
    """Start a process that takes files; None if that cannot be done."""
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


def _hand_over(batches: _Batches, helper: subprocess.Popen[bytes] | None) -> IO[bytes] | None:
    """Tell a process which files to take; gives what it writes, or None if it is not there."""
    if helper is None:
        return None
    assert helper.stdin
    try:
        with helper.stdin as pipe:
            pickle.dump(batches, pipe)
    except OSError:
        return None
    return helper.stdout


def _next(output: IO[bytes] | None) -> Sequence[Taken]:
    """The next batch that a process has taken; empty if it has failed."""
    if output is None:
        return ()
    try:
        batch: Sequence[Taken] = pickle.load(output)  # noqa: S301 - it is our own process
    except Exception:  # pickle may raise nearly anything on what is broken off
        return ()
    return batch


def work() -> None:
    """What the other process does."""
    gc.disable()  # nothing lives long here
    for batch in pickle.load(sys.stdin.buffer):  # noqa: S301 - from our own process
        pickle.dump([take(task) for task in batch], sys.stdout.buffer)
        sys.stdout.buffer.flush()
