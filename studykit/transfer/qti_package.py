"""The files of a QTI package, and where in it the pictures are."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import PurePosixPath
from posixpath import join, normpath
from urllib.parse import unquote

from studykit.content.text import clean, shorten
from studykit.transfer.archive import Archive, is_archive
from studykit.transfer.elements import MAX_XML, Element, begins_one, elements
from studykit.transfer.media import media_name
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.qti_meta import OURS

MANIFEST = "imsmanifest.xml"
ROOTS = "questestinterop|(?:qti-)?assessment-?(?:Item|Test|item|test)"
_EXPORT = re.compile(r'^QTI Quiz Export for course "(.*)"$')
_MOST_MEDIA = 100_000_000
_MOST_ALIKE = 100
"""Entries of one name that are looked through."""
_MOST_XML = 300_000_000
"""Bytes of all XML in a package."""


class Package:
    """One XML file, or a zip of them."""

    def __init__(self, name: str, data: bytes, parcel: Parcel) -> None:
        """Look into a package; what cannot be read in it is noted in the parcel.

        Raises:
            TransferError: It is broken.

        """
        self._name = name
        self._parcel = parcel
        self._data = data
        self._archive = Archive(data) if is_archive(data) else None
        self._media: dict[str, str] = {}
        self.title = self.about = ""
        """As the manifest says."""
        self.is_ours = False
        """Whether `studykit export` wrote it."""
        self._spent = 0
        self._missed: set[tuple[str, str]] = set()
        self.sections: dict[str, str] = {}
        """The sections that QTI 2 tests put files into, by the name of the file."""
        self.order: list[str] = []
        if self._archive:
            for fault, sentence in self._archive.faults.items():
                parcel.leave("the archive", fault, sentence)
            if MANIFEST in self._archive:
                self._read_manifest(self._archive)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The name and content of each file with items, in the order of the tests; the name is empty for one file."""
        if self._archive is None:
            yield "", self._data
            return
        names = [name for name in self._archive.names if _may_have_items(name)]
        found = {
            name: data for name in names if (data := self._read(name)) and begins_one(data, ROOTS)
        }
        for name in [name for name in found if _is_twin(name, found)]:
            del found[name]
        for name, data in found.items():
            if begins_one(data, "(?:qti-)?assessment-?[Tt]est"):
                self._read_test(name, data)
        places = {name: at for at, name in enumerate(self.order)}
        for name in sorted(found, key=lambda name: places.get(name, len(places))):
            yield name, found[name]

    def locator(self, file: str, place: Callable[[], str]) -> Callable[[str], str]:
        """What finds the pictures that a file of the package refers to."""
        return partial(self._locate, file, place)

    def _read(self, name: str) -> bytes:
        """A file of the archive; nothing, with a note, if it is broken."""
        if self._archive is None:
            return b""
        self._spent += self._archive.size(name)
        if self._spent > _MOST_XML:
            raise TransferError(f"The XML in {self._name} is larger than {_MOST_XML // 10**6} MB.")
        try:
            return self._archive.read(name, MAX_XML)
        except TransferError as error:
            self._parcel.leave("the archive", name, str(error))
            return b""

    def _read_manifest(self, archive: Archive) -> None:
        """Take from the manifest what the package is called."""
        try:
            root = list(elements(archive.read(MANIFEST, MAX_XML), (), MANIFEST))[-1]
        except TransferError as error:
            self._parcel.leave("the archive", MANIFEST, str(error))
            return
        general = root.first("general")
        if general is None:
            return
        title, about = general.first("title"), general.first("description")
        self.title = _EXPORT.sub(r"\1", title.text) if title else ""
        self.about = about.text if about else ""
        self.is_ours = any(word.text == OURS for word in general.walk("keyword"))

    def _read_test(self, name: str, data: bytes) -> None:
        """Note in which order and in which sections a test has its items."""
        for root in elements(data, (), name):
            if not self._parcel.title:
                self._parcel.title = root.get("title")
            for reference in root.walk("assessmentitemref"):
                href = normpath(join(PurePosixPath(name).parent, unquote(reference.get("href"))))
                self.order.append(href)
                section = next(reference.above("assessmentsection"), None)
                self.sections[href] = title_of(section) if section else ""

    def _locate(self, file: str, place: Callable[[], str], source: str) -> str:
        """The name under which a picture is kept; empty, with a note, if it is not in the package."""
        name = clean(source).strip()
        if re.match(r"[a-z][a-z0-9+.-]+:|//", name, re.IGNORECASE):
            self._miss(place(), source, "It lies elsewhere in the web and is not taken along.")
            return ""
        if self._archive is None and (kept := self._parcel.locate(name)):
            return kept
        path = self._find(file, unquote(name.partition("?")[0].partition("#")[0]))
        if not path:
            self._miss(place(), source, "This picture is not in the file.")
            return ""
        if path not in self._media:
            kept = media_name(PurePosixPath(path).name, self._parcel.media)
            if kept and self._archive:
                self._parcel.media[kept] = partial(self._archive.read, path, _MOST_MEDIA)
            self._media[path] = kept
        return self._media[path]

    def _find(self, file: str, name: str) -> str:
        """The entry that is meant: beside the file, from the top, or the only one whose path ends so."""
        if self._archive is None or not name:
            return ""
        tries = (
            normpath(join(PurePosixPath(file).parent, name)),
            normpath(name),
            f"web_resources/{name}",
        )
        if found := next((one for one in tries if one in self._archive), ""):
            return found
        alike = self._by_name.get(PurePosixPath(name).name, ())
        ends = [one for one in alike[:_MOST_ALIKE] if one.endswith(f"/{name}")]
        return ends[0] if len(ends) == 1 else ""

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """The entries by their names without folders."""
        found: dict[str, list[str]] = {}
        for entry in self._archive.names if self._archive else ():
            found.setdefault(PurePosixPath(entry).name, []).append(entry)
        return found

    def _miss(self, place: str, source: str, sentence: str) -> None:
        if (place, source) not in self._missed:
            self._missed.add((place, source))
            self._parcel.change(place, source, sentence)


def title_of(element: Element) -> str:
    """What a section or test is called; names that programs give say nothing."""
    title = element.get("title")
    return "" if title.lower() in ("", "root_section", "main", "root section") else title


def _may_have_items(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in (".xml", ".qti", ".dat") and path.name != MANIFEST


def _is_twin(name: str, found: dict[str, bytes]) -> bool:
    """Whether Canvas has put the same quiz into its course export once more, with all that it knows of it."""
    path = PurePosixPath(name)
    return (
        path.name == "assessment_qti.xml"
        and f"non_cc_assessments/{path.parent.name}.xml.qti" in found
    )


def is_package(data: bytes) -> bool:
    """Whether a zip holds items; never raises."""
    try:
        archive = Archive(data)
        names = [name for name in archive.names if _may_have_items(name)]
        few = [name for name in names[:20] if archive.size(name) < MAX_XML // 10]
        return any(begins_one(archive.read(name), ROOTS) for name in few)
    except TransferError:
        return False


def place_of(file: str, line: int) -> str:
    """Where an item stands."""
    return f"{shorten(file, 60)} line {line}" if file else f"line {line}"
