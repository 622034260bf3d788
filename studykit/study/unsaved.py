"""What was typed in a form and is not saved yet: kept with the log, so that it outlives the program, until it is saved or thrown away."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studykit.content.nodes import Node
from studykit.study.typed import Typed

if TYPE_CHECKING:
    from studykit.storage.review_log import ReviewLog

Guide = dict[str, Node]


@dataclass(frozen=True, slots=True)
class Kept:
    """A guide as it was left in a form."""

    at: datetime
    node: Guide
    """What it said then."""
    first: Guide
    """What it had said when the form was opened."""
    unit: str = ""
    """Of a new guide: its unit."""

    def clashes(self, now: Guide) -> list[str]:
        """The keys of which the form and the file, which now says this, have each made something else."""
        return [
            key
            for key in self._keys(now)
            if not _are_alike(self.node.get(key), self.first.get(key), now.get(key))
        ]

    def is_behind(self, now: Guide) -> bool:
        """Whether the file says something else by now than when the form was opened."""
        return now != self.first

    def upon(self, now: Guide) -> Guide:
        """What was typed, upon what the file says now: where nothing was typed, that is what counts."""
        typed = {key: _typed(self, now, key) for key in self._keys(now)}
        return {key: value for key, value in typed.items() if value is not None}

    def _keys(self, now: Guide) -> dict[str, None]:
        """All keys, in the order of the file."""
        return dict.fromkeys([*now, *self.node])


def keep(log: "ReviewLog", typed: Typed, node: Guide, now: datetime) -> None:
    """Keep what a form says now, in place of what was kept before. Raises StorageError where it cannot be written."""
    value = {"at": now.isoformat(), "node": node, "first": typed.first, "unit": typed.unit}
    log.set_setting(typed.kept_as, value)


def kept(log: "ReviewLog", typed: Typed) -> Kept | None:
    """What was kept of the same guide, or of a new one of the same course."""
    found = log.setting(typed.kept_as)
    if not isinstance(found, dict):
        return None
    at = datetime.fromisoformat(found["at"]).astimezone(UTC)
    return Kept(at, found["node"], found["first"], found["unit"])


def forget(log: "ReviewLog", typed: Typed) -> None:
    """Throw away what was kept: it has been saved, or is not wanted any more."""
    log.drop_setting(typed.kept_as)


def take_up(typed: Typed, left: Kept) -> None:
    """Go on in a draft with what was kept."""
    typed.node = left.upon(typed.first)
    typed.unit = left.unit


def _are_alike(mine: Node | None, first: Node | None, now: Node | None) -> bool:
    """Whether at most one of two sides has changed something, or both to the same."""
    return mine in (first, now) or now == first


def _typed(left: Kept, now: Guide, key: str) -> Node | None:
    """What a member says: as typed, unless nothing was."""
    mine = left.node.get(key)
    return now.get(key) if mine == left.first.get(key) else mine
