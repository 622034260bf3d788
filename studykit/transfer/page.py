"""Study-guide pages pasted as plain text: a term, its definition, must-know facts, review questions with their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studykit.content.model import Guide, Question
from studykit.content.text import slugify
from studykit.transfer.foreign import Foreign
from studykit.transfer.markup import from_illustrated
from studykit.transfer.page_lines import BLOCKS, Line, heading, lines
from studykit.transfer.page_parts import LONGEST_NAME, Page, pages
from studykit.transfer.parcel import Parcel, make_guide, open_question

_ANSWER = re.compile(
    r"^(?:(?:model |sample )?(?:answers?|ans)\s*\d*\s*[:.)\-–]|(?-i:A)\s*\d*\s*[:.)])\s*(.*)$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(?:(?:question|Q)\s*\d*\s*[:.)]|\(?\d{1,3}[:.)])\s*(.*)$", re.IGNORECASE | re.DOTALL
)
_LABELLED = re.compile(r"Q\s*\d*\s*[:.)]|question\s*\d*\s*:", re.IGNORECASE)
_MARKED = re.compile(r"\*\*\S(?:[^*]*\S)?\*\*|`[^`]+`")
_PROMPTS = re.compile(
    r"(?:what|why|how|when|where|who|which|in what|to what|explain|describe|discuss|compare|contrast|evaluate|analy[sz]e|define|name|list|give|"
    r"is|are|do|does|can|should|would|could|identify|outline|assess|state|suppose|imagine|consider)\b",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\s*[:：]\s+|\s+[–—-]\s+")
_MOST_WORDS = 8


@dataclass(slots=True)
class _Related:
    """A related term that a page explains."""

    line: int
    name: str
    said: list[str]


def is_mine(file: Foreign) -> bool:
    """Whether there are headings of two parts at least."""
    names = {heading(line)[0] for line in lines(file.head(30_000))}
    return len(names & {"definition", "facts", "questions"}) >= 2


def read(file: Foreign) -> Parcel:
    """The pages, each a guide; then a guide for each related term that one of them explains."""
    parcel = Parcel.of(file, file.title)
    taken: list[tuple[str, Page, Guide]] = []
    for page in pages(lines(file.text)):
        parcel.found += 1
        if guide := _guide(parcel, page):
            taken.append((f"line {page.line}", page, guide))
    explained = [one for _, page, _ in taken for one in _related(page) if one.said]
    known = {guide.slug for _, _, guide in taken} | {slugify(one.name) for one in explained}
    for place, page, guide in taken:
        parcel.add_guide(place, _linked(parcel, page, guide, known))
    _add_explained(parcel, explained)
    return parcel


def _guide(parcel: Parcel, page: Page) -> Guide | None:
    """The guide that a page is; None if it lacks what a guide needs."""
    place = f"line {page.line}"
    if not page.term:
        said = "Nothing above its first heading says which term it is about."
        parcel.leave(place, "a page", said)
        return None
    below = page.parts.get("definition") or page.parts.get("before", [])
    definition = _joined(below)
    if not definition:
        parcel.leave(place, page.term, "It has no definition.")
        return None
    facts = [_said(text) for _, text in _items(page.parts.get("facts", []))]
    questions = tuple(_questions(parcel, page))
    aliases = [one.name for one in _names(page.parts.get("aliases", []))]
    return make_guide(_said(page.term), definition, facts, questions, tuple(aliases))


def _linked(parcel: Parcel, page: Page, guide: Guide, known: set[str]) -> Guide:
    """A guide with links to those related terms that come with it."""
    place, related = f"line {page.line}", _related(page)
    confused = _names(page.parts.get("contrast", []))
    slugs = [[slugify(one.name) for one in found] for found in (related, confused)]
    links = [
        tuple(dict.fromkeys(s for s in ones if s in known and s != guide.slug)) for ones in slugs
    ]
    lost = [one.name for one in (*related, *confused) if slugify(one.name) not in known]
    if lost:
        said = f"Nothing here explains these terms, so it is not linked to them: {', '.join(lost)}."
        parcel.change(place, page.term, said)
    if "found" in page.parts:
        said = "In which other courses it is found, the library tells by itself."
        parcel.change(place, page.term, said)
    return replace(guide, related=links[0], contrast=links[1])


def _add_explained(parcel: Parcel, explained: Sequence[_Related]) -> None:
    """Add a guide for each related term that has no page."""
    for one in explained:
        if parcel.has_guide(slugify(one.name)):
            continue
        parcel.found += 1
        parcel.add_guide(f"line {one.line}", make_guide(one.name, _said(" ".join(one.said))))


def _questions(parcel: Parcel, page: Page) -> Iterator[Question]:
    """The review questions that have an answer, each once."""
    seen: set[str] = set()
    for line, text, answer in _asked(page.parts.get("questions", [])):
        if not answer:
            parcel.found += 1
            parcel.leave(f"line {line}", text, "No answer stands below this question.")
            continue
        question = open_question(_said(text), answer)
        if question.id in seen:
            parcel.found += 1
            parcel.leave(f"line {line}", text, "The same question came before on this page.")
            continue
        seen.add(question.id)
        yield question


def _asked(below: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """The line, text and answer of each question: what stands below a question, up to the next one."""
    outer = min((line.indent for line in below), default=0)
    numbered = any(line.ordinal is not None and line.indent <= outer + 1 for line in below)
    labelled = any(_LABELLED.match(line.text) for line in below)
    number = 0
    text: list[str] = []
    answer: list[Line] = []
    for line in below:
        told = _ANSWER.match(line.text)
        bare = _bare_question(line)
        if text and not answer and not told and line.goes_on(text[-1]):
            text.append(line.text)
        elif not told and line.indent <= outer + 1 and _begins(line, bare, numbered, labelled, bool(answer) or not text):  # fmt: skip
            if text:
                yield number, " ".join(text), _joined(answer)
            number, text, answer = line.number, [bare], []
        elif text:
            answer.append(replace(line, text=told[1]) if told and not answer else line)
    if text:
        yield number, " ".join(text), _joined(answer)


def _begins(line: Line, bare: str, numbered: bool, labelled: bool, is_free: bool) -> bool:
    """Whether a line begins a question: by its label or number, or by asking something."""
    if labelled:
        return bool(_LABELLED.match(line.text))
    if numbered:
        return line.ordinal is not None
    return bare.endswith(("?", "？")) or (
        is_free and _PROMPTS.match(bare) is not None and len(bare) < 300
    )


def _bare_question(line: Line) -> str:
    """A question without the `Q:`, number or bullet before it, and without marks around it."""
    text = line.item if line.item is not None else line.text
    match = _QUESTION.match(text)
    text = (match[1] if match and match[1] else text).strip()
    bold = re.fullmatch(r"(\*\*|__)((?:(?!\1).)+)\1", text)
    return bold[2] if bold else text


def _joined(below: Sequence[Line]) -> str:
    """Lines as Markdown: paragraphs, and lists where several lines are items; what was broken at some width is whole."""
    blocks: list[list[str]] = []
    mark = "- " if sum(line.item is not None for line in below) > 1 else ""
    for line in below:
        if not line.text:
            continue
        if blocks and line.goes_on(blocks[-1][-1]):
            blocks[-1].append(line.text)
        else:
            blocks.append([f"{mark}{line.item}" if line.item is not None else line.text])
    said: list[str] = []
    for block in blocks:
        text = " ".join(block)
        is_item = bool(mark) and text.startswith(mark)
        gap = "\n" if is_item and said and said[-1].startswith("- ") else "\n\n"
        said += [gap] if said else []
        said.append(f"- {_said(text[2:])}" if is_item else _said(text))
    return "".join(said)


def _items(below: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The items of a list, with the lines that go on: numbered or bulleted ones, or one a line."""
    marked = any(line.item is not None for line in below)
    number = 0
    said: list[str] = []
    for line in below:
        goes_on = said and (line.item is None if marked else line.goes_on(said[-1]))
        if goes_on:
            said.append(line.text)
        elif line.item is not None or not marked:
            if said:
                yield number, " ".join(said)
            number, said = line.number, [line.item if line.item is not None else line.text]
    if said:
        yield number, " ".join(said)


