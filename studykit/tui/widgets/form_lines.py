"""The lines of a form: each with a name, a label, a value and a note on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Pick:
    """A line with a few values of which one holds."""

    name: str
    label: str
    options: Sequence[tuple[Any, str, str]]
    """Value, its word, and what it means."""
    value: Any = None
    has_gap: bool = False
    """Whether a blank line stands above it; so for the other lines."""

    @property
    def word(self) -> str:
        """The word of the value."""
        return next(
            (word for value, word, _ in self.options if value == self.value), self.options[0][1]
        )

    @property
    def note(self) -> str:
        """What the value means."""
        return next((note for value, _, note in self.options if value == self.value), "")

    def step(self, by: int) -> None:
        """Take the next or the previous value, round and round."""
        values = [value for value, _, _ in self.options]
        here = values.index(self.value) if self.value in values else 0
        self.value = values[(here + by) % len(values)]


@dataclass(slots=True)
class Count:
    """A line with a number; 0 may stand for a word such as `all`."""

    name: str
    label: str
    value: int
    most: int
    zero: str = ""
    unit: str = ""
    note: str = ""
    steps: Sequence[int] = ()
    """The numbers that the arrows go through; any other can be typed."""
    has_gap: bool = False

    @property
    def word(self) -> str:
        """The number as shown."""
        return self.zero if self.zero and not self.value else f"{self.value} {self.unit}".rstrip()

    def step(self, by: int) -> None:
        """Go to the next higher or lower number."""
        numbers = [number for number in self.steps if number <= self.most] or list(
            range(1, self.most + 1)
        )
        order = [*numbers, 0] if self.zero else numbers
        if self.value in order:
            self.value = order[max(0, min(order.index(self.value) + by, len(order) - 1))]
        elif by > 0:
            self.value = next((number for number in numbers if number > self.value), numbers[-1])
        else:
            self.value = next(
                (number for number in reversed(numbers) if number < self.value), numbers[0]
            )

    def type(self, digit: int) -> None:
        """Add a digit, or begin again where it would be too much."""
        longer = self.value * 10 + digit
        self.value = longer if longer <= self.most else digit


@dataclass(slots=True)
class Button:
    """A line that does something."""

    name: str
    label: str
    word: str = ""
    note: str = ""
    primary: bool = False
    has_gap: bool = False


@dataclass(slots=True)
class Typed:
    """A line with a value that is typed, such as a name or a date; the arrows may step through its values."""

    name: str
    label: str
    value: Any
    read: Callable[[str], Any]
    """From what is typed to the value; None: it cannot be read."""
    show: Callable[[Any], str] = str
    stepped: Callable[[Any, int], Any] | None = None
    """The value so many steps on; None: there is nothing to step through."""
    told: Callable[[Any], str] = lambda _: ""
    """What the value means."""
    mend: str = ""
    """Said of what cannot be read."""
    leap: int = 1
    """Steps of Page up and Page down."""
    is_proposed: bool = False
    """Whether the value is only proposed, so that typing begins anew."""
    typed: str | None = None
    """What is being typed, while it is."""
    has_gap: bool = False

    @property
    def word(self) -> str:
        """The value as it stands, or as far as it has been typed."""
        return self.show(self.value) if self.typed is None else self.typed

    @property
    def is_wrong(self) -> bool:
        """Whether what is typed is no value."""
        return self.typed is not None and self.read(self.typed) is None

    @property
    def note(self) -> str:
        """What the value means, or how to write one."""
        return f"✗ {self.mend}" if self.is_wrong else self.told(self.value)

    def step(self, by: int) -> None:
        """Take a value further on or back."""
        self.typed = None
        if self.stepped:
            self.value = self.stepped(self.value, by)

    def type(self, text: str) -> None:
        """Add to what is typed; typing begins anew where the value can be stepped through or is proposed, else at its end."""
        start = "" if self.stepped or self.is_proposed else self.show(self.value)
        self._take((start if self.typed is None else self.typed) + text)

    def erase(self) -> None:
        """Take the last character back."""
        self._take((self.show(self.value) if self.typed is None else self.typed)[:-1])

    def leave(self) -> None:
        """Typing is over: what could be read is the value; what could not stays to be mended."""
        if not self.is_wrong:
            self.is_proposed = self.is_proposed and self.typed is None
            self.typed = None

    def _take(self, typed: str) -> None:
        self.typed = typed
        value = self.read(typed)
        if value is not None:
            self.value = value


@dataclass(slots=True)
class Week:
    """A line with the days of the week, of which some are chosen."""

    name: str
    label: str
    value: frozenset[int]
    """The chosen days, Monday being 0."""
    note: str = ""
    at: int = 0
    """The day at the cursor."""
    has_gap: bool = False

    @property
    def word(self) -> str:
        """The chosen days."""
        return " ".join(name for day, name in enumerate(WEEKDAYS) if day in self.value)

    def step(self, by: int) -> None:
        """Go to another day."""
        self.at = (self.at + by) % len(WEEKDAYS)

    def turn(self) -> None:
        """Choose the day at the cursor, or do not."""
        self.value ^= {self.at}


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Line = Pick | Count | Button | Typed | Week
