"""QTI: question banks and quizzes of Canvas, Blackboard, Respondus and others, in versions 1.2, 2.x and 3."""

from collections.abc import Iterable
from itertools import islice

from studykit.transfer import bounds, qti_one, qti_two
from studykit.transfer.archive import is_archive
from studykit.transfer.asked import Item, add_item
from studykit.transfer.elements import Element, begins_one, elements, raw_texts
from studykit.transfer.extras import needed
from studykit.transfer.foreign import Foreign
from studykit.transfer.markup import to_text
from studykit.transfer.notes import TransferError
from studykit.transfer.pages import Fields, Pages
from studykit.transfer.parcel import Parcel
from studykit.transfer.pieces import Sort
from studykit.transfer.qti_meta import OURS, PREFIX
from studykit.transfer.qti_package import ROOTS, Package, is_package, place_of, title_of

_ITEMS = ("item", "assessmentitem")
_MOST_BROKEN = 5
"""Files of a package that may be broken, each of which takes its time."""
_MOST_ELEMENTS = 20_000
"""Of one item."""


def is_mine(file: Foreign) -> bool:
    """Whether a file is QTI: an XML file or a package of them."""
    if is_archive(file.data):
        return is_package(file.data)
    return begins_one(file.data, ROOTS)


def read(file: Foreign) -> Parcel:
    """The items of a file or a package."""
    needed("xml", "defusedxml")  # told once, not for each file of a package
    parcel = Parcel() if is_archive(file.data) else Parcel.of(file)
    package = Package(file.name, file.data, parcel)
    reader = _Reader(parcel, package)
    files = list(package.files())
    if not files:
        raise TransferError(f"There is no QTI file in {file.name}.")
    if len(files) > 1 or package.is_ours:
        parcel.title = parcel.title or package.title
    if package.is_ours:
        parcel.about = package.about
    broken = 0
    for name, data in files:
        try:
            reader.read_file(name, data, file.name)
        except TransferError as error:
            broken += 1
            if not name or broken > _MOST_BROKEN:
                raise
            parcel.leave("the archive", name, str(error))
    reader.finish()
    parcel.title = parcel.title or package.title
    return parcel


class _Reader:
    """Takes items into a parcel."""

    def __init__(self, parcel: Parcel, package: Package) -> None:
        self._parcel = parcel
        self._package = package
        self._pages = Pages(parcel)
        self._place = ""
        self._passages: dict[str, str] = {}
        self._quizzes: dict[Element, Fields] = {}
        """What of the metadata of each quiz is ours: looked up once, and not for each item."""

    def read_file(self, name: str, data: bytes, shown: str) -> None:
        """Take the items of a file."""
        for element in elements(data, _ITEMS, name or shown):
            if element.name in _ITEMS:
                self._take(name, element)
            elif element.name not in ("questestinterop", "assessmenttest"):
                raise TransferError(f"{name or shown} is no QTI: it begins with <{element.name}>.")

    def finish(self) -> None:
        """Take what could only be made when all was read."""
        self._pages.finish()

    def _take(self, file: str, element: Element) -> None:
        """Take one item."""
        self._parcel.found += 1
        self._place = place_of(file, element.line)
        if fault := _excess(element):
            self._parcel.leave(self._place, element.get("title"), fault)
            return
        try:
            item = self._item(file, element)
        except RecursionError:
            self._parcel.leave(self._place, element.get("title"), "It is nested too deeply.")
            return
        item.part = self._part(file, element)
        if not self._pages.take(item, self._own_fields(element)):
            add_item(self._parcel, item)

    def _own_fields(self, element: Element) -> Fields:
        """What of the metadata of an item, and of its quiz, is ours."""
        if element.get("toolname") == OURS:
            return _labelled(element)
        found = _ours_in(element.children("itemmetadata"))
        for quiz in element.above("assessment"):
            if quiz not in self._quizzes:
                self._quizzes[quiz] = _ours_in(quiz.children("qtimetadata"))
            for label, values in self._quizzes[quiz].items():
                found.setdefault(label, []).extend(values)
        return found

    def _item(self, file: str, element: Element) -> Item:
        """What an item asks, with the passage that it belongs to."""
        locate = self._package.locator(file, lambda: self._place)
        if element.name == "assessmentitem":
            return qti_two.read_item(element, self._place, locate)
        fields = qti_one.fields_of(element)
        item = qti_one.read_item(element, fields, self._place, locate)
        if not item.asks:
            self._passages[element.get("ident")] = item.text
        passage = self._passages.get(fields.get("parent_stimulus_item_ident", ""))
        if passage:
            item.text = f"{passage}\n\n{item.text}"
            item.changes.append("The passage that it belongs to stands before it.")
        return item

    def _part(self, file: str, element: Element) -> str:
        """The unit of an item: its section, bank or quiz, unless that is the whole file."""
        if file in self._package.sections:
            section = self._package.sections[file]
            return section if section != self._parcel.title else ""
        section = next(filter(None, map(title_of, element.above("section"))), "")
        quiz = next(element.above("assessment", "objectbank"), None)
        named = ""
        if quiz is not None:
            named = quiz.get("title") or qti_one.fields_of(quiz).get("bank_title", "")
            named = named if self._package.is_ours else to_text(named)
        if named and not self._parcel.title:
            self._parcel.title = named
        return section or (named if file and named != self._parcel.title else "")


def _excess(element: Element) -> str:
    """Why an item is too large to be looked at; empty if it is not."""
    if sum(1 for _ in islice(element.walk(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        return f"It has more than {_MOST_ELEMENTS:,} elements."
    return bounds.too_long(*raw_texts(element))


def _ours_in(metadata: Iterable[Element]) -> Fields:
    """What of some metadata is ours."""
    found: Fields = {}
    for entry in (entry for one in metadata for entry in one.walk("qtimetadatafield")):
        label, value = entry.child("fieldlabel"), entry.child("fieldentry")
        if label and value and label.text.startswith(PREFIX):
            found.setdefault(label.text.removeprefix(PREFIX), []).append(value.text)
    return found


def _labelled(element: Element) -> Fields:
    """The same of an item of QTI 2, which has it in its label and title."""
    kind, _, in_set = element.get("label").partition(" ")
    title = element.get("title")
    return {
        "kind": [kind],
        "term": [title] if title != "Question" or kind == Sort.DEFINITION else [],
        "set": [in_set] if in_set else [],
    }