def _related(page: Page) -> list[_Related]:
    """The related terms of a page, each once."""
    found: dict[str, _Related] = {}
    for one in _names(page.parts.get("related", [])):
        found.setdefault(slugify(one.name), one)
    return list(found.values())


def _names(below: Sequence[Line]) -> list[_Related]:
    """The names in a list of terms, with what is said of those that are explained."""
    found: list[_Related] = []
    for line in below:
        text = line.item if line.item is not None else line.text
        name, *said = _EXPLAINED.split(text, maxsplit=1)
        name = name.strip(" .*_")
        if said and 0 < len(name) <= LONGEST_NAME and len(name.split()) <= _MOST_WORDS:
            found.append(_Related(line.number, name, said))
        elif found and found[-1].said and line.goes_on(found[-1].said[-1]):
            found[-1].said.append(line.text)
        else:
            names = (one.strip(" .*_") for one in re.split(r"\s*[,;]\s*", text))
            found += [_Related(line.number, one, []) for one in names if 0 < len(one) <= LONGEST_NAME]  # fmt: skip
    return found


def _said(text: str) -> str:
    """A line as Markdown: as it is where it has marks of it in pairs, else as plain text."""
    return text if text.startswith(BLOCKS) or _MARKED.search(text) else from_illustrated(text)
