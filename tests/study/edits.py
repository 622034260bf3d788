"""A library that is edited in any way, with what each card of it really is."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"


def word(number: int) -> str:
    """A word that no other number has."""
    syllables = []
    for _ in range(3):
        number, at = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[at % len(CONSONANTS)] + VOWELS[at // len(CONSONANTS)])
    return "".join(syllables)


def words(of: int, count: int) -> list[str]:
    """So many words of its own for each thing."""
    return [word(of * 97 + at * 7919) for at in range(count)]


@dataclass
class Item:
    """A question or a fact."""

    what: int
    """The same for two texts that ask the same."""
    is_fact: bool
    text: list[str]
    answer: list[str]
    ident: str = ""
    """Of the author's; empty: it follows from the text."""

    @property
    def asks(self) -> str:
        return f"Why do the {' '.join(self.text)} so?"

    @property
    def says(self) -> str:
        if self.is_fact:
            return f"The **{self.text[0]}** is {' '.join(self.text[1:])}."
        return f"It is {' '.join(self.answer)}."

    def lines(self) -> Iterator[str]:
        first = f"fact: {self.says!r}" if self.is_fact else f"question: {self.asks!r}"
        yield f"  - {first}"
        if not self.is_fact:
            yield f"    answer: {self.says!r}"
        if self.ident:
            yield f"    id: {self.ident}"


@dataclass
class Page:
    """A guide in a file."""

    what: int
    slug: str
    term: str
    definition: list[str]
    items: list[Item] = field(default_factory=list)

    def text(self) -> str:
        lines = [f"term: {self.term}", f"definition: It is a {' '.join(self.definition)}."]
        for key, are_facts in (("facts", True), ("questions", False)):
            some = [item for item in self.items if item.is_fact is are_facts]
            if some:
                lines += [f"{key}:", *(line for item in some for line in item.lines())]
        return "\n".join(lines) + "\n"


