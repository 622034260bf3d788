"""What a file of another program holds, as parts of a course, with a note on all that was changed or left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from studykit.content.identity import identify
from studykit.content.model import Choice, Fact, Form, Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.content.text import clean, shorten, slugify
from studykit.transfer import bounds
from studykit.transfer.foreign import Foreign
from studykit.transfer.neighbours import Neighbours
from studykit.transfer.notes import Fate, Note, TransferError

_DIVIDE = "Divide it into several files; or name the format with `--as`, if it is another."
_SHOWN = 1_000
"""Characters of an item of which a few are quoted."""
_TOLD = 1_000
"""Characters of a sentence."""


@dataclass(slots=True)
class Part:
    """A unit of the course that is to be."""

    title: str
    """Empty: what stands in no unit."""
    guides: list[Guide] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass(slots=True)
class Parcel:
    """All that was taken from a file, and what is to be told of it.

    Whoever reads a format adds what it finds, item by item; what does not fit into a course is noted, never raised.
    """

    title: str = ""
    """What the course may be called; empty if the file does not say."""
    about: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    """By title, in their order."""
    media: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """Pictures and sounds by the name under which texts refer to them, `media/` before it."""
    notes: list[Note] = field(default_factory=list)
    taken: int = 0
    """How many of the items that were found are in the parts."""
    units: dict[str, list[str]] = field(default_factory=dict)
    """The slugs of the guides in each unit, by its title, as they are in the files that were made of the parts."""
    _neighbours: Neighbours | None = field(default=None, repr=False, compare=False)
    """Takes along what lies beside the file, if its texts may name such."""
    _found: int = 0
    _weight: int = 0
    _slugs: set[str] = field(default_factory=set)
    _asked: dict[str, dict[str, Question]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Foreign, title: str = "") -> "Parcel":
        """A parcel of a text that may name pictures and sounds which lie beside it: those go along."""
        parcel = cls(title)
        parcel._neighbours = Neighbours(file.beside, parcel, parcel.media)
        return parcel

    @property
    def found(self) -> int:
        """How many items the file has, as its own program counts them."""
        return self._found

    @found.setter
    def found(self, count: int) -> None:
        if count > bounds.MOST_ITEMS:
            raise TransferError(f"It has more than {bounds.MOST_ITEMS:,} items.", _DIVIDE)
        self._found = count

    def locate(self, way: str) -> str:
        """The name under which a picture or sound that lies beside the file is kept; empty if it is not there."""
        return self._neighbours.locate(way) if self._neighbours else ""

    def tell_about(self, place: str, text: str) -> None:
        """Say what the course is about."""
        self.about = self._neighbours.text(place, text, text) if self._neighbours else text

    def add_question(self, place: str, question: Question, part: str = "") -> bool:
        """Add a question; whether it fitted."""
        if self._neighbours and not fault_of(question):  # nothing goes along for what is left out
            question = self._neighbours.question(place, question)
        home = self._part_title(part)
        asked = self._asked.setdefault(home, {})
        twin = asked.get(question.id)
        same = "The same question with the same answer came before." if twin == question else ""
        if fault := fault_of(question) or same or self._weigh(question):
            self.leave(place, question.text, fault)
            return False
        if twin:
            question = replace(question, id=_free_id(question, asked))
            is_same = twin.text == question.text
            said = "The same question came before, with another answer."
            self.change(place, question.text, said if is_same else "Another question has its id.")
        asked[question.id] = question
        self._part(home).questions.append(question)
        self.taken += 1
        return True

    def add_guide(self, place: str, guide: Guide, part: str = "") -> bool:
        """Add a guide; whether it fitted."""
        if not (guide.term and guide.definition):
            self.leave(place, guide.term or guide.definition, "It lacks a term or its definition.")
            return False
        same = "A guide of this name came before." if guide.slug in self._slugs else ""
        fault = same or bounds.excess_of_guide(guide)
        if self._neighbours and not fault:
            guide = self._neighbours.guide(place, guide)
        if fault := fault or self._weigh(guide):
            self.leave(place, guide.term, fault)
            return False
        self._slugs.add(guide.slug)
        self._part(self._part_title(part)).guides.append(guide)
        self.taken += 1
        return True

    def has_guide(self, slug: str) -> bool:
        """Whether a guide of this slug was added."""
        return slug in self._slugs

    def change(self, place: str, item: str, sentence: str) -> None:
        """Note that an item is carried, but not as it was."""
        self._tell(place, item, Fate.CHANGED, sentence)

    def notes_of_file(self, sentence: str) -> None:
        """Note something that concerns no single item."""
        self._tell("the file", "", Fate.CHANGED, sentence)

    def leave(self, place: str, item: str, sentence: str) -> None:
        """Note that something is not carried."""
        self._tell(place, item, Fate.LEFT, sentence)

    def _tell(self, place: str, item: str, fate: Fate, sentence: str) -> None:
        """Keep a note; a file of which too much has to be told is not what it seems."""
        if len(self.notes) >= bounds.MOST_ITEMS // 2:
            said = (
                f"More than {bounds.MOST_ITEMS // 2:,} things of it cannot be carried as they are."
            )
            raise TransferError(said, _DIVIDE)
        shown = shorten(clean(item[:_SHOWN]))
        self.notes.append(Note(place, shown, fate, shorten(clean(sentence[:_TOLD]), _TOLD)))

    def _weigh(self, item: Question | Guide) -> str:
        """Count what an item weighs; gives why it is too much for the course, if it is."""
        weight = bounds.weight(item)
        if self._weight + weight > bounds.MOST_WEIGHT:
            return f"With it the course would be larger than {bounds.MOST_WEIGHT // 10**6} MB."
        self._weight += weight
        return ""

    @staticmethod
    def _part_title(title: str) -> str:
        """The title of a unit, which several long ones may share."""
        return shorten(clean(title[:_SHOWN]).strip(), 120) if title else ""

    def _part(self, title: str) -> Part:
        return self.parts.setdefault(title, Part(title))


def open_question(
    text: str, answer: str, points: tuple[Point, ...] = (), hint: str = ""
) -> Question:
    """A question that is answered in one's own words; without points those are the sentences of the answer."""
    text, answer = tidy(text), tidy(answer)
    made = points or sentence_points_of(answer)
    return Question(identify(text), text, Form.OPEN, answer, made, hint=tidy(hint))


