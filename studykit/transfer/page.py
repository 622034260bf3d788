"""Study-guide pages pasted as plain text: a term, its definition, must-know facts, review questions with their answers.

What is copied from a page has lost its form: headings are lines like others, lists have numbers, bullets or nothing, and
words of buttons stand between. Headings are known by what they say; all below one belongs to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studykit.content.model import Question
from studykit.content.text import normalise
from studykit.transfer.foreign import Foreign
from studykit.transfer.markup import from_plain
from studykit.transfer.parcel import Parcel, make_guide, open_question

_HEADINGS = (
    ("definition", r"(?:\d+\s+)?(?:definitions?|meaning)"),
    ("facts", r"(?:\d+\s+)?(?:must[- ]know|key|need[- ]to[- ]know|important|essential) (?:facts?|points?|things?)(?: (?:to|for|about)\b.*)?"),
    ("questions", r"(?:\d+\s+)?(?:review|practice|study|discussion|self[- ]check|sample) questions?(?: (?:and|with) answers?)?(?: (?:to|for|about)\b.*)?"),
    ("related", r"(?:\d+\s+)?(?:related|similar|key) (?:terms?|words?|concepts?)(?: \(\d+\))?"),
    ("contrast", r"not to be confused with|easily confused with"),
    ("aliases", r"(?:also (?:known as|called)|synonyms|aliases|other names)"),
    ("found", r"[\"“”']?.{0,80}?[\"“”']?\s*(?:(?:is )?also found in|appears in|found in):?.*"),
)  # fmt: skip
_HEADING = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _HEADINGS), re.IGNORECASE
)
_ITEM = re.compile(r"^(?:\(?(\d{1,3})[.):]|([-*+•◦▪‣–—●○·]))\s+(.*)$")
_ANSWER = re.compile(
    r"^(?:(?:model |sample )?(?:answers?|ans)\s*[:.\-–]|A\s*[:.])\s*(.*)$", re.IGNORECASE
)
_QUESTION = re.compile(
    r"^(?:(?:question\s*)?(?:Q\s*)?\d*\s*[:.)]\s*|Q\s*[:.]\s*)(.*)$", re.IGNORECASE
)
_NOISE = re.compile(
    r"(?:study guides?|class notes|unit \d+|\W+|learn more|read more|see more|show (?:more|less|answer)|hide answer|view answer|flashcards?|share|print|copy(?: link)?|cite|menu|search|"
    r"sign (?:in|up)|log in|next|previous|back to top|advertisement|get started|start (?:quiz|studying)|practice quiz|expand|collapse|©.*)\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\*\*(\d{1,3}[.)])\*\*")
_MARKED = re.compile(r"\*\*\S(?:.*?\S)?\*\*|`[^`]+`")
_MARKS = re.compile(r"^(?:#{1,6}\s+|\*\*(?=.*\*\*$)|__(?=.*__$))|(?:\*\*|__)$")
_PROMPTS = re.compile(
    r"(?:what|why|how|when|where|who|which|in what|to what|explain|describe|discuss|compare|contrast|evaluate|analy[sz]e|define|name|list|give|"
    r"is|are|do|does|can|should|would|could|identify|outline|assess|state|suppose|imagine|consider)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Line:
    """A line that says something."""

    number: int
    """Counted from 1."""
    indent: int
    text: str
    is_title: bool = False
    """Whether it is marked as a heading."""


@dataclass(slots=True)
class _Page:
    """A page, with the lines below each of its headings."""

    line: int
    term: str
    parts: dict[str, list[_Line]] = field(default_factory=dict)


def is_mine(file: Foreign) -> bool:
    """Whether lines say that facts or questions follow, and one says the definition or there is a title."""
    names = {name for _, name in _headings(_lines(file.head(30_000)))}
    return len(names & {"definition", "facts", "questions"}) >= 2


def read(file: Foreign) -> Parcel:
    """The pages, each a guide."""
    parcel = Parcel(title=re.sub(r"[_-]+", " ", file.stem).strip().capitalize())
    for page in _pages(list(_lines(file.text))):
        parcel.found += 1
        _take(parcel, page)
    return parcel


def _take(parcel: Parcel, page: _Page) -> None:
    """One page as a guide."""
    place = f"line {page.line}"
    if not page.term:
        parcel.leave(
            place, "a page", "Nothing above its first heading says which term it is about."
        )
        return
    definition = "\n\n".join(_said(line.text) for line in page.parts.get("definition", ()))
    if not definition and (before := page.parts.get("before")):
        definition = "\n\n".join(_said(line.text) for line in before)
    facts = [text for line, text in _items(page.parts.get("facts", ()))]
    questions = tuple(_questions(parcel, page))
    guide = make_guide(
        _said(page.term),
        definition,
        facts,
        questions,
        tuple(_names(page.parts.get("aliases", ()))),
    )
    if not definition:
        parcel.leave(place, page.term, "It has no definition.")
        return
    parcel.add_guide(place, guide)
    for part, what in (
        ("related", "related terms"),
        ("contrast", "terms it is not to be confused with"),
    ):
        if names := _names(page.parts.get(part, ())):
            said = f"Its {what} are written into the file by hand once they have pages: {', '.join(names)}."
            parcel.change(place, page.term, said)
    if "found" in page.parts:
        parcel.change(
            place, page.term, "In which other courses it is found, the library tells by itself."
        )


def _questions(parcel: Parcel, page: _Page) -> Iterator[Question]:
    """The review questions that have an answer, each once."""
    seen: set[str] = set()
    for line, text, answer in _asked(page.parts.get("questions", ())):
        if not answer:
            parcel.leave(f"line {line}", text, "No answer stands below this question.")
            continue
        question = open_question(_said(text), answer)
        if question.id not in seen:
            seen.add(question.id)
            yield question


def _asked(lines: Sequence[_Line]) -> Iterator[tuple[int, str, str]]:
    """The line, text and answer of each question: what stands below a question, up to the next one."""
    number, text = 0, ""
    answer: list[str] = []
    outer = min((line.indent for line in lines), default=0)
    numbered = any(
        (item := _ITEM.match(line.text)) and item[1] and line.indent <= outer for line in lines
    )
    for line in lines:
        item = _ITEM.match(line.text)
        told = _ANSWER.match(line.text)
        bare = _bare_question(item[3] if item else line.text)
        begins = not told and line.indent <= outer + 1 and _begins(item, bare, numbered=numbered, has_answer=bool(answer) or not text)  # fmt: skip
        if begins:
            if text:
                yield number, text, _joined(answer)
            number, text, answer = line.number, bare, []
        elif text:
            answer.append(told[1] if told else line.text)
    if text:
        yield number, text, _joined(answer)


def _begins(item: re.Match[str] | None, bare: str, *, numbered: bool, has_answer: bool) -> bool:
    """Whether a line begins a question: by its number, or by asking something."""
    asks = bare.endswith(("?", "？"))
    if numbered:
        return item is not None and item[1] is not None
    return asks or (has_answer and _PROMPTS.match(bare) is not None and len(bare) < 300)


def _bare_question(text: str) -> str:
    """A question without the `Q:` or number before it."""
    match = _QUESTION.match(text)
    return (match[1] if match and match[1] else text).strip()


def _joined(lines: Sequence[str]) -> str:
    """An answer: paragraphs, and lists where lines are items."""
    said: list[str] = []
    for text in filter(None, lines):
        item = _ITEM.match(text)
        shown = f"- {_said(item[3])}" if item else _said(text)
        gap = "\n" if item and said and said[-1].startswith("- ") else "\n\n"
        said += [gap, shown] if said else [shown]
    return "".join(said)


def _items(lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """The items of a list: numbered or bulleted, with the lines that go on; or one a line."""
    marked = any(_ITEM.match(line.text) for line in lines)
    number, text = 0, ""
    for line in lines:
        item = _ITEM.match(line.text)
        if item or not marked:
            if text:
                yield number, _said(text)
            number, text = line.number, item[3] if item else line.text
        elif text:
            text += f" {line.text}"
    if text:
        yield number, _said(text)


def _said(text: str) -> str:
    """A line as Markdown: as it is where it has marks of it in pairs, else as plain text."""
    return text if _MARKED.search(text) else from_plain(text)


def _names(lines: Sequence[_Line]) -> list[str]:
    """The names in a list of terms: before the colon or dash of those that are explained."""
    found: dict[str, None] = {}
    for line in lines:
        item = _ITEM.match(line.text)
        text = item[3] if item else line.text
        explained = re.split(r"\s*[:：]\s+|\s+[–—-]\s+", text, maxsplit=1)
        names = [explained[0]] if len(explained) > 1 else re.split(r"\s*[,;]\s*", text)
        found |= {name.strip(" ."): None for name in names if 0 < len(name.strip(" .")) <= 60}
    return list(found)


def _pages(lines: list[_Line]) -> Iterator[_Page]:
    """The pages of a text: a new one begins with the title above a definition, where there was one before."""
    page = _Page(lines[0].number if lines else 1, "")
    loose: list[_Line] = []
    part = ""
    for at, line in enumerate(lines):
        heading, rest = _heading(line.text)
        if heading == "definition" and (page.parts.keys() - {"before"}):
            title = _pop_title(page.parts.get(part, []))
            yield page
            page = _Page(title.number if title else line.number, title.text if title else "")
        elif heading and not page.parts and not page.term:
            page.term, loose = _title(loose)
            if loose:
                page.parts["before"] = loose
        if heading:
            part = heading
            page.parts.setdefault(part, [])
            if rest:
                page.parts[part].append(_Line(line.number, line.indent, rest))
        elif part:
            page.parts[part].append(line)
        else:
            loose.append(line)
            if at == 0:
                page.line = line.number
    if page.parts:
        yield page


def _title(loose: list[_Line]) -> tuple[str, list[_Line]]:
    """The term that the lines above the first heading name, and the other lines."""
    short = [line for line in loose if len(line.text) <= 80 and not line.text.endswith((".", "…"))]
    if not short:
        return "", loose
    title = next((line for line in short if line.is_title), short[-1])
    return _bare_title(title.text), [line for line in loose if line.number > title.number]


def _bare_title(text: str) -> str:
    """A title without the words that pages put around it."""
    text = re.split(r"\s+[|›»–—]\s+", text)[0] if re.search(r"\s[|›»]\s", text) else text
    return re.sub(r"\s*(?:study guide|\(.*class notes\))$", "", text, flags=re.IGNORECASE).strip()


def _pop_title(lines: list[_Line]) -> _Line | None:
    """The last line of what stands above a definition, if it can be a title."""
    if lines and len(lines[-1].text) <= 80 and not lines[-1].text.endswith((".", "?")):
        return lines.pop()
    return None


def _headings(lines: Iterator[_Line]) -> Iterator[tuple[int, str]]:
    for line in lines:
        heading, _ = _heading(line.text)
        if heading:
            yield line.number, heading


def _heading(text: str) -> tuple[str, str]:
    """What a line is the heading of, and what it says behind its colon; empty if it is none."""
    if len(text) > 120:
        return "", ""
    said, colon, rest = text.partition(":")
    for shown, left in ((text.rstrip(":"), ""), (said, rest.strip() if colon else "")):
        match = _HEADING.fullmatch(normalise(shown) or shown)
        if match and match.lastgroup:
            is_long = match.lastgroup == "found" and len(text) > 100
            return ("", "") if is_long else (match.lastgroup, left)
    return "", ""


def _lines(text: str) -> Iterator[_Line]:
    """The lines that say something, without marks of headings and without the words of buttons."""
    for number, raw in enumerate(text.split("\n"), 1):
        bare = _MARKS.sub("", _NUMBER.sub(r"\1", raw.strip())).strip()
        if bare and not _NOISE.fullmatch(bare):
            is_title = raw.lstrip().startswith("#")
            yield _Line(number, len(raw) - len(raw.lstrip()), bare, is_title)
