"""Notes and their models, as Anki has them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """How the notes of a kind are asked."""

    name: str
    fields: tuple[str, ...]
    is_cloze: bool = False
    templates: tuple[tuple[str, str], ...] = ()
    """Front and back of each card, as HTML with fields in it."""


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note, of which Anki makes one card or more."""

    place: str
    model: Model
    values: tuple[str, ...]
    """HTML, one for each field."""
    tags: tuple[str, ...] = ()
    deck: str = ""
    """Its way among the decks, `::` between two."""

    @property
    def by_name(self) -> dict[str, str]:
        """The values by the names of their fields."""
        return dict(zip(self.model.fields, self.values, strict=False))
