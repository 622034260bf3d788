"""What an item of QTI 2.x or QTI 3 declares to be right."""

from dataclasses import dataclass, field

from studykit.transfer.elements import Element

IN_PART = "An answer that is right in part counts as wrong."


@dataclass(slots=True)
class Declared:
    """What is said to be right for a response."""

    kind: str = ""
    is_single: bool = False
    """Whether there is one answer, so that part of the points is not enough."""
    values: list[str] = field(default_factory=list)
    mapped: dict[str, float] = field(default_factory=dict)

    @property
    def positive(self) -> list[str]:
        """All that gives points."""
        return [key for key, score in self.mapped.items() if score > 0]

    @property
    def right(self) -> list[str]:
        """What is right; where only points are told, what gives the most, or of several answers all that gives some."""
        if self.values or not self.is_single:
            return self.values or self.positive
        return self.best

    @property
    def best(self) -> list[str]:
        """All that gives the most points."""
        most = max(self.mapped.values(), default=0)
        return [key for key in self.positive if self.mapped[key] == most]


def read_declared(element: Element) -> Declared:
    """What a declaration says."""
    made = Declared(element.get("basetype").lower(), element.get("cardinality") == "single")
    if correct := element.child("correctresponse"):
        made.values = [value.text for value in correct.children("value") if value.text]
    if mapping := element.child("mapping"):
        for entry in mapping.children("mapentry"):
            try:
                made.mapped[entry.get("mapkey")] = float(entry.get("mappedvalue"))
            except ValueError:
                made.mapped[entry.get("mapkey")] = 1
    return made
