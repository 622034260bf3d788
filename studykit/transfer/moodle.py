"""Moodle XML: question banks as Moodle writes them, with their pictures in them."""

import re

from studykit.transfer import bounds
from studykit.transfer.asked import Item, add_item
from studykit.transfer.categories import part_of, settle
from studykit.transfer.elements import Element, elements, raw_texts
from studykit.transfer.foreign import Foreign
from studykit.transfer.moodle_questions import read_question
from studykit.transfer.moodle_texts import Gallery, Texts, said_in
from studykit.transfer.notes import TransferError
from studykit.transfer.pages import Pages
from studykit.transfer.parcel import Parcel

OURS = "studykit"
"""The element in which our own writer keeps what Moodle has no place for; Moodle passes over it."""
_HEAD = 20_000
_SHOWN = 200
"""Characters of the name of a question that is too large."""
_BEGINNING = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE|<[A-Za-z_][\w:.-]*", re.DOTALL)
_WHOLE = {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"}


def is_mine(file: Foreign) -> bool:
    """Whether a file is Moodle XML: a `<quiz>` with questions of a type."""
    head = file.data[:200_000].replace(b"\0", b"")
    return _begins(head)[0] in (b"<quiz", b"<!DOCTYPE") and bool(
        re.search(rb"<quiz[\s>]", head) and re.search(rb"<question\s+type\s*=", head)
    )


def read(file: Foreign) -> Parcel:
    """The questions of a file."""
    _refuse_definitions(file)
    parcel = Parcel()
    reader = _Reader(parcel)
    for element in elements(file.data, ("question",), file.name):
        if element.name == "question":
            reader.take(element)
        elif element.name != "quiz":
            raise TransferError(f"{file.name} is no Moodle XML: it begins with <{element.name}>.")
    reader.finish()
    return parcel


def _begins(head: bytes) -> tuple[bytes, int]:
    """What a file begins with, after comments, and where that is; nothing if it is no XML."""
    if not head[:1000].lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<"):
        return b"", 0
    for match in _BEGINNING.finditer(head[:_HEAD]):
        if not match[0].startswith((b"<!--", b"<?")):
            return match[0], match.start()
    return b"", 0


def _refuse_definitions(file: Foreign) -> None:
    """Refuse a file that defines what its elements and entities are; Moodle never does that."""
    head = file.data[:_HEAD].replace(b"\0", b"")
    sign, at = _begins(head)
    if sign == b"<!DOCTYPE":
        line = head.count(b"\n", 0, at) + 1
        column = at - head.rfind(b"\n", 0, at)
        raise TransferError(
            f"{file.name} defines a document type (line {line}, column {column}),"
            " which is not allowed here.",
            "Take the `<!DOCTYPE …>` out of its first lines.",
        )


class _Reader:
    """Takes questions into a parcel."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._pages = Pages(parcel)
        self._gallery = Gallery(parcel)
        self._part = ""
        self._tags: dict[str, None] = {}
        self._has_whole = False

    def take(self, question: Element) -> None:
        """Take one question, or the category of those that follow."""
        if question.get("type").lower() == "category":
            self._part = part_of(said_in(question.child("category")))
            about = question.child("info")
            self._parcel.about = self._parcel.about or Texts(
                question, Item(""), self._gallery
            ).show(about)
            return
        self._parcel.found += 1
        if fault := _excess(question):
            name = question.child("name")
            said = name.text[:_SHOWN] if name else ""
            self._parcel.leave(f"line {question.line}", said, fault)
            return
        item = Item(f"line {question.line}", title=said_in(question.child("name")), part=self._part)
        item.ident = _ident(question)
        texts = Texts(question, item, self._gallery)
        read_question(question, item, texts)
        if not item.fault:
            texts.tell_files()
        self._note(question)
        if not self._pages.take(item, _own_fields(question)):
            add_item(self._parcel, item)

    def finish(self) -> None:
        """Take what could only be made when all was read."""
        self._pages.finish()
        settle(self._parcel)
        if self._tags:
            self._tell("tags", f"Tags are not carried: {', '.join(self._tags)}.")
        if self._has_whole:
            said = (
                "What is said of a right, a partly right or a wrong answer as a whole is left out."
            )
            self._tell("feedback", said)

    def _tell(self, item: str, sentence: str) -> None:
        self._parcel.change("the file", item, sentence)

    def _note(self, question: Element) -> None:
        """Remember what is to be told of the whole file."""
        for tag in question.walk("tag"):
            self._tags[said_in(tag)] = None
        self._has_whole |= any(said_in(said) for said in question.children(*_WHOLE))


def _excess(question: Element) -> str:
    """Why a question is too large to be looked at; empty if it is not."""
    return bounds.too_many(question.children(), "answers and other parts") or bounds.too_long(
        *raw_texts(question, "file")
    )


def _ident(question: Element) -> str:
    found = question.child("idnumber")
    return found.text if found else ""


def _own_fields(question: Element) -> dict[str, list[str]]:
    """What our own writer kept of a question."""
    fields: dict[str, list[str]] = {}
    kept = question.child(OURS)
    for child in kept.children() if kept else ():
        fields.setdefault(child.name, []).append(child.text)
    return fields
