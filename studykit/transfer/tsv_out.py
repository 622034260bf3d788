"""Courses as a table with tabs between the columns."""

from collections.abc import Sequence

from studykit.content.model import Course
from studykit.transfer.luggage import Luggage
from studykit.transfer.shipment import Shipment
from studykit.transfer.table_out import write_table


def write(courses: Sequence[Course], _luggage: Luggage | None = None) -> Shipment:
    """The courses with tabs between the columns."""
    return write_table(courses, "\t")