class Shelf:
    """Courses in folders. Each edit takes numbers that say where it is made, and may find nothing to do."""

    def __init__(self) -> None:
        self.courses: dict[str, list[Page]] = {}
        self._made = 0
        for course in ("first", "second"):
            pages = [self._new_page(3 - at) for at in range(3)]
            self.courses[course] = pages
        self._before: list[dict[str, list[Page]]] = []

    def write(self, folder: Path) -> None:
        """Put all files on disk as they are."""
        wanted = {
            folder / f"{slug}/course.yaml": f"course: The {slug} one\n" for slug in self.courses
        }
        for slug, pages in self.courses.items():
            wanted |= {folder / slug / f"{page.slug}.yaml": page.text() for page in pages}
        for file in folder.rglob("*.yaml"):
            if file not in wanted:
                file.unlink()
        for file, text in wanted.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists() or file.read_text("utf-8") != text:
                file.write_text(text, "utf-8")

    def keep(self) -> None:
        """This state may be brought back."""
        self._before.append(deepcopy(self.courses))

    # -- edits -----------------------------------------------------------------------------------------------------------

    def reword(self, a: int, b: int) -> None:
        """Another word in a question or fact."""
        if item := self._item(a):
            self._made += 1
            item.text[1 + b % (len(item.text) - 1)] = word(self._made + 40_000)

    def reword_answer(self, a: int, b: int) -> None:
        if item := self._item(a):
            self._made += 1
            item.answer[b % len(item.answer)] = word(self._made + 50_000)

    def reorder(self, a: int, b: int) -> None:
        page = self._page(a)
        page.items = page.items[b % 3 :] + page.items[: b % 3]

    def move(self, a: int, b: int) -> None:
        """A question or fact to another page."""
        item, target = self._item(a), self._page(b)
        if item and all(item.what != other.what for other in target.items):
            self._free(target, item)
            self._home(item).items.remove(item)
            target.items.append(item)

    def swap(self, a: int, b: int) -> None:
        """The places of two questions; with their ids, so that the ids are with the other texts."""
        page = self._page(a)
        if len(page.items) > 1:
            one, other = page.items[0], page.items[1 + b % (len(page.items) - 1)]
            if one.is_fact is other.is_fact and not one.ident and not other.ident:
                one.text, other.text = other.text, one.text
                one.answer, other.answer = other.answer, one.answer
                one.what, other.what = other.what, one.what

    def rename_file(self, a: int, b: int) -> None:
        del b
        self._made += 1
        self._page(a).slug = f"file-{self._made}"

    def rename_term(self, a: int, b: int) -> None:
        del b
        self._made += 1
        self._page(a).term = f"Name {word(self._made + 60_000)}"

    def rename_course(self, a: int, b: int) -> None:
        del b
        slug = list(self.courses)[a % len(self.courses)]
        self._made += 1
        self.courses = {
            f"course-{self._made}" if one == slug else one: pages
            for one, pages in self.courses.items()
        }

    def move_page(self, a: int, b: int) -> None:
        """A page to another course."""
        page = self._page(a)
        slug = list(self.courses)[b % len(self.courses)]
        if all(page.slug != other.slug for other in self.courses[slug]):
            for pages in self.courses.values():
                if len(pages) > 1 and page in pages:
                    pages.remove(page)
                    self.courses[slug].append(page)
                    return

    def merge(self, a: int, b: int) -> None:
        """A page into another one."""
        source, target = self._page(a), self._page(b)
        home = next(pages for pages in self.courses.values() if source in pages)
        if source is not target and len(home) > 1:
            for item in source.items:
                if all(item.what != other.what for other in target.items):
                    self._free(target, item)
                    target.items.append(item)
            home.remove(source)

    def split(self, a: int, b: int) -> None:
        """Half of a page into a new one."""
        page = self._page(a)
        if len(page.items) > 1:
            new = self._new_page(0)
            at = 1 + b % (len(page.items) - 1)
            new.items, page.items = page.items[at:], page.items[:at]
            next(pages for pages in self.courses.values() if page in pages).append(new)

    def delete(self, a: int, b: int) -> None:
        del b
        if item := self._item(a):
            self._home(item).items.remove(item)

    def delete_page(self, a: int, b: int) -> None:
        del b
        page = self._page(a)
        for pages in self.courses.values():
            if len(pages) > 1 and page in pages:
                pages.remove(page)

    def add(self, a: int, b: int) -> None:
        """A new question."""
        self._page(a).items.append(self._new_item(is_fact=bool(b % 3 == 0)))

    def duplicate(self, a: int, b: int) -> None:
        """A copy of a question on another page."""
        item, target = self._item(a), self._page(b)
        if item and all(item.what != other.what for other in target.items):
            copy = deepcopy(item)
            self._free(target, copy)
            target.items.append(copy)

    def number(self, a: int, b: int) -> None:
        """Ids as authors give them: q1, q2, …, the same on every page; where there are some, they stay."""
        page = self._page(a)
        if any(item.ident for item in page.items):
            return
        for at, item in enumerate(page.items):
            item.ident = f"{'f' if item.is_fact else 'q'}{at + b % 3}"

    def rename_id(self, a: int, b: int) -> None:
        if item := self._item(a):
            self._made += 1
            item.ident = f"id-{self._made}" if b % 2 else ""

    def bring_back(self, a: int, b: int) -> None:
        """All files as they were before."""
        del b
        if self._before:
            self.courses = deepcopy(self._before[-1 - a % len(self._before)])

    # -- within ----------------------------------------------------------------------------------------------------------

    def pages(self) -> list[Page]:
        return [page for pages in self.courses.values() for page in pages]

    def _page(self, at: int) -> Page:
        pages = self.pages()
        return pages[at % len(pages)]

    def _item(self, at: int) -> Item | None:
        items = [item for page in self.pages() for item in page.items]
        return items[at % len(items)] if items else None

    def _home(self, item: Item) -> Page:
        return next(page for page in self.pages() if any(one is item for one in page.items))

    def _free(self, page: Page, item: Item) -> None:
        """An id that is not on a page yet."""
        if item.ident and any(item.ident == other.ident for other in page.items):
            self._made += 1
            item.ident = f"id-{self._made}"

    def _new_item(self, *, is_fact: bool) -> Item:
        self._made += 1
        return Item(self._made, is_fact, words(self._made, 6), words(self._made + 5000, 9))

    def _new_page(self, items: int) -> Page:
        self._made += 1
        made = self._made
        page = Page(made, f"page-{made}", f"Term {word(made)}", words(made + 9000, 6))
        page.items = [self._new_item(is_fact=at == 2) for at in range(items)]
        return page


EDITS: dict[str, Callable[[Shelf, int, int], None]] = {
    name: edit
    for name, edit in vars(Shelf).items()
    if not name.startswith("_") and name not in {"write", "keep", "pages"}
}