def short_question(
    text: str, accept: Iterator[str] | tuple[str, ...] | list[str], answer: str = "", hint: str = ""
) -> Question:
    """A question that is answered by a word or two."""
    text = tidy(text)
    wordings = tuple(dict.fromkeys(filter(None, map(tidy, accept))))
    return Question(
        identify(text), text, Form.SHORT, tidy(answer), accept=wordings, hint=tidy(hint)
    )


def choice_question(
    text: str, choices: list[Choice] | tuple[Choice, ...], answer: str = "", hint: str = ""
) -> Question:
    """A question with choices."""
    text = tidy(text)
    made = tuple(Choice(tidy(choice.text), choice.correct, tidy(choice.why)) for choice in choices)
    return Question(identify(text), text, Form.CHOICE, tidy(answer), choices=made, hint=tidy(hint))


def make_point(text: str, core: bool = False, why: str = "", accept: tuple[str, ...] = ()) -> Point:
    """A point."""
    text = tidy(text)
    return Point(identify(text), text, core, accept, tidy(why))


def make_guide(
    term: str,
    definition: str,
    facts: list[str] | tuple[str, ...] = (),
    questions: tuple[Question, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Guide:
    """A guide whose slug, ids and points follow from its texts."""
    term, definition = " ".join(tidy(term).split()), tidy(definition)
    texts = dict.fromkeys(filter(None, map(tidy, facts)))
    return Guide(
        slug=slugify(term) if term else "",
        term=term,
        definition=definition,
        points=sentence_points_of(definition),
        facts=tuple({identify(text): Fact(identify(text), text) for text in texts}.values()),
        questions=questions,
        aliases=tuple(dict.fromkeys(filter(None, map(tidy, aliases)))),
    )


def sentence_points_of(answer: str) -> tuple[Point, ...]:
    """The sentences of an answer as points; none of one that is empty, or too long to be kept anyway."""
    return sentence_points(answer) if 0 < len(answer) <= bounds.LONGEST else ()


def tidy(text: str) -> str:
    """A text as content may have it: clean, without space around it or at the ends of lines."""
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip()


def _free_id(question: Question, asked: dict[str, Question]) -> str:
    """An id for a question whose text another one has."""
    said = question.answer or " ".join(choice.text for choice in question.choices)
    for number in count():
        found = identify(f"{question.text} {said} {' '.join(question.accept)} {number or ''}")
        if found not in asked:
            return found
    raise AssertionError


def fault_of(question: Question) -> str:
    """Why a question cannot be part of a course; empty if it can."""
    if not question.text:
        return "It has no text."
    if fault := bounds.excess(question):
        return fault
    if question.form is Form.CHOICE:
        return _unfit_choices(question.choices)
    if question.form is Form.OPEN and not question.answer:
        return "It has no answer."
    if question.form is Form.SHORT and not question.accept:
        return "It has no right answer."
    return ""


def _unfit_choices(choices: tuple[Choice, ...]) -> str:
    """Why nobody can choose among these; empty if one can."""
    texts = [choice.text for choice in choices]
    faults = {
        "It has fewer than two choices.": len(texts) < 2,
        "One of its choices is empty.": not all(texts),
        "None of its choices is right.": not any(choice.correct for choice in choices),
        "Two of its choices are the same.": len(set(texts)) < len(texts),
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")
