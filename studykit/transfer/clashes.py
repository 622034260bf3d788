"""Pictures and sounds that have the name of another one in the course that they are put into: they get a free name."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from studykit.content.model import Guide, Question
from studykit.transfer.media import MEDIA, media_name
from studykit.transfer.parcel import Parcel
from studykit.transfer.references import SOUND, Retext, redirected, with_question_texts, with_texts
from studykit.transfer.renaming import renamed_guide, renamed_question

Media = Mapping[str, Callable[[], bytes]]
"""Files by their names."""


def settle_clashes(parcel: Parcel, folder: Path) -> None:
    """Name all that a parcel brings so that no file of the course is taken for it; texts follow."""
    names = _new_names(parcel.media, _files_in(folder / MEDIA))
    if not names:
        return
    retext = partial(_retext, names)
    parcel.media = {names.get(name, name): content for name, content in parcel.media.items()}
    for part in parcel.parts.values():
        part.guides[:] = [_guide(guide, retext) for guide in part.guides]
        part.questions[:] = [_question(question, retext) for question in part.questions]


def _guide(guide: Guide, retext: Retext) -> Guide:
    asked = tuple(with_question_texts(question, retext) for question in guide.questions)
    return renamed_guide(replace(with_texts(guide, retext), questions=asked), guide)


def _question(question: Question, retext: Retext) -> Question:
    return renamed_question(with_question_texts(question, retext), question)


def _retext(names: Mapping[str, str], text: str) -> str:
    """A text that refers to files by their new names."""

    def lead(way: str) -> str | None:
        free = names.get(PurePosixPath(way).name) if way.startswith(f"{MEDIA}/") else None
        return f"{MEDIA}/{free}" if free else None

    led = redirected(text, lead)
    return SOUND.sub(lambda match: f"(sound: {names.get(match[1], match[1])})", led)


def _new_names(media: Media, there: Mapping[str, Path]) -> dict[str, str]:
    """The new names of those that need one."""
    names: dict[str, str] = {}
    taken = {name.lower() for name in media}
    for name, content in media.items():
        if name.lower() in there and (free := _free(name, content(), there, taken)) != name:
            names[name] = free
            taken.add(free.lower())
    return names


def _files_in(folder: Path) -> dict[str, Path]:
    """The files of a folder by their names, as systems see them that do not mind capitals."""
    try:
        return {file.name.lower(): file for file in folder.iterdir()}
    except OSError:
        return {}


def _free(name: str, data: bytes, there: Mapping[str, Path], taken: Collection[str]) -> str:
    """The first name for a file that is free, or under which the course has just the same."""
    found, tried = name, {*taken}
    while (other := there.get(found.lower())) and not _is_same(other, data):
        tried.add(found.lower())
        found = media_name(name, tried)
    return other.name if other else found


def _is_same(file: Path, data: bytes) -> bool:
    """Whether a file holds these bytes; not if it cannot be read."""
    try:
        return file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False
