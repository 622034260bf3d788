"""Courses as a package of Anki, by genanki.

Ids follow from courses and cards, and Anki takes a note that it has if the one that comes is newer: so a second import
updates the first.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from html import escape
from io import BytesIO
from typing import Any

from studykit.content.blanks import blank_names
from studykit.content.describing import guide_node, question_node
from studykit.content.html import marked
from studykit.content.markdown import bold_spans
from studykit.content.model import Course, Fact, Form, Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.transfer.archive import Archive, pack
from studykit.transfer.extras import needed
from studykit.transfer.losses import tell_about, tell_sets
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.rendering import letter, placed
from studykit.transfer.shipment import Shipment

_FRONT = "{{Front}}{{#Hint}}<div class=hint>{{hint:Hint}}</div>{{/Hint}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Back}}<div class=term>{{Term}}</div>"
_STYLE = """
.card { font-family: Georgia, serif; font-size: 20px; line-height: 1.5; max-width: 40em; margin: 1em auto; text-align: left; }
.term { margin-top: 1.5em; font-size: 14px; opacity: .6; }
.core { font-weight: bold; }
.why { opacity: .7; }
.cloze { font-weight: bold; }
pre { white-space: pre-wrap; }
"""
BASIC = "studykit: question"
BOTH = "studykit: term and definition"
CLOZE = "studykit: fact"
DATA = "Data"
"""The field that says, in JSON, what a note was made of, so that it comes back as it was."""
_SOUND = "[sound:{name}]"
_MODELS_MADE = 1_700_000_000
"""When the models here were changed last: what a learner has changed of them in Anki since stays."""


def write(courses: Sequence[Course], luggage: Luggage | None = None) -> Shipment:
    """The courses as decks, their units as decks within them."""
    needed("anki", "genanki")
    import genanki  # noqa: PLC0415 - an extra, which takes long to load

    shipment = Shipment(unit="note")
    luggage = luggage or no_luggage()
    maker = _Maker(genanki, shipment)
    tell_about(courses, shipment)
    tell_sets(courses, shipment)
    packed = luggage.pack(courses, shipment, no_links="Anki takes only what is shown or played")
    decks = [deck for course in packed for deck in maker.decks(course)]
    package = BytesIO()
    genanki.Package(decks).write_to_file(package, timestamp=luggage.leaves.timestamp())
    made = Archive(package.getvalue())  # which says when it was packed
    files = {name: made.read(name) for name in made.names}
    shipment.data = pack(files | _media(luggage))
    return shipment


def _media(luggage: Luggage) -> dict[str, bytes]:
    """What goes along, under numbers, and the list of their names; genanki would read it from the disk."""
    listed = {str(at): name for at, name in enumerate(luggage.files)}
    files = {str(at): data for at, data in enumerate(luggage.files.values())}
    return {"media": json.dumps(listed, ensure_ascii=False).encode(), **files}


class _Maker:
    """Makes decks and notes."""

    def __init__(self, genanki: Any, shipment: Shipment) -> None:
        self._genanki = genanki
        self._shipment = shipment
        basic = [{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}]
        both = [
            {"name": "Definition", "qfmt": "<b>{{Term}}</b>", "afmt": "{{FrontSide}}<hr id=answer>{{Definition}}"},
            {"name": "Term", "qfmt": "{{Hidden}}", "afmt": "{{FrontSide}}<hr id=answer><b>{{Term}}</b>"},
        ]  # fmt: skip
        cloze = [{"name": "Fact", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<div class=term>{{Term}}</div>"}]  # fmt: skip
        self._basic = self._model(BASIC, ("Front", "Back", "Hint", "Term", DATA), basic)
        self._both = self._model(BOTH, ("Term", "Definition", "Hidden", DATA), both)
        self._cloze = self._model(CLOZE, ("Text", "Term", DATA), cloze, genanki.Model.CLOZE)

    def decks(self, course: Course) -> Iterator[Any]:
        """The decks of a course: one for each unit that has something, and one for what stands in none."""
        for unit in course.units:
            deck = self._deck(course, unit.title)
            for guide in unit.guides:
                for note in self._guide(course, guide):
                    deck.add_note(note)
            yield deck
        for found in course.sets:
            deck = self._deck(course, found.title)
            for at, question in enumerate(found.questions):
                place = (course.slug, found.slug, found.title)
                deck.add_note(self._question(place, at, question))
            yield deck

    def _guide(self, course: Course, guide: Guide) -> Iterator[Any]:
        """The notes of a guide: its term, its facts, its questions."""
        own = (course.slug, guide.slug)
        said = guide_node(replace(guide, questions=()))
        facts = list(zip(guide.facts, said.pop("facts", ()), strict=True))
        bare = [[at, node] for at, (fact, node) in enumerate(facts) if not bold_spans(fact.text)]
        data = _data("definition", own, 0, {**said, "facts": bare})
        yield self._note(self._both, (*own, "definition"), *definition_fields(guide), data)
        for at, (fact, node) in enumerate(facts):
            if bold_spans(fact.text):
                key, data = (*own, "fact", fact.id), _data("fact", own, at, node)
                yield self._note(self._cloze, key, *fact_fields(guide.term, fact), data)
            else:
                self._shipment.leave(guide.term, fact.text, "The fact has no bold words to hide.")
        for at, question in enumerate(guide.questions):
            yield self._question((*own, guide.term), at, question)

    def _question(self, place: tuple[str, str, str], at: int, question: Question) -> Any:
        """The note of a question; the place is the slug of its course, and the slug and title of its guide or set."""
        course, slug, title = place
        data = _data("question", (course, slug), at, question_node(question))
        key = (course, slug, "question", question.id)
        return self._note(self._basic, key, *question_fields(title, question), data)

    def _note(self, model: Any, key: tuple[str, ...], *values: str) -> Any:
        self._shipment.taken += 1
        return self._genanki.Note(model=model, fields=list(values), guid=_guid("/".join(key)))

    def _deck(self, course: Course, title: str) -> Any:
        way = [course.title, title] if title else [course.title]
        name = "::".join(part.replace("::", ": ") for part in way)
        return self._genanki.Deck(_number(f"deck/{course.slug}/{title}"), name)

    def _model(
        self, name: str, fields: Sequence[str], templates: list[dict[str, str]], kind: int = 0
    ) -> Any:
        named = [{"name": field} for field in fields]
        model = self._genanki.Model(
            _number(f"model/{name}"), name, named, templates, css=_STYLE, model_type=kind
        )
        model.to_json = partial(_older_json, model.to_json)
        return model


def _older_json(said: Callable[[float, int], Any], _time: float, deck: int) -> Any:
    """A model as JSON, changed when it was and not when the package is made."""
    return said(_MODELS_MADE, deck)


def definition_fields(guide: Guide) -> tuple[str, str, str]:
    """The term, the definition, and the definition without the term."""
    hidden = blank_names(guide.definition, (guide.term, *guide.aliases))
    definition = _html(guide.definition) + _points(guide.points, guide.definition)
    return escape(guide.term), definition, _html(hidden)


def fact_fields(term: str, fact: Fact) -> tuple[str, str]:
    """The fact with its bold words hidden, and its term."""
    return _blanked(fact), escape(term)


def question_fields(title: str, question: Question) -> tuple[str, str, str, str]:
    """The front, the back, the hint, and where it belongs."""
    front, back = _html(question.text), _html(question.answer)
    if question.form is Form.CHOICE:
        front, back = front + _choices(question, told=False), _choices(question, told=True) + back
    elif question.form is Form.SHORT:
        back = f"<p>{escape(' / '.join(question.accept))}</p>" + back
    else:
        back += _points(question.points, question.answer)
    return front, back, _html(question.hint), escape(title)


def _data(kind: str, own: tuple[str, str], at: int, node: Any) -> str:
    """What a note was made of; as text of HTML, which Anki keeps as it is."""
    members = {"kind": kind, "course": own[0], "term": own[1], "at": at, "node": node}
    return escape(json.dumps(members, ensure_ascii=False, separators=(",", ":")), quote=False)


def _html(markdown: str) -> str:
    """Markdown as HTML, with nothing in it that Anki would take for a field or a cloze."""
    return _unfielded(placed(marked(markdown), str, _SOUND)) if markdown else ""


def _unfielded(html: str) -> str:
    return html.replace("{{", "{<!-- -->{").replace("}}", "}<!-- -->}")


def _blanked(fact: Fact) -> str:
    """A fact whose bold words are hidden, each by itself."""
    parts: list[str] = []
    end = 0
    opened, closed = "\ue010", "\ue011"
    for start, stop in bold_spans(fact.text):
        parts += [fact.text[end : start - 2], opened, fact.text[start:stop], closed]
        end = stop + 2
    html = _html("".join([*parts, fact.text[end:]]))
    for number in range(1, html.count(opened) + 1):
        html = html.replace(opened, f"{{{{c{number}::", 1)
    return html.replace(closed, "}}")


def _choices(question: Question, *, told: bool) -> str:
    """The choices as a list, the right ones marked if that is told."""
    items = []
    for at, choice in enumerate(question.choices):
        sign = ("✓ " if choice.correct else "✗ ") if told else ""
        why = f"<div class=why>{_html(choice.why)}</div>" if told and choice.why else ""
        items.append(f"<p>{sign}{letter(at)}. {_unwrapped(choice.text)}</p>{why}")
    return "".join(items)


def _points(points: Sequence[Point], answer: str) -> str:
    """The points, unless they are no more than the sentences of the answer."""
    if tuple(points) == sentence_points(answer):
        return ""
    items = [
        f"<li{' class=core' if point.core else ''}>{_unwrapped(point.text)}"
        f"{f'<div class=why>{_html(point.why)}</div>' if point.why else ''}</li>"
        for point in points
    ]
    return f"<ul>{''.join(items)}</ul>"


def _unwrapped(markdown: str) -> str:
    """HTML without the paragraph around a single line."""
    html = _html(markdown).strip()
    is_one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4] if is_one else html


def _number(key: str) -> int:
    """An id for Anki that is the same for the same key: a number that JavaScript can hold."""
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big") | 1 << 40


def _guid(key: str) -> str:
    """A note's id, the same for the same card."""
    return blake2b(key.encode(), digest_size=8, person=b"studykit").hexdigest()
