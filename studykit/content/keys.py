"""The keys of our files: which there are, what may stand at them, and what they are for.

The loader knows keys by these tables, and the JSON Schema for editors is made from them. They are in the order in
which keys are listed for the author.
"""

from typing import Literal, NamedTuple, TypeAlias

Shape: TypeAlias = Literal[
    "text",
    "texts",
    "flag",
    "id",
    "definition",
    "points",
    "choices",
    "facts",
    "questions",
    "set questions",
    "guides",
    "unit guides",
    "units",
]
"""What may stand at a key: words and no Enum, which would take its time at every start."""


class Key(NamedTuple):
    """One key of a mapping."""

    shape: Shape
    about: str
    """What it is for, in Markdown, for the author."""
    needed: bool = False


Keys: TypeAlias = dict[str, Key]

_ID = Key(
    "id",
    "A name of your own for this one: letters, digits, hyphens, dots and underscores. With it the learner's history stays when "
    "the wording changes; without it the id follows from the wording.",
)
_QUESTIONS_OF_A_FILE = "Questions that stand in no guide. Each may name its `term`; those that do not are about the course as a whole."

POINT: Keys = {
    "point": Key(
        "text", "One thing that a full answer says. The learner judges it by itself.", True
    ),
    "core": Key(
        "flag",
        "`true` if an answer without this point fails: the card then comes back in the same quiz.",
    ),
    "accept": Key(
        "texts",
        "Other wordings of the point. Where they occur in the learner's answer they are underlined, as a hint for the judging.",
    ),
    "why": Key("text", "Shown when the point was missed: why it matters, or how to keep it."),
    "id": _ID,
}
CHOICE: Keys = {
    "choice": Key("text", "What can be chosen.", True),
    "correct": Key("flag", "`true` if this choice is right. One or more of them have to be."),
    "why": Key("text", "Shown after the answer: why this choice is right, or wrong."),
}
FACT: Keys = {
    "fact": Key(
        "text",
        "A sentence worth knowing. The first **bold** words of it are blanked when it is asked.",
        True,
    ),
    "id": _ID,
}
QUESTION: Keys = {
    "question": Key("text", "What is asked, in Markdown.", True),
    "answer": Key(
        "text",
        "The model answer, in Markdown: shown beside the learner's own once that is locked. An open question needs one.",
    ),
    "points": Key(
        "points",
        "What a full answer says, one point at a time. Without them each sentence of the answer is a point.",
    ),
    "choices": Key(
        "choices", "What can be chosen: with this key it is a choice question. Two or more."
    ),
    "accept": Key(
        "texts",
        "The answers that are right as typed: with this key it is a short question. The learner may overrule the verdict.",
    ),
    "hint": Key("text", "A nudge that is shown on request."),
    "id": _ID,
}
SET_QUESTION: Keys = {
    **QUESTION,
    "term": Key("text", "The term that it asks about: its slug, its name, or an alias."),
}
DEFINITION: Keys = {
    "definition": Key("text", "What the term means, in Markdown.", True),
    "points": Key(
        "points",
        "What a full definition says. Without them each sentence of the definition is a point.",
    ),
}
GUIDE: Keys = {
    "term": Key("text", "The term that this guide explains.", True),
    "aliases": Key("texts", "Other names of the term, by which it is found and linked too."),
    "definition": Key(
        "definition",
        "What the term means, in Markdown: **bold** for the words that matter, formulas as `$\\bar{x}$`, tables, code. "
        "Or a mapping, `{definition: …, points: […]}`.",
        True,
    ),
    "facts": Key(
        "facts",
        "Must-know facts: sentences worth knowing, each with the words in **bold** that are blanked when it is asked.",
    ),
    "questions": Key("questions", "The review questions, which quizzes and mock tests ask."),
    "related": Key(
        "texts",
        "Terms to read next: slugs (file names), terms, or `other-course/term`.",
    ),
    "contrast": Key(
        "texts",
        "Terms that are easily confused with this one; they are asked near each other. Written as in `related`.",
    ),
}
UNIT: Keys = {
    "unit": Key("text", "The title of the unit.", True),
    "guides": Key(
        "unit guides",
        "The guides of the unit in the order taught: slugs, which are file names without `.yaml`; or whole guides.",
        True,
    ),
}
COURSE: Keys = {
    "course": Key("text", "The title of the course.", True),
    "about": Key("text", "What the course is about, in a sentence."),
    "units": Key(
        "units",
        "The units in the order taught. Guides that no unit names come after them.",
    ),
    "guides": Key(
        "guides", "Whole guides that stand in this file: a small course may be one file."
    ),
    "questions": Key("set questions", _QUESTIONS_OF_A_FILE),
}
SET: Keys = {
    "set": Key("text", "The title of the question set; without it the file's name is."),
    "about": Key("text", "What the questions are for; a note to yourself."),
    "questions": Key("set questions", _QUESTIONS_OF_A_FILE, True),
}
GUIDES: Keys = {
    "guides": Key("guides", "Several whole guides; the slug of each follows from its term.", True),
    "questions": Key("set questions", _QUESTIONS_OF_A_FILE),
}

FILES: dict[str, Keys] = {"course": COURSE, "term": GUIDE, "guides": GUIDES, "questions": SET}
"""The kinds of file by the key that tells them; where a file has several of these, the first one counts."""
