"""What a file of another program holds, as parts of a course, with a note on all that was changed or left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from studykit.content.model import Choice, Fact, Form, Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.content.text import clean, identify, shorten, slugify
from studykit.transfer.notes import Fate, Note

_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}


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
    found: int = 0
    """How many items the file has, as its own program counts them."""
    taken: int = 0
    """How many of them are in the parts."""
    _slugs: set[str] = field(default_factory=set)
    _asked: dict[str, dict[str, Question]] = field(default_factory=dict)

    def add_question(self, place: str, question: Question, part: str = "") -> bool:
        """Add a question; whether it fitted."""
        if fault := fault_of(question):
            self.leave(place, question.text, fault)
            return False
        asked = self._asked.setdefault(part, {})
        twin = asked.get(question.id)
        if twin == question:
            self.leave(place, question.text, "The same question with the same answer came before.")
            return False
        if twin:
            question = replace(question, id=_free_id(question, asked))
            is_same = twin.text == question.text
            said = "The same question came before, with another answer."
            self.change(place, question.text, said if is_same else "Another question has its id.")
        asked[question.id] = question
        self._part(part).questions.append(question)
        self.taken += 1
        return True

    def add_guide(self, place: str, guide: Guide, part: str = "") -> bool:
        """Add a guide; whether it fitted."""
        if not (guide.term and guide.definition):
            self.leave(place, guide.term or guide.definition, "It lacks a term or its definition.")
            return False
        if guide.slug in self._slugs:
            self.leave(place, guide.term, "A guide of this name came before.")
            return False
        self._slugs.add(guide.slug)
        self._part(part).guides.append(guide)
        self.taken += 1
        return True

    def has_guide(self, slug: str) -> bool:
        """Whether a guide of this slug was added."""
        return slug in self._slugs

    def change(self, place: str, item: str, sentence: str) -> None:
        """Note that an item is carried, but not as it was."""
        self.notes.append(Note(place, shorten(clean(item)), Fate.CHANGED, clean(sentence)))

    def notes_of_file(self, sentence: str) -> None:
        """Note something that concerns no single item."""
        self.notes.append(Note("the file", "all of it", Fate.CHANGED, clean(sentence)))

    def leave(self, place: str, item: str, sentence: str) -> None:
        """Note that something is not carried."""
        self.notes.append(Note(place, shorten(clean(item)), Fate.LEFT, clean(sentence)))

    def _part(self, title: str) -> Part:
        title = shorten(clean(title).strip(), 120)
        return self.parts.setdefault(title, Part(title))


def open_question(
    text: str, answer: str, points: tuple[Point, ...] = (), hint: str = ""
) -> Question:
    """A question that is answered in one's own words; without points those are the sentences of the answer."""
    text, answer = tidy(text), tidy(answer)
    made = points or (sentence_points(answer) if answer else ())
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
        points=sentence_points(definition) if definition else (),
        facts=tuple({identify(text): Fact(identify(text), text) for text in texts}.values()),
        questions=questions,
        aliases=tuple(dict.fromkeys(filter(None, map(tidy, aliases)))),
    )


def tidy(text: str) -> str:
    """A text as content may have it: clean, without space around it or at the ends of lines."""
    return "\n".join(
        line.rstrip() for line in clean(text).translate(_NO_CHARACTERS).split("\n")
    ).strip()


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
