"""Options that say which cards are asked, in a quiz and on paper."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import click

from studykit.log import KINDS
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Order
from studykit.study.kinds import fitting_kinds

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog

F = TypeVar("F", bound=Callable[..., object])


def one_of(values: type[StrEnum]) -> click.Choice[str]:
    """The values of an enumeration, to be chosen from."""
    return click.Choice([value.value for value in values])


def kinds_or_fitting(
    catalog: "Catalog", scope: Sequence[str], kinds: Collection[str]
) -> frozenset[Kind]:
    """The kinds of card that were chosen, or those that are asked of a scope where nobody chose."""
    return frozenset(map(Kind, kinds or fitting_kinds(catalog, scope)))


def choosing_options(command: F) -> F:
    """Give a command its scope, `--count`, `--kind` and `--order`."""
    scope = click.argument("scope", nargs=-1, metavar="[COURSE[/UNIT/|/TERM]]…")
    count = click.option(
        "-n",
        "--count",
        type=click.IntRange(min=1),
        default=10,
        show_default=True,
        help="How many questions at most.",
    )
    kinds = click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=click.Choice(KINDS),
        help="What is asked; may be repeated: review questions (default, where there are any), the definition of a term, "
        "the term of a definition, the blank in a fact.",
    )
    order = click.option(
        "--order",
        type=one_of(Order),
        default=Order.MIXED.value,
        show_default=True,
        help="As taught, shuffled, or mixed so that terms take turns, and confusable and related ones meet.",
    )
    return scope(count(kinds(order(command))))
