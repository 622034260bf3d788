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
from studykit.transfer.nesting import Nest
from studykit.transfer.references import without_pictures
from studykit.transfer.tags import BLOCKS, MARKS, UNSEEN
from studykit.transfer.taming import tamed

_PLAYERS = {"audio", "video"}
_MEDIA = {"img", "source", *_PLAYERS}
_ONLY_HEADING = re.compile(r"#{1,6} ([^\n]+)")
_ONLY_RULES = re.compile(r"(?:(?:---|___)\s*)+")
_DEEPEST = 100
"""Tags within tags that are minded; deeper ones are only text."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = {"div", "dd", "dt"}
"""Blocks that no blank line parts from others."""
_BLOCK_OF = {"blockquote": ("quote",), **dict.fromkeys(_HEADINGS, ("heading",))}

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
    return put_back(_settled(reader.markdown()), kept)


def _settled(markdown: str) -> str:
    """A text whose look is no more than that is without it: a single heading is bold, and rules alone are nothing."""
    if heading := _ONLY_HEADING.fullmatch(markdown):
        return f"**{heading[1].replace('**', '')}**"
    return "" if _ONLY_RULES.fullmatch(markdown) else markdown


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


class _Reader(Nest, HTMLParser):
    """Writes Markdown while it reads HTML."""

    def __init__(self, locate: Locate, *, marked: bool = True) -> None:
        Nest.__init__(self, marked=marked)
        HTMLParser.__init__(self, convert_charrefs=True)
        self._locate = locate
        self._open: list[str] = []
        self._unseen = 0
        self._code = 0
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
        if tag == "br":
            self._put(" " if self._in_cell else "\n")
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _MEDIA:
            self._begin_media(tag, given)
            return
        if tag in BLOCKS:
            self._begin_block(tag, given)
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
        elif tag == "a" and len(self._links) > (self._blocks[-1].links if self._blocks else 0):
            self._end_link(*self._links.pop())
        elif tag in MARKS and not self._code and not self._in_code:
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
        if self._in_code:
            self._put(data)
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        if not self._parts or self._parts[-1].endswith("\n"):
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
        else:
            self._unlink(start)

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

    def _begin_block(self, tag: str, given: dict[str, str]) -> None:
        """A paragraph, a list, a row, … begins."""
        if tag in ("ul", "ol"):
            start = re.fullmatch(r"\d{1,8}", given.get("start", ""))
            self._begin_list(-1 if tag == "ul" else int(start[0]) if start else 1)
        elif tag == "li":
            self._begin_item()
        elif tag == "tr":
            self._in_cell = False
            self._break(1)
            self._cells = 0
        elif tag == "pre" and not self._in_cell:
            self._begin_code()
        elif tag == "table":
            self._rows = 0
            self._break(2)
        elif tag == "hr":
            self._rule()
        elif tag == "blockquote" and not self._is_flat:
            self._begin("quote")
        else:
            self._begin_text(tag)

    def _begin_text(self, tag: str) -> None:
        """A paragraph, a heading, or what else has a text, begins."""
        if tag in _HEADINGS and not self._is_flat:
            self._begin("heading")
            self._put("#" * int(tag[1]))
            self._put(" ")
            return
        if tag == "p" and self._blocks and not self._is_flat:
            self._blocks[-1].is_loose = True
        self._break(1 if tag in _LINES else self._gap)
        if tag in _HEADINGS:
            self._mark("**")

    def _rule(self) -> None:
        """A line across; `---` would be part of the bullet before it."""
        if self._is_flat:
            self._break(2)
            return
        self._break(2)
        self._put("---" if self._parts else "___")
        self._break(2)

    def _begin_code(self) -> None:
        """Lines of code begin."""
        self._break(self._gap)
        if not self._is_flat:
            self._begin("pre")
        self._in_code = True

    def _end_block(self, tag: str) -> None:
        """A paragraph, a list, a row, … ends."""
        if tag == "table":
            self._in_cell = False
        if tag in ("ul", "ol"):
            self._end_list()
        elif tag == "li":
            self._end_item()
        elif tag == "tr":
            self._end_row()
        elif tag == "pre" and self._in_code:
            self._close_last("pre")
            self._in_code = False
            self._break(self._gap)
        elif self._in_cell or not self._close_last(*_BLOCK_OF.get(tag, ())):
            if tag in _HEADINGS:
                self._mark("**", ends=True)
            self._break(1 if tag in _LINES else self._gap)

    def _begin_mark(self, tag: str, kinds: str) -> None:
        """Bold, code, … begins; lines of code have marks of their own."""
        if self._in_code:
            self._name_code(kinds)
        elif not self._code:
            self._mark(MARKS[tag])

    def _name_code(self, kinds: str) -> None:
        """Lines of code say what they are written in."""
        named = re.search(r"\blanguage-([\w+#.-]{1,30})", kinds)
        if named and self._blocks and self._blocks[-1].tag == "pre":
            self._blocks[-1].sign = named[1]

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
