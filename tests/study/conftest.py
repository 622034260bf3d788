"""A desk over a small library on disk."""

from collections.abc import Callable, Iterator
from datetime import UTC, tzinfo
from pathlib import Path
from random import Random

import pytest

from studykit.content.catalog import Catalog
from studykit.quiz.cards import ALL_KINDS
from studykit.quiz.quiz import Phase
from studykit.scheduling.memory import Memory
from studykit.storage.database import Database
from studykit.study.study import Study
from tests.study.steps import finish_card, practise, read
from tests.support import TickingClock, counting_ids

ASKING = """\
course: The Art of Asking
about: Asking and listening.
units:
  - unit: Kinds of interview
    guides:
      - term: Informational Interview
        aliases: [informational meeting]
        definition: A talk in which you lead.
        facts:
          - Send a **thank-you note**.
        questions:
          - question: How does it differ from a job interview?
            answer: Nobody is assessed. The asker leads.
            points:
              - {point: Nobody is assessed., core: true}
              - The asker leads.
          - question: What should follow?
            accept: [thank-you note]
        contrast: [job-interview]
      - term: Job Interview
        definition: A talk in which an employer assesses you.
        questions:
          - question: Why is it held?
            answer: To choose.
  - unit: Skills
    guides:
      - term: Active Listening
        definition: Listening with all attention.
questions:
  - question: Which of these is a kind of interview?
    choices:
      - {choice: The job interview, correct: true}
      - Active listening
"""
WRITING = """\
course: Writing
guides:
  - term: Letter
    definition: A text to somebody.
    questions:
      - question: What ends a letter?
        accept: [a greeting]
"""

OpenStudy = Callable[..., Study]
Save = Callable[..., None]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with two small courses."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "asking.yaml").write_text(ASKING, encoding="utf-8")
    (folder / "writing.yaml").write_text(WRITING, encoding="utf-8")
    return folder


@pytest.fixture
def open_study(library: Path, tmp_path: Path, ticking_clock: TickingClock) -> Iterator[OpenStudy]:
    """Opens a desk over the library, as often as the program is started."""
    opened: list[Study] = []

    def start(prefix: str = "id", zone: tzinfo = UTC) -> Study:
        catalog = Catalog.open([library], None)
        catalog.refresh()
        study = Study(
            catalog,
            lambda: Database.open(tmp_path / "studykit.db", ticking_clock.time),
            clock=ticking_clock,
            new_id=counting_ids(prefix),
            rng=Random(7),
            settings_file=tmp_path / "settings.yaml",
            zone=zone,
        )
        opened.append(study)
        return study

    yield start
    for study in opened:
        study.close()


@pytest.fixture
def study(open_study: OpenStudy) -> Study:
    """The desk."""
    return open_study()


@pytest.fixture
def save(study: Study, library: Path) -> Save:
    """Saves the course with some words replaced, and has it read."""

    def save(*changes: tuple[str, str], name: str = "asking", hold: bool = False) -> None:
        text = ASKING
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (library / f"{name}.yaml").write_text(text, encoding="utf-8")
        read(study, hold=hold)

    return save


@pytest.fixture
def learnt(study: Study) -> dict[str, Memory]:
    """What the learner remembers after having met all cards of the course."""
    sitting = practise(study, "asking", kinds=ALL_KINDS, count=None)
    while sitting.quiz.phase is not Phase.ENDED:
        finish_card(sitting)
    return study.log.memories()
