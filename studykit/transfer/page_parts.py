"""Where the pages of a pasted text begin, what their titles are, and what stands below each of their headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from studykit.transfer.page_lines import Line, heading, without_buttons

LONGEST_NAME = 80
"""Characters of a title, and of a related term."""
_MOST_LOOSE = 200
"""Lines above a heading among which a title is looked for."""
_TERM = re.compile(r"^(?:term|topic|title|concept|word)\s*:\s*(.+)$", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """A page, with the lines below each of its headings."""

    line: int
    term: str = ""
    level: int = 0
    """Of its title, where that is a heading in Markdown."""
    parts: dict[str, list[Line]] = field(default_factory=dict)


def pages(found: Iterator[Line]) -> Iterator[Page]:
    """The pages of a text. One begins with a title that is marked as such, or that stands above a definition."""
    page, loose, part = Page(1), list[Line](), ""
    for line in found:
        name, rest = heading(line)
        told = _TERM.match(line.text)
        is_title = told is not None or (0 < line.level <= page.level and not name)
        if page.parts and (is_title or (name == "definition" and page.parts.keys() - {"before"})):
            title = None if is_title else _pop_title(page.parts[part])
            yield page
            page, loose, part = Page(line.number), [title] if title else [], ""
        if name and not page.parts:
            _entitle(page, loose)
        if name:
            part = name
            below = page.parts.setdefault(part, [])
            if rest:
                below.append(replace(line, text=rest, level=0))
        elif part:
            page.parts[part].append(line)
        else:
            if line.level and _is_whole(loose, line.level):
                _entitle(page, loose)
                yield page
                page, loose = Page(line.number), []
            loose.append(line)
    if not page.parts and any(line.level for line in loose):
        _entitle(page, loose)
    if page.parts:
        yield page


def _is_whole(loose: list[Line], level: int) -> bool:
    """Whether lines above a title are a page of their own already: a title as high, with text below it."""
    last = loose[-_MOST_LOOSE:]
    titles = [at for at, line in enumerate(last) if line.level == level]
    return bool(titles) and titles[-1] < len(last) - 1


def _entitle(page: Page, loose: list[Line]) -> None:
    """Give a page its title, out of what stands above its first heading, and keep what stands below the title."""
    loose = without_buttons(loose)
    short = [line for line in loose if len(line.text) <= LONGEST_NAME and not line.text.endswith((".", "…"))]  # fmt: skip
    told = [line for line in short if line.level or _TERM.match(line.text)]
    if not short:
        return
    title = told[-1] if told else short[-1]
    match = _TERM.match(title.text)
    page.line, page.level, page.term = title.number, title.level, _bare_title(match[1] if match else title.text)  # fmt: skip
    if below := [line for line in loose if line.number > title.number]:
        page.parts["before"] = below


def _bare_title(text: str) -> str:
    """A title without the words that pages put around it."""
    text = re.split(r"\s+[|›»–—]\s+", text)[0] if re.search(r"\s[|›»]\s", text) else text
    return re.sub(r"\s*(?:study guide|\(.*class notes\))$", "", text, flags=re.IGNORECASE).strip()


def _pop_title(below: list[Line]) -> Line | None:
    """The last line of what stands above a definition, if it can be a title."""
    if below and len(below[-1].text) <= LONGEST_NAME and not below[-1].text.endswith((".", "?")):
        return below.pop()
    return None
