"""The one way in which a text that somebody wrote goes into a widget: clean, and literally as it stands.

A bare `str` must not go there: widgets read markup in it, so that `arr[i]` loses its `[i]` and `[/x]` ends the app.
"""

import os
from pathlib import Path

from rich.text import Text
from textual.content import Content

from studykit.content.text import clean


def text(written: str) -> Content:
    """A text of an author, a learner or a file's name, for any widget that takes content."""
    return Content(_shown(written))


def one_line(written: str) -> Content:
    """The same on one line, for titles, prompts and lists."""
    return Content(_on_one_line(written))


def label(written: str) -> Text:
    """The same on one line, for labels of trees and cells of tables, which want rich's text."""
    return Text(_on_one_line(written), no_wrap=True, end="")


def from_here(place: str) -> str:
    """A place as seen from the folder one is in, where it lies below it."""
    try:
        return place.removeprefix(f"{Path.cwd()}{os.sep}")
    except OSError:  # the folder is gone
        return place


def _shown(written: str) -> str:
    """The text as it may be shown; tabs are four cells, since widgets measure them as none."""
    return clean(written).expandtabs(4)


def _on_one_line(written: str) -> str:
    """The words of the text with one space between them."""
    return " ".join(clean(written).split())
