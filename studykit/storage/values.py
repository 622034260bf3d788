"""Single values as they are stored, there and back."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from studykit.log import Confidence

_EPOCH = datetime.fromtimestamp(0, UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(at: datetime) -> int:
    """A time as it is stored."""
    return (at - _EPOCH) // _MILLISECOND


def moment(stored: int) -> datetime:
    """A stored time."""
    return _EPOCH + stored * _MILLISECOND


def storable(text: str) -> str:
    """The text without halves of characters, which no UTF-8 file can hold; a broken terminal can send them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def packed(positions: Sequence[int]) -> str:
    """Positions of choices as they are stored."""
    return json.dumps(positions)


def unpacked(stored: str) -> tuple[int, ...]:
    """Stored positions of choices."""
    return tuple(json.loads(stored))


def confidence_of(stored: str | None) -> Confidence | None:
    """A stored confidence, if one was said."""
    return Confidence(stored) if stored else None
