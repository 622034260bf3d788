"""HTML and plain text of other programs made into the Markdown that guides are written in.

Nothing of HTML remains but what it says: scripts, styles and comments are dropped, what a tag means to a reader is
written in Markdown, all other tags vanish, and their text stays. Pictures and sounds become links to `media/`.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import PurePosixPath

from studykit.content.text import clean
from studykit.transfer.escaping import escaped, escaped_inline, shifted
from studykit.transfer.maths import put_back, set_aside, take_out
from studykit.transfer.media import KINDS, MEDIA
from studykit.transfer.references import without_pictures
from studykit.transfer.sheet import Sheet
from studykit.transfer.tags import BLOCKS, MARKS, UNSEEN
from studykit.transfer.taming import tamed

_PLAYERS = {"audio", "video"}
_MEDIA = {"img", "source", *_PLAYERS}
_DEEPEST_LIST = 20
"""Lists within lists that are indented further."""
_DEEPEST = 100
"""Tags within tags that are minded; deeper ones are only text."""

Locate = Callable[[str], str]
"""Gives the name under which a picture or sound is kept; empty if it is not there."""


def from_plain(text: str) -> str:
    """Plain text as Markdown that shows exactly it; formulas, however they are marked, become `$…$`."""
    kept: list[str] = []
    return put_back(escaped(take_out(text, kept)), kept)


def from_illustrated(text: str) -> str:
    """The same of plain text that may show pictures which lie beside it, as in Markdown: `![a hat](hat.png)`."""
    kept: list[str] = []
    text = without_pictures(take_out(text, kept), lambda said: set_aside(said, kept))
    return put_back(escaped(text), kept)


def from_html(html: str, locate: Locate | None = None) -> str:
    """HTML as Markdown; text without any tag or entity costs nearly nothing."""
    if "<" not in html and "&" not in html:
        return from_plain(html).strip()
    kept: list[str] = []
    reader = _Reader(locate or _same)
    reader.feed(tamed(take_out(clean(html), kept)))
    reader.close()
    return put_back(reader.markdown(), kept)


def to_text(html: str) -> str:
    """HTML as plain text on as many lines as it had: for answers that are typed."""
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Reader(_same, marked=False)
    reader.feed(tamed(clean(html)))
    reader.close()
    return reader.markdown()


def _same(name: str) -> str:
    return name


class _Reader(Sheet, HTMLParser):
    """Writes Markdown while it reads HTML."""

    def __init__(self, locate: Locate, *, marked: bool = True) -> None:
        Sheet.__init__(self, marked=marked)
        HTMLParser.__init__(self, convert_charrefs=True)
        self._locate = locate
        self._open: list[str] = []
        self._lists: list[int] = []
        """The number of the last item of each open list; -1 where they have none."""
        self._unseen = 0
        self._code = 0
        self._links: list[tuple[int, str]] = []
        """Where each open link begins among the parts, and where it leads."""
        self._cells = 0
        self._rows = 0
        self._player = ""
        """What plays a sound and has found none so far."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        if tag in UNSEEN:
            self._unseen += 1
        if self._unseen or len(self._open) > _DEEPEST:
            return
        if tag in ("br", "hr"):
            self._put(" " if self._in_cell else "\n\n" if tag == "hr" else "\n")
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _MEDIA:
            self._begin_media(tag, given)
            return
        if tag in BLOCKS:
            self._begin_block(tag)
        elif tag in ("td", "th"):
            self._put("| " if self._marked else " ")
            self._cells += 1
            self._in_cell = self._marked
        elif tag == "a":
            self._links.append((len(self._parts), given.get("href", "")))
            self._put("[" if self._marked else "")
        elif tag in MARKS:
            self._begin_mark(tag, given.get("class", ""))
        if tag in ("sub", "sup"):
            self._open.append(tag)
        self._code += tag in ("code", "tt", "kbd", "samp")

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
            return
        if tag in _PLAYERS:
            self._player = ""
            return
        if self._unseen:
            return
        if tag in ("code", "tt", "kbd", "samp"):
            self._code = max(self._code - 1, 0)
        if tag in BLOCKS:
            self._end_block(tag)
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())
        elif tag in MARKS and not self._code and "pre" not in self._open:
            self._mark(MARKS[tag], ends=True)
        if tag in ("sub", "sup") and self._open:
            self._open.pop()
        if tag in ("td", "th"):
            self._put(" ")
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._unseen:
            return
        if "pre" in self._open:
            self._put(data)
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self._parts and self._parts[-1].endswith("\n"):
            text = text.lstrip(" ")
        elif text.startswith(" ") and self._parts and self._parts[-1] in ("**", "*"):
            self._parts.insert(-1, " ")
            text = text.lstrip(" ")
        if self._open and self._open[-1] in ("sub", "sup"):
            text = shifted(text, self._open[-1])
        shown = text if self._code or not self._marked else escaped_inline(text, self._parts)
        self._put(shown.replace("|", "\\|") if self._in_cell else shown)

    def _end_link(self, start: int, href: str) -> None:
        """A link ends; only one to a page of the web remains one."""
        is_kept = re.fullmatch(r"https?://[^\s()<>]+", href)
        beginning = "".join(self._parts[start + 1 : start + 9])
        if kept := self._file(href):
            self._end_link_to_file(start, "".join(self._parts[start + 1 :]), kept)
        elif is_kept and not beginning.startswith(("http://", "https://")):
            self._mark(f"]({href})", ends=True)
        elif start < len(self._parts) and self._parts[start] == "[":
            self._parts[start] = ""

    def _file(self, href: str) -> str:
        """The name under which the file is kept that a link leads to; empty if it leads to none."""
        ending = PurePosixPath(href.partition("?")[0]).suffix.lower()
        if self._locate is _same or not self._marked or ":" in href or ending not in KINDS:
            return ""
        return self._locate(href)

    def _end_link_to_file(self, start: int, said: str, kept: str) -> None:
        """A link to a file ends; to a sound that is named so, it is that name alone."""
        if said.startswith("(sound: ") and start < len(self._parts):
            self._parts[start:] = [f"(sound: {kept})"]
        else:
            self._mark(f"]({MEDIA}/{kept})", ends=True)

    def _begin_block(self, tag: str) -> None:
        """A paragraph, a list, a row, … begins."""
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
            self._break(1 if len(self._lists) > 1 else 2)
        elif tag == "li":
            self._break(1)
            self._put(self._item_sign())
        elif tag == "tr":
            self._in_cell = False
            self._break(1)
            self._cells = 0
        elif tag == "pre" and not self._in_cell:
            self._break(2)
            self._open.append("pre")
            self._put("```\n" if self._marked else "")
        elif tag == "table":
            self._rows = 0
            self._break(2)
        else:
            self._break(1 if tag in ("div", "dd", "dt") or self._lists else 2)
            if tag[0] == "h" and tag[1:].isdigit():
                self._mark("**")

    def _end_block(self, tag: str) -> None:
        """A paragraph, a list, a row, … ends."""
        if tag == "table":
            self._in_cell = False
        if tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._break(1 if self._lists else 2)
        elif tag == "tr":
            self._end_row()
        elif tag == "pre" and "pre" in self._open:
            self._open.remove("pre")
            self._end_fence()
        elif tag != "li":
            if tag[0] == "h" and tag[1:].isdigit():
                self._mark("**", ends=True)
            self._break(1 if tag in ("div", "dd", "dt") or self._lists else 2)

    def _end_fence(self) -> None:
        """Lines of code end; the feed after the last of them is the fence's."""
        self._parts[-1] = self._parts[-1].removesuffix("\n")
        self._put("\n```\n\n" if self._marked else "\n")

    def _begin_mark(self, tag: str, kinds: str) -> None:
        """Bold, code, … begins; lines of code have marks of their own."""
        if "pre" in self._open:
            self._name_code(kinds)
        elif not self._code:
            self._mark(MARKS[tag])

    def _name_code(self, kinds: str) -> None:
        """Lines of code say what they are written in."""
        named = re.search(r"\blanguage-([\w+#.-]{1,30})", kinds)
        if named and self._parts and self._parts[-1] == "```\n":
            self._parts[-1] = f"```{named[1]}\n"

    def _end_row(self) -> None:
        """A row of a table ends; the first one is its head."""
        self._rows += 1
        self._in_cell = False
        if self._marked and self._cells:
            self._put("|\n")
            if self._rows == 1:
                self._put("|" + " --- |" * self._cells + "\n")
        else:
            self._break(1)

    def _item_sign(self) -> str:
        """What an item of a list begins with."""
        if not self._lists:
            return "- "
        indent = "  " * min(len(self._lists) - 1, _DEEPEST_LIST)
        if self._lists[-1] < 0:
            return f"{indent}- "
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}. "

    def _begin_media(self, tag: str, given: dict[str, str]) -> None:
        """A picture, or what plays a sound; of several sources of one player the first that is there counts."""
        source = given.get("src", "")
        if tag == "img":
            self._put_media(source, given.get("alt", ""))
            return
        if tag in _PLAYERS and self._marked and self._locate is not _same:
            self._player = tag
        if self._player and source and (kept := self._locate(source)):
            self._put(f"(sound: {kept})")
            self._player = ""

    def _put_media(self, name: str, about: str) -> None:
        """A picture."""
        kept = self._locate(name)
        if kept and self._marked:
            said = re.sub(r"[\[\]\n]", " ", about).strip()
            self._put(f"![{said or kept}]({MEDIA}/{kept})")
        elif about:
            self._put(about)
