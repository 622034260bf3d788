"""Notes and their models, as Anki has them."""

from dataclasses import dataclass, replace

from studykit.transfer import bounds

_MOST = 100
"""Templates of a model that are looked at."""
_LONGEST = 20_000
"""Characters of each side of them."""
MOST_TAGS = 100
"""Of one note."""


@dataclass(frozen=True, slots=True)
class Model:
    """How the notes of a kind are asked."""

    name: str
    fields: tuple[str, ...]
    is_cloze: bool = False
    templates: tuple[tuple[str, str], ...] = ()
    """Front and back of each card, as HTML with fields in it."""


def cut_model(model: Model) -> Model:
    """A model without what no model needs: the thousandth field, the hundredth template, templates like books."""
    templates = ((front[:_LONGEST], back[:_LONGEST]) for front, back in model.templates[:_MOST])
    return replace(model, fields=model.fields[: bounds.MOST], templates=tuple(templates))


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
