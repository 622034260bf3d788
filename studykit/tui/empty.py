"""What an empty library says."""

import os

from textual.content import Content

from studykit.paths import own_library
from studykit.tui.text import one_line


def empty_library() -> Content:
    """Where courses are put, and how the shipped ones are switched on."""
    return Content.assemble(
        ("There are no courses here yet.\n\n", "bold"),
        "Put a folder of courses at\n  ",
        one_line(str(own_library(os.environ))),
        "\nor name one:  studykit --library FOLDER\nor begin one: studykit new course TITLE\n\n"
        "The courses that come with studykit were left out. To have them again, start it\n"
        "without --no-shipped and without STUDYKIT_SHIPPED=0.\n\n"
        "How a course is written is told in the README; `studykit check FOLDER` finds mistakes.",
    )
