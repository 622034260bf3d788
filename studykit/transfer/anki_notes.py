"""Notes as Anki has them, made into questions and terms: basic, reversed, cloze, and multiple choice by its fields."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from studykit.content.model import Choice, Question
from studykit.transfer import bounds
from studykit.transfer.anki_model import AnkiNote
from studykit.transfer.anki_own import OwnPages, take_own
from studykit.transfer.cloze import cloze_question, hides_words
from studykit.transfer.flashcards import (
    Flashcard,
    add_flashcards,
    tell_tags,
    unit_of,
    unit_of_tag,
    used_tags,
)
from studykit.transfer.foreign import Progress
from studykit.transfer.markup import Locate, from_html, to_text
from studykit.transfer.options import OPTION, RIGHT, right_ones
from studykit.transfer.pages import keep_links
from studykit.transfer.parcel import Parcel, choice_question

_SOUND = re.compile(r"\[sound:([^\[\]\n]+)\]")
_FIELD = re.compile(r"\{\{(?![#/^!])((?:[\w-]+:)*)([^{}:]+)\}\}")
_ASKED = re.compile(r"question|front|stem|frage|prompt", re.IGNORECASE)
_STEP = 500
"""Notes between two tellings."""
_SHOWN = 200
"""Characters of a note that is too large."""


@dataclass(slots=True)
class _Carrier:
    """Takes notes into a parcel."""

    parcel: Parcel
    locate: Locate
    root: str
    many_decks: bool
    plain: list[Flashcard] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)

    def take(self, note: AnkiNote) -> None:
        """One note, as its model wants it."""
        self.parcel.found += 1
        fault = bounds.too_many(note.values, "fields") or bounds.too_long(*note.values)
        if fault:
            self.parcel.leave(note.place, note.values[0][:_SHOWN], fault)
            return
        part = self._part(note)
        if note.model.is_cloze or _is_cloze(note):
            self._take_cloze(note, part)
        elif choices := _choices(note):
            self._take_choices(note, choices, part)
        else:
            self._take_basic(note, part)

    def take_back(self, own: OwnPages) -> None:
        """What was made of a course here, as it was."""
        before = self.parcel.taken
        for key in own.guides:
            self.parcel.add_guide(key[1], own.guide(key), self._unit(own.decks[key]))
        for (
            key,
            questions,
        ) in own.questions.items():  # those of sets, and of guides whose term was changed
            for _, question in sorted(questions.items()):
                self.parcel.add_question(key[1], question, self._unit(own.decks[key]))
        self.parcel.found += own.notes
        self.parcel.taken = before + own.notes

    def markdown(self, html: str) -> str:
        """A field as Markdown."""
        return from_html(_SOUND.sub(self._sound, html), self.locate)

    def _sound(self, match: re.Match[str]) -> str:
        """A sound is named; Anki would play it."""
        return f"(sound: {self.locate(match[1]) or match[1]})"

    def _take_cloze(self, note: AnkiNote, part: str) -> None:
        """Words to be hidden; Anki asks those of one number at a time, and here they are asked together."""
        at = next((at for at, value in enumerate(note.values) if hides_words(value)), None)
        if at is None:
            said = note.values[0] if note.values else ""
            self.parcel.leave(note.place, to_text(said), "No word in it is marked to be hidden.")
            return
        question, hidden = cloze_question(note.values[at], self.markdown)
        if question is None:
            said = to_text(note.values[at])
            self.parcel.leave(note.place, said, "What it hides cannot be told from its formatting.")
            return
        extra = [self.markdown(value) for place, value in enumerate(note.values) if place != at]
        question = _with_answer(question, "\n\n".join(filter(None, extra)))
        if self.parcel.add_question(note.place, question, part) and hidden > 1:
            self.parcel.change(
                note.place, question.text, "Its gaps are the points of one written answer."
            )

    def _take_choices(self, note: AnkiNote, choices: "_Choices", part: str) -> None:
        """A question with choices, by the names of its fields."""
        made = [
            Choice(self.markdown(text), correct=at in choices.right)
            for at, text in enumerate(choices.texts)
            if text.strip()
        ]
        rest = "\n\n".join(filter(None, map(self.markdown, choices.rest)))
        question = choice_question(self.markdown(choices.asked), made, rest)
        self.parcel.add_question(note.place, question, part)

    def _take_basic(self, note: AnkiNote, part: str) -> None:
        """Front and back, by the templates."""
        sides = _sides(note)
        if not sides.back:
            shown = self.markdown(note.by_name.get(sides.front[0], "")) if sides.front else ""
            self.parcel.leave(note.place, shown, "Nothing stands on its back.")
            return
        values = {name: self.markdown(value) for name, value in note.by_name.items()}
        card = Flashcard(
            note.place,
            _joined(sides.front, values),
            _joined(sides.back, values),
            part,
            " ".join(filter(None, (values.get(name, "") for name in sides.hint))),
            sides.both,
            _typed(note, sides),
        )
        if not (card.front and card.back):
            said = card.front or card.back
            self.parcel.leave(note.place, said, "Its front or its back is empty.")
            return
        if card.typed:
            rest = [name for name in sides.back if name != sides.typed]
            card = card._replace(back=_joined(rest, values))
        self.plain.append(card)

    def _part(self, note: AnkiNote) -> str:
        """The unit of a note: its deck, or where there is one deck only, its first tag."""
        tags = used_tags(note.tags)
        if self.many_decks:
            self.tags.update(tags)
            return self._unit(note.deck)
        self.tags.update(tags[1:])
        return unit_of_tag(tags[0]) if tags else ""

    def _unit(self, deck: str) -> str:
        """The unit that a deck makes."""
        return unit_of(deck.removeprefix(self.root))


def add_notes(
    parcel: Parcel,
    notes: Sequence[AnkiNote],
    locate: Locate,
    progress: Progress,
) -> None:
    """Add the notes of a collection.

    Args:
        parcel: Where to.
        notes: All of them.
        locate: Gives the name under which a picture or sound is kept, empty if it is not there; it tells what it misses.
        progress: Is told how far it is.

    """
    own, others = take_own(notes, locate)
    decks = {note.deck for note in notes}
    root = _root(decks)
    if own.notes and len(decks) == 1 and "::" in root:  # the only unit of a course of ours
        root = root.rpartition("::")[0]
    carrier = _Carrier(parcel, locate, root, len(decks) > 1)
    carrier.take_back(own)
    keep_links(parcel)
    for done, note in enumerate(others):
        if done % _STEP == 0:
            progress(done, len(others))
        carrier.take(note)
    add_flashcards(parcel, carrier.plain)
    if not parcel.title and root:
        parcel.title = root.rpartition("::")[2]
    tell_tags(parcel, carrier.tags, "note")


def _root(decks: set[str]) -> str:
    """The deck that all decks stand in; empty if there is none."""
    ways = [deck.split("::") for deck in decks if deck]
    if not ways:
        return ""
    shared = 0
    while all(len(way) > shared for way in ways) and len({way[shared] for way in ways}) == 1:
        shared += 1
    return "::".join(ways[0][:shared])


def _joined(names: Sequence[str], values: Mapping[str, str]) -> str:
    """The values of fields, one below the other; the second and later ones with their names."""
    said = [(name, values.get(name, "")) for name in names if values.get(name, "")]
    return "\n\n".join(
        value if at == 0 else f"{name}: {value}" for at, (name, value) in enumerate(said)
    )


def _is_cloze(note: AnkiNote) -> bool:
    """Whether a model that does not say so hides words."""
    return any("{{cloze:" in front for front, _ in note.model.templates)


def _with_answer(question: Question, answer: str) -> Question:
    """A question with more said in its answer."""
    said = "\n\n".join(filter(None, (question.answer, answer)))
    return replace(question, answer=said)


class _Sides(NamedTuple):
    """The fields of a note, by where its first card has them."""

    front: Sequence[str]
    back: Sequence[str]
    hint: Sequence[str] = ()
    typed: str = ""
    """The one of the back that is to be typed; empty if none is."""
    both: bool = False
    """Whether the back is asked as well."""


def _sides(note: AnkiNote) -> _Sides:
    """What the fields of a note are for."""
    names = [name for name in note.model.fields if note.by_name.get(name, "").strip()]
    templates = note.model.templates
    if not templates:
        return _Sides(names[:1], names[1:])
    front, hint, typed = _named(templates[0][0], names)
    if not front:
        front = [name for name in names if name not in typed][:1]
    shown, hinted, compared = _named(templates[0][1], names)
    back = [name for name in (*typed, *compared, *shown) if name not in front]
    if not back:  # the template says it in some other way
        back = [name for name in names if name not in front]
    ways = [_named(one[0], names)[0] for one in templates]
    return _Sides(
        front,
        list(dict.fromkeys(back)),
        list(dict.fromkeys([*hint, *(one for one in hinted if one not in back)])),
        next(iter(typed), ""),
        any(way and way[0] in back for way in ways),
    )


def _typed(note: AnkiNote, sides: _Sides) -> str:
    """What is to be typed, if that is one line of text."""
    text = to_text(note.by_name.get(sides.typed, "")).strip()
    return "" if "\n" in text else text


def _named(template: str, known: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The fields that a template shows, those that it shows as a hint, and those that it wants typed."""
    shown: dict[str, None] = {}
    hints: dict[str, None] = {}
    typed: dict[str, None] = {}
    for match in _FIELD.finditer(template):
        name, filters = match[2].strip(), match[1].split(":")
        if name in known:
            kind = hints if "hint" in filters else typed if "type" in filters else shown
            kind[name] = None
    return list(shown), list(hints), list(typed)


@dataclass(frozen=True, slots=True)
class _Choices:
    """The fields of a note that has choices."""

    asked: str
    texts: tuple[str, ...]
    right: frozenset[int]
    rest: tuple[str, ...]
    """What else it says."""


def _choices(note: AnkiNote) -> _Choices | None:
    """The choices of a note, if its fields are named so and one of them tells which are right."""
    values = {name: value for name, value in note.by_name.items() if value.strip()}
    named = note.by_name.items()
    options = {name: value for name, value in named if OPTION.fullmatch(name.strip())}
    right = [name for name in values if RIGHT.fullmatch(name.strip()) and name not in options]
    asked = next((name for name in values if _ASKED.search(name) and name not in options), "")
    if len(options.keys() & values.keys()) < 2 or not right or not asked:
        return None
    texts = tuple(options.values())
    said = [to_text(text).strip() or text.strip() for text in texts]  # which may be a picture
    found = right_ones(to_text(values[right[0]]), said)
    if not found:
        return None
    used = {*options, right[0], asked}
    rest = tuple(
        value for name, value in values.items() if name not in used and not value.strip().isdigit()
    )
    return _Choices(values[asked], texts, found, rest)
