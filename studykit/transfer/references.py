"""What the Markdown of a course refers to and is kept beside it: pictures, sounds, and files that links lead to.

    ![a hat](media/hat.png)    [the map](media/map.pdf)    (sound: bell.mp3)

The last is how an import names a sound, which then lies in the folder for media.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from studykit.content.markdown import literal_spans
from studykit.content.model import Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.transfer.media import KINDS, MEDIA

if TYPE_CHECKING:
    from markdown_it.token import Token

SOUND = re.compile(r"\(sound: ([\w.-]+)\)")
_WRITTEN = re.compile(
    r"(?P<sign>!?)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?:<(?P<quoted>[^<>\n]*)>|(?P<bare>(?:[^()\s<>]|\([^()\s<>]*\))+))(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
_DEFINED = re.compile(
    r"^(?P<label> {0,3}\[[^\[\]\n]+\]:[ \t]*)(?:<(?P<quoted>[^<>\n]*)>|(?P<bare>\S+))", re.MULTILINE
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_WEB = re.compile(r"https?:|//", re.IGNORECASE)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)

Lead = Callable[[str], str | None]
"""Gives the way that is to be written for one that stands there; empty: the words alone; None: as it is."""
Retext = Callable[[str], str]
"""Gives another text for one."""


def is_web(way: str) -> bool:
    """Whether a way leads into the web."""
    return bool(_WEB.match(way))


def is_outside(way: str) -> bool:
    """Whether a way leads out of the course: into the web, to a mailbox, or to a place of this machine."""
    return bool(_OUTSIDE.match(way))


def ways_in(markdown: str, *, links: bool = True) -> list[str]:
    """The ways that a text refers to by pictures, by sounds, and by links to files of the kinds that are kept; each once.

    Args:
        markdown: The text.
        links: Whether those of links are wanted as well.

    """
    if not any(sign in markdown for sign in ("![", "](", "(sound: ", "]: ")):
        return []
    from studykit.content.tokens import parse  # noqa: PLC0415 - costs time, and few texts need it

    tokens = (one for block in parse(markdown) for one in block.children or ())
    ways = [_way_of(token) for token in tokens if links or token.type == "image"]
    ways = [*filter(None, ways), *_sounds(markdown)]
    return list(dict.fromkeys(ways))


def _way_of(token: "Token") -> str:
    """The way that a token refers to; empty if it refers to nothing that could go along."""
    if token.type == "image":
        return unquote(str(token.attrGet("src") or ""))
    way = unquote(str(token.attrGet("href") or "")) if token.type == "link_open" else ""
    return way if not is_outside(way) and has_kind(way) else ""


def _sounds(markdown: str) -> Iterator[str]:
    """The ways to the sounds that an import named."""
    return (f"{MEDIA}/{name}" for name in SOUND.findall(markdown) if has_kind(name))


def has_kind(way: str) -> bool:
    """Whether a file is of a kind that is kept beside courses."""
    return PurePosixPath(way).suffix.lower() in KINDS


def redirected(markdown: str, lead: Lead) -> str:
    """A text whose references lead elsewhere; what stands in code and formulas is none."""
    parts: list[str] = []
    done = 0
    for start, end in [*literal_spans(markdown), (len(markdown), len(markdown))]:
        said = _WRITTEN.sub(lambda match: _rewritten(match, lead), markdown[done:start])
        parts += [_DEFINED.sub(lambda match: _defined(match, lead), said), markdown[start:end]]
        done = end
    return "".join(parts)


def _rewritten(match: re.Match[str], lead: Lead) -> str:
    """A picture or link that leads elsewhere; without a way, what it says."""
    way = _read(match["quoted"] or match["bare"] or "")
    found = lead(way)
    words = match["words"]
    if "](" in words:  # a picture that is a link
        words = _WRITTEN.sub(lambda inner: _rewritten(inner, lead), words)
    if found is None:
        return match[0].replace(match["words"], words, 1)
    if not found:
        return words or PurePosixPath(way).name
    return f"{match['sign']}[{words}]({_written(found)}{match['title'] or ''})"


def _defined(match: re.Match[str], lead: Lead) -> str:
    """A definition of where several links lead."""
    found = lead(_read(match["quoted"] or match["bare"] or ""))
    return match[0] if found is None else f"{match['label']}{_written(found) or '<>'}"


def _read(way: str) -> str:
    """A way as the parser gives it."""
    return unquote(unescape(_ESCAPED.sub(r"\1", way)))


def _written(way: str) -> str:
    return f"<{way}>" if re.search(r"[\s()]", way) else way


def without_pictures(text: str, stand_in: Retext) -> str:
    """A text in which something stands for each picture, as it is written, that is a file of a kind that is kept."""

    def found(match: re.Match[str]) -> str:
        is_one = match["sign"] and has_kind(_read(match["quoted"] or match["bare"] or ""))
        return stand_in(match[0]) if is_one else match[0]

    return _WRITTEN.sub(found, text) if "![" in text else text


def picture(way: str, words: str) -> str:
    """What shows a picture, as Markdown."""
    said = re.sub(r"[\[\]\n]", " ", words).strip()
    return f"![{said}]({_written(way if is_web(way) else quote(way))})"


def with_texts(guide: Guide, retext: Retext) -> Guide:
    """A guide with other texts: its own, not those of its questions."""
    definition = retext(guide.definition)
    return replace(
        guide,
        definition=definition,
        points=_points(guide.points, guide.definition, definition, retext),
        facts=tuple(replace(fact, text=retext(fact.text)) for fact in guide.facts),
    )


def with_question_texts(question: Question, retext: Retext) -> Question:
    """A question with other texts."""
    answer = retext(question.answer)
    choices = (replace(one, text=retext(one.text), why=retext(one.why)) for one in question.choices)
    return replace(
        question,
        text=retext(question.text),
        answer=answer,
        points=_points(question.points, question.answer, answer, retext),
        choices=tuple(choices),
        hint=retext(question.hint),
    )


def _points(points: Sequence[Point], before: str, answer: str, retext: Retext) -> tuple[Point, ...]:
    """Points with other texts; those that are the sentences of an answer stay so."""
    if points and before != answer and tuple(points) == sentence_points(before):
        return sentence_points(answer)
    return tuple(replace(one, text=retext(one.text), why=retext(one.why)) for one in points)


def kept_in(guides: Iterable[Guide], questions: Iterable[Question]) -> list[str]:
    """The names in the folder for media that pages and questions refer to."""
    texts: list[str] = []

    def see(text: str) -> str:
        texts.append(text)
        return text

    for guide in guides:
        with_texts(guide, see)
    for question in questions:
        with_question_texts(question, see)
    ways = dict.fromkeys(way for text in texts for way in ways_in(text))
    return [way.removeprefix(f"{MEDIA}/") for way in ways if way.startswith(f"{MEDIA}/")]
