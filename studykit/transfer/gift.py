"""GIFT, the plain text that Moodle reads and writes questions in."""

import re

from studykit.transfer import bounds
from studykit.transfer.asked import Item, add_item, gap
from studykit.transfer.categories import part_of, settle
from studykit.transfer.foreign import Foreign
from studykit.transfer.gift_answers import GiftKind, Group, read_group
from studykit.transfer.gift_grammar import Block, Parts, blocks, parts_of, unescaped, with_format
from studykit.transfer.judging import joined
from studykit.transfer.markup import Locate, from_plain
from studykit.transfer.moodle_texts import markdown_in, plain_in
from studykit.transfer.pages import Pages
from studykit.transfer.parcel import Parcel

_SHOWN = 200
"""Characters of a question that is too long, by which it is known."""
_SURE = re.compile(
    r"^[ \t]*(?:\$CATEGORY:|::[^:\n][^\n]*?[^\\:]::|//[ \t]*\[(?:id|tag):|\[(?:html|markdown|moodle|plain)\])",
    re.MULTILINE,
)
_OTHER = re.compile(r"\s*(?:<[?!a-zA-Z]|[\[{]\s*[\"\[{\]}]|---\s*\n|%YAML|#!)")
_NO_GAP = re.compile(r"[\s.?!:;,)]*")


def is_mine(file: Foreign) -> bool:
    """Whether a file is GIFT: it has answers between braces, or what else only GIFT has."""
    head = file.head()
    if _OTHER.match(head) or "```" in head:
        return False
    if _SURE.search(head):
        return True
    found = [parts_of(block.text) for block in blocks(head) if "{" in block.text]
    return any(map(_asks, found)) and sum(map(_asks, found)) * 2 >= len(found)


def _asks(parts: Parts) -> bool:
    """Whether what stands between the braces of a text is what only GIFT has there."""
    first = Group(parts.groups[0], str, str) if parts.groups else None
    if first is None or "}" in parts.texts[0]:
        return False
    if first.kind is GiftKind.ESSAY:
        return not parts.texts[-1].strip() and not first.content and bool(parts.texts[0].strip())
    if first.kind is GiftKind.NUMBER:
        return re.match(r"#\s*[-+=\d]", first.content) is not None
    if first.kind is GiftKind.TRUTH:
        return True
    is_right = any((one.is_right or one.weight) and one.text.strip() for one in first.answers)
    return is_right and first.content.startswith(("=", "~"))


def read(file: Foreign) -> Parcel:
    """The questions of a file."""
    parcel = Parcel.of(file)
    pages = Pages(parcel)
    part = ""
    tags: dict[str, None] = {}
    for block in blocks(file.text):
        if block.is_category:
            part = part_of(block.category)
            parcel.about = parcel.about or next(iter(block.ours.get("about", ())), "")
            continue
        parcel.found += 1
        tags |= dict.fromkeys(block.tags)
        item = _item(block, parcel.locate)
        item.part = part
        if not pages.take(item, block.ours):
            add_item(parcel, item)
    pages.finish()
    settle(parcel)
    if tags:
        parcel.change("the file", "tags", f"Tags are not carried: {', '.join(tags)}.")
    return parcel


def _item(block: Block, locate: Locate) -> Item:
    """What a question asks."""
    if fault := bounds.too_long(block.text):
        return Item(f"line {block.line}", block.text[:_SHOWN], fault=fault)
    parts = parts_of(block.text)
    item = Item(f"line {block.line}", title=parts.title, ident=block.ident)
    if len(parts.groups) > bounds.MOST_ASKS:
        item.text, item.fault = parts.texts[0], f"It has more than {bounds.MOST_ASKS} gaps."
        return item
    item.hint = next(iter(block.ours.get("hint", ())), "")
    texts = _Texts(parts.form, item, locate)
    if block.is_open or len(parts.texts) <= len(parts.groups):
        item.text = texts.show(parts.texts[0])
        item.fault = "Its answers have no `}` at their end."
        return item
    groups = [Group(content, texts.show, texts.say) for content in parts.groups]
    for at, group in enumerate(groups):
        item.asks += read_group(item, group, str(at))
    if len(groups) > 1 and any(
        group.kind in (GiftKind.MATCHING, GiftKind.ESSAY) for group in groups
    ):
        item.fault = "It has several groups of answers that do not go together."
    item.text = texts.show(_stem(parts)) or from_plain(parts.title)
    general = [texts.show(group.general) for group in groups]
    item.answer = joined(item.answer, *general)
    return item


def _stem(parts: Parts) -> str:
    """The text of a question; where more than a full stop follows its answers, they are a gap in it."""
    first, *others = parts.texts
    if not others:
        return first
    ends = first.rstrip().endswith((".", "?", "!", ":", ">"))
    if len(others) == 1 and (not others[0].strip() or (ends and _NO_GAP.fullmatch(others[0]))):
        return first
    return first + "".join(f"{gap(str(at))}{text}" for at, text in enumerate(others))


class _Texts:
    """Reads the texts of a question, which are in its format where they name none of their own."""

    def __init__(self, form: str, item: Item, locate: Locate) -> None:
        self._form = form
        self._item = item
        self._locate = locate

    def show(self, raw: str) -> str:
        """A text as Markdown."""
        form, text = with_format(raw, self._form)
        return markdown_in(unescaped(_unbroken(text, form)), form, self._picture)

    def say(self, raw: str) -> str:
        """A text without marks, for what is typed: that is no HTML, whatever the question is."""
        form, text = with_format(raw, "plain")
        return plain_in(unescaped(text), form)

    def _picture(self, way: str) -> str:
        """The name under which a picture is kept that lies beside the file; empty, and told, if it does not."""
        kept = self._locate(way)
        told = "A picture of it is not beside the file."
        if not kept and told not in self._item.changes:
            self._item.changes.append(told)
        return kept


def _unbroken(text: str, form: str) -> str:
    """A text whose lines were only broken to be short, on one line."""
    if form in ("html", "markdown"):
        return text
    return " ".join(line.strip() for line in text.strip().split("\n"))
