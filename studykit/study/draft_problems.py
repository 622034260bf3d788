"""What is wrong with a page or a question that is being written in a form."""

from collections.abc import Iterable
from dataclasses import dataclass

from studykit.content.nodes import Node
from studykit.content.nodes import Path as Way
from studykit.content.schema import read_document
from studykit.errors import Severity, StudykitError


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """Something that is wrong with a draft."""

    way: Way
    """To it within the guide: `("questions", 1, "answer")`."""
    sentence: str
    hint: str
    is_bad: bool = True
    """Whether it cannot be put into its file so. A link can: it may lead to what is still to be written."""

    @property
    def told(self) -> str:
        """What is said of it where it keeps nobody from saving."""
        return f"{self.sentence} {self.hint}"


def problems_of_file(root: dict[str, Node]) -> list[DraftProblem]:
    """What is wrong with what a file would say, by the rules of every file."""
    found: list[DraftProblem] = []

    def report(
        path: Way, sentence: str, hint: str = "", severity: Severity = Severity.ERROR, at_key: bool = False
    ) -> None:  # fmt: skip
        del at_key
        if severity is Severity.ERROR:
            found.append(DraftProblem(path, sentence, hint))

    read_document(root, "draft", report)
    return found


def problems_of_question(node: dict[str, Node], *, in_set: bool = False) -> list[DraftProblem]:
    """What keeps nodes from being a question of a guide, or of a question set."""
    page: dict[str, Node] = {} if in_set else {"term": "x", "definition": "x"}
    return problems_of_file({**page, "questions": [node]})


def refuse_bad(problems: Iterable[DraftProblem]) -> None:
    """Refuse what cannot be put into its file. Raises StudykitError."""
    for one in problems:
        if one.is_bad:
            raise StudykitError(one.sentence, one.hint)


def with_problems(news: str, problems: Iterable[DraftProblem]) -> str:
    """What is to be told of a file, and of what is wrong with what was put into it nevertheless."""
    return " ".join(filter(None, [news, *(one.told for one in problems if not one.is_bad)]))
