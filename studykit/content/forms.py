"""Forms to fill in: a course, a guide, a question set, each with comments that teach the format.

A form is a file like any other: it loads, and `studykit check` warns of every text in it that is still to be written.
"""

import re

from studykit.content.gaps import GAP

_PLAIN = re.compile(r"[^\W\d_][\w .'()&/+-]*")
"""A text that is the same to everybody without quotes, also within brackets."""
_OTHERWISE = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
"""Words that some readers of YAML take for something else than text."""

_COURSE = """\
# A course. Every other `.yaml` file in this folder belongs to it and holds a guide, several guides, or questions.
# Write what is to stand for each `{gap}`; `studykit check` tells what is left to do.

course: {name}

# What it is about, in a sentence.
about: {gap}

# The units in the order taught, each with its guides: the names of their files, without `.yaml`.
# `studykit new guide` writes a guide, and enters it into a unit with `--unit`.
# units:
#   - unit: The first unit
#     guides: [a-term, another-term]
"""

_GUIDE = """\
# A study guide: one term, what it means, what to know about it, and what is asked.
# Write what is to stand for each `{gap}`, and delete what you do not need; `studykit check` tells what is left to do.
# Every value is text. It needs double quotes if `: ` or ` #` is in it, or if it begins with a sign such as `*` or `[`.

term: {name}

# Other names, by which it is found and linked too.
# aliases: [another name]

# What the term means, in Markdown: **bold** for the words that matter, formulas as `$\\bar{{x}}$`, tables, code.
definition: |
  {gap}

# Must-know facts: sentences worth knowing. The first words in **bold** are blanked when the fact is asked.
facts:
  - "{gap}"

# Review questions. The keys of a question say of which kind it is.
questions:
{questions}
# Terms to read next, and terms that are easily confused with this one: names of files, terms, or other-course/term.
# related: [a-term]
# contrast: [another-term]
"""

_SET = """\
# A question set: questions that stand in no guide, such as those of an old test.
# Write what is to stand for each `{gap}`, and delete what you do not need; `studykit check` tells what is left to do.
# Every value is text. It needs double quotes if `: ` or ` #` is in it, or if it begins with a sign such as `*` or `[`.

set: {name}

# A note to yourself.
# about: Where these questions are from.

# The keys of a question say of which kind it is. With a `term` it belongs to that guide, else to the course as a whole.
questions:
{questions}"""

_QUESTIONS = """\
  # An open question: a model answer, and its points, one for each thing that a full answer says.
  - question: "{gap}"
    # hint: A nudge, shown on request.
    answer: |
      {gap}
    points:
      - "{gap}"
      # - point: A point may say more. Without a core point the answer fails.
      #   core: true
      #   accept: [other words, another wording]
      #   why: Shown when the point was missed.

  # A choice question: one or more of its choices are correct.
  # - question: Which of these is it?
  #   choices:
  #     - {{choice: This one, correct: true, why: Shown after the answer.}}
  #     - That one

  # A short question: what is typed is compared with these answers.
  # - question: What is it called?
  #   accept: [its name, another spelling]
"""


def course_form(title: str, schema: str = "") -> str:
    """The head of a course; `schema` is the way to its JSON Schema, if there is one."""
    return _filled(_COURSE, title, schema)


def guide_form(term: str, schema: str = "") -> str:
    """A guide."""
    return _filled(_GUIDE, term, schema)


def questions_form(title: str, schema: str = "") -> str:
    """A question set."""
    return _filled(_SET, title, schema)


def guide_item(term: str) -> str:
    """A guide as an item of a list: what stands before its first key is before the dash."""
    before, _, after = guide_form(term).partition("\nterm:")
    lines = [f"- term:{after}".split("\n", 1)[0], *after.split("\n")[1:]]
    moved = [lines[0], *(f"  {line}" if line else "" for line in lines[1:])]
    return "\n".join([*before.rstrip().split("\n"), *moved])


def question_items(title: str) -> str:
    """Questions as items of a list, with their title in a comment."""
    lines = _QUESTIONS.format(gap=GAP).split("\n")
    return "\n".join([f"# {title}", *(line.removeprefix("  ") for line in lines)])


def scalar(text: str) -> str:
    """A text of one line as YAML, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _OTHERWISE:
        return text
    return "'" + text.replace("'", "''") + "'"


def schema_line(schema: str) -> str:
    """The comment by which an editor finds the schema of a file."""
    return f"# yaml-language-server: $schema={schema}\n"


def _filled(form: str, name: str, schema: str) -> str:
    """A form with its name in it."""
    questions = _QUESTIONS.format(gap=GAP)
    text = form.format(name=scalar(name), gap=GAP, questions=questions)
    return (schema_line(schema) + "#\n" if schema else "") + text
