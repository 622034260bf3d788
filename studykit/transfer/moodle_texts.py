"""Texts of Moodle, each in a format of its own, with the pictures that lie beside them."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from hashlib import blake2b
from html import escape
from urllib.parse import unquote

from studykit.content.markdown import plain
from studykit.transfer.asked import Item
from studykit.transfer.elements import Element, inner_html
from studykit.transfer.markup import Locate, from_html, from_plain, to_text
from studykit.transfer.media import media_name
from studykit.transfer.parcel import Parcel, tidy

_MARKED = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]+);")
_FILES = "@@PLUGINFILE@@/"
_DATA = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,", re.IGNORECASE)
_FORMS = {"plain_text": "plain", "markdown": "markdown", "moodle_auto_format": "moodle"}


def markdown_in(text: str, form: str, locate: Locate) -> str:
    """A text as Markdown; what Moodle calls its own format may have tags, and keeps its lines."""
    text = text.strip()
    if form == "markdown":
        return tidy(text)
    if form == "html":
        return from_html(text, locate)
    if form == "moodle" and _MARKED.search(text):
        return from_html(text.replace("\n", "<br>"), locate)
    return from_plain(text)


def plain_in(text: str, form: str) -> str:
    """A text without marks, on one line; what is typed is no HTML unless it says so."""
    if form == "markdown":
        text = plain(text)
    elif form == "html" and _MARKED.search(text):
        text = to_text(text)
    return " ".join(text.split())


def as_title(text: str) -> str:
    """A title, which Moodle shows as HTML: as it is unless it would be taken for that."""
    return escape(text, quote=False) if _MARKED.search(text) else text


class Gallery:
    """Keeps the pictures of a file, each once."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._kept: dict[tuple[str, bytes], str] = {}

    def keep(self, name: str, encoded: str) -> str:
        """The name under which a picture is kept; empty if it cannot be."""
        try:
            data = b64decode(encoded)
        except (NotBase64, ValueError):
            return ""
        key = (name, blake2b(data).digest())
        if key not in self._kept:
            kept = media_name(name, self._parcel.media) if data else ""
            if kept:
                self._parcel.media[kept] = lambda: data
            self._kept[key] = kept
        return self._kept[key]


class Texts:
    """Reads the texts of one question."""

    def __init__(self, question: Element, item: Item, gallery: Gallery) -> None:
        self._item = item
        self._gallery = gallery
        self._files = {one.get("name"): one for one in question.walk("file")}
        self._shown: set[str] = set()

    def show(self, holder: Element | None) -> str:
        """What an element says, as Markdown."""
        return self.show_raw(*raw_of(holder))

    def show_raw(self, raw: str, form: str = "html") -> str:
        """A text as Markdown."""
        return markdown_in(raw, form, self._locate)

    def tell_files(self) -> None:
        """Note the files that no text shows."""
        for name in self._files:
            if name not in self._shown:
                self._item.changes.append(f"The file {name} is not shown by it and is left out.")

    def _locate(self, source: str) -> str:
        """The name under which a picture is kept."""
        kept = ""
        if source.startswith(_FILES):
            name = unquote(source.removeprefix(_FILES).partition("?")[0])
            file = self._files.get(name.rpartition("/")[2])
            if file is not None:
                self._shown.add(file.get("name"))
                kept = self._gallery.keep(file.get("name"), file.text)
        elif found := _DATA.match(source):
            ending = found[1].lower().removesuffix("+xml")
            encoded = unquote(source[found.end() :])
            mark = blake2b(encoded.encode(), digest_size=4).hexdigest()
            kept = self._gallery.keep(f"picture-{mark}.{ending}", encoded)
        told = "A picture is not in the file, or of no kind that can be kept."
        if not kept and told not in self._item.changes:
            self._item.changes.append(told)
        return kept


def raw_of(holder: Element | None) -> tuple[str, str]:
    """The text in an element, and the format that it is in."""
    if holder is None:
        return "", "html"
    inner = holder.child("text") or holder
    raw = inner_html(inner) if inner.child() is not None and inner is not holder else inner.text
    return raw, _FORMS.get(holder.get("format"), "html")


def said_in(holder: Element | None) -> str:
    """What an element says, without marks, on one line."""
    return plain_in(*raw_of(holder))
