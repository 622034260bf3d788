"""A real terminal for the journeys and the benchmarks: the program runs in a pseudo-terminal, the screen is kept in memory."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pexpect
import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "space": " ",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~",
    "f8": "\x1b[19~", "f9": "\x1b[20~", "backspace": "\x7f", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    **{f"ctrl+{chr(96 + code)}": chr(code) for code in range(1, 27)},
}  # fmt: skip


class _Screen(pyte.Screen):
    """A screen that lets pass what it does not know: keys told in more detail, which is written as colours are."""

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Set colours and the like; what is private is none of these."""
        if not private:
            super().select_graphic_rendition(*attributes)


class Terminal:
    """A program in a terminal of a given size, to press keys and to look at the screen."""

    def __init__(
        self,
        argv: Sequence[str],
        environ: Mapping[str, str],
        *,
        columns: int = 100,
        rows: int = 30,
        patience: float = 60.0,
    ) -> None:
        self.patience = patience
        self.raw = b""
        """All bytes that the program has written."""
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.process = pexpect.spawn(
            argv[0],
            list(argv[1:]),
            env={**environ, "TERM": "xterm-256color"},
            dimensions=(rows, columns),
            timeout=None,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.close(force=True)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys, by name or by the character."""
        for key in keys:
            self.process.send(KEYS.get(key, key))

    def type(self, text: str) -> None:
        """Type a text."""
        self.process.send(text)

    def see(self, *wanted: str) -> str:
        """Wait until all the texts are on the screen, and give the screen; fails with the screen where they do not come."""
        return self._wait_until(lambda seen: all(text in seen for text in wanted), f"see {wanted}")

    def see_any(self, *wanted: str) -> str:
        """Wait until one of the texts is on the screen, and give the screen."""
        return self._wait_until(
            lambda seen: any(text in seen for text in wanted), f"see any of {wanted}"
        )

    def see_no_more(self, text: str) -> str:
        """Wait until the text has left the screen, and give the screen."""
        return self._wait_until(lambda seen: text not in seen, f"see no more {text!r}")

    def _wait_until(self, holds: Callable[[str], bool], told: str) -> str:
        until = time.monotonic() + self.patience
        while not holds(self.text):
            if not self._read(until):
                msg = f"waited in vain to {told}:\n{self.text}"
                raise AssertionError(msg)
        return self.text

    def read_on(self, seconds: float = 1.0) -> None:
        """Take in what the program writes next, waiting for it at most so long."""
        self._read(time.monotonic() + seconds)

    def wait_for_bytes(self, wanted: bytes, start: int = 0) -> None:
        """Wait until the program has written these bytes since `start`; quicker than `see`, for measuring."""
        until = time.monotonic() + self.patience
        while wanted not in self.raw[start:]:
            if not self._read(until, show=False):
                msg = f"{wanted!r} was not written:\n{self.raw[start:][-2000:]!r}"
                raise AssertionError(msg)

    def wait(self) -> int:
        """Wait until the program has ended; its exit code, or 128 and the signal's number."""
        until = time.monotonic() + self.patience
        while self.process.isalive() and self._read(until):
            pass
        self.process.wait()
        self.process.close()
        return (
            int(self.process.exitstatus)
            if self.process.exitstatus is not None
            else 128 + int(self.process.signalstatus)
        )

    def kill(self, number: signal.Signals = signal.SIGKILL) -> int:
        """Send the program a signal and wait for its end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, number)
        return self.wait()

    def _read(self, until: float, *, show: bool = True) -> bool:
        left = until - time.monotonic()
        if left <= 0:
            return False
        try:
            data = self.process.read_nonblocking(65536, timeout=left)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.raw += data
        if show:
            self._stream.feed(data)
        return True
