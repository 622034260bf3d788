"""Notes that studykit wrote itself, taken back as they were, if nobody has changed them in Anki since."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, TypeAlias

from studykit.content.model import Fact, Guide, Question
from studykit.content.schema import read_again
from studykit.transfer.anki_model import AnkiNote
from studykit.transfer.anki_out import BOTH, DATA, definition_fields, fact_fields, question_fields
from studykit.transfer.markup import Locate
from studykit.transfer.references import kept_in

Key = tuple[str, str]
"""The slugs of a course, and of a guide or set in it."""


@dataclass(slots=True)
class OwnPages:
    """The guides and sets that notes were made of."""

    guides: dict[Key, Guide] = field(default_factory=dict)
    """Without facts and questions."""
    facts: dict[Key, dict[int, Fact]] = field(default_factory=lambda: defaultdict(dict))
    """By their positions."""
    questions: dict[Key, dict[int, Question]] = field(default_factory=lambda: defaultdict(dict))
    decks: dict[Key, str] = field(default_factory=dict)
    """The deck of each."""
    notes: int = 0
    """How many were taken."""

    def guide(self, key: Key) -> Guide:
        """A guide with all that belongs to it."""
        facts = [fact for _, fact in sorted(self.facts.pop(key, {}).items())]
        asked = [one for _, one in sorted(self.questions.pop(key, {}).items())]
        questions = [replace(one, term="") for one in asked]
        return replace(self.guides[key], facts=tuple(facts), questions=tuple(questions))


Read: TypeAlias = tuple[tuple[str, ...], list[str], Callable[[OwnPages], None]]
"""The fields that a note would have today, the pictures that it shows, and what keeps what it says."""


def take_own(notes: Sequence[AnkiNote], locate: Locate = str) -> tuple[OwnPages, list[AnkiNote]]:
    """What notes of ours say, and the notes that are not, or no longer, ours.

    A note whose pictures are not all in the package under the names that its texts have is no longer one of ours.
    """
    pages = OwnPages()
    order = sorted(range(len(notes)), key=lambda at: not notes[at].model.name.startswith(BOTH))
    taken = {
        at for at in order if _take(pages, notes[at], locate)
    }  # guides before what stands in them
    return pages, [_without_data(note) for at, note in enumerate(notes) if at not in taken]


def _is_own(note: AnkiNote) -> bool:
    """Whether a note was ours once, whatever became of it."""
    return DATA in note.model.fields and note.model.name.startswith("studykit: ")


def _without_data(note: AnkiNote) -> AnkiNote:
    """A note without what it was made of, which is for no reader."""
    if not _is_own(note):
        return note
    shown = zip(note.model.fields, note.values, strict=False)
    return replace(note, values=tuple("" if name == DATA else value for name, value in shown))


def _take(pages: OwnPages, note: AnkiNote, locate: Locate) -> bool:
    """Take a note if it is ours and as it was."""
    values = note.by_name
    if not _is_own(note) or DATA not in values:
        return False
    try:
        data: dict[str, Any] = json.loads(unescape(values[DATA]))
        key = (str(data["course"]), str(data["term"]))
        shown, kept, keep = _READERS[data["kind"]](key, data, unescape(values.get("Term", "")))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return False  # somebody has changed what it was made of
    if shown != note.values[: len(shown)] or any(locate(name) != name for name in kept):
        return False
    if data["kind"] == "fact" and key not in pages.guides:
        return False  # its definition has been changed, so that no guide is there to hold it
    keep(pages)
    pages.decks.setdefault(key, note.deck)
    pages.notes += 1
    return True


def _definition(key: Key, data: dict[str, Any], _term: str) -> Read:
    """The definition of a guide."""
    node = dict(data["node"])
    bare = {int(at): _fact_of(fact) for at, fact in node.pop("facts")}
    (guide,) = read_again(node, key[1]).guides

    def keep(pages: OwnPages) -> None:
        pages.guides[key] = guide
        pages.facts[key].update(bare)

    named = kept_in([replace(guide, facts=tuple(bare.values()))], ())
    return definition_fields(guide), named, keep


def _fact(key: Key, data: dict[str, Any], term: str) -> Read:
    fact, at = _fact_of(data["node"]), int(data["at"])
    named = kept_in([Guide("", "", "", (), (fact,))], ())
    return fact_fields(term, fact), named, lambda pages: pages.facts[key].update({at: fact})


def _question(key: Key, data: dict[str, Any], term: str) -> Read:
    found = read_again({"questions": [data["node"]]}, key[1]).question_set
    (question,), at = found.questions if found else (), int(data["at"])
    shown = question_fields(term, question)
    named = kept_in((), [question])
    return shown, named, lambda pages: pages.questions[key].update({at: question})


def _fact_of(node: Any) -> Fact:
    """A fact of its node."""
    guide: dict[str, Any] = {"term": "x", "definition": "x", "facts": [node]}
    return read_again(guide, "x").guides[0].facts[0]


_READERS = {"definition": _definition, "fact": _fact, "question": _question}
