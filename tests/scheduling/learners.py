"""Reviews of simulated learners, as the log would give them to a fit."""

from datetime import date, timedelta

from studykit.scheduling.fidelity import Recall
from studykit.scheduling.memory import Memory
from studykit.scheduling.scheduler import USUAL_PARAMETERS, CardScheduler
from tests.simulation.students import STUDENTS, FsrsStudent, MakeStudent, Student

FIRST_DAY = date(2026, 3, 2)
NEW_A_DAY = 4
AVERAGE = STUDENTS["FSRS, as assumed"]


def lasting(seed: int) -> Student:
    """Somebody with whom things last far longer than with others."""
    first = tuple(6 * stability for stability in USUAL_PARAMETERS[:4])
    return FsrsStudent(seed, (*first, *USUAL_PARAMETERS[4:8], 2.6, *USUAL_PARAMETERS[9:]))


def reviews_of(make_student: MakeStudent, cards: int, days: int, seed: int = 1) -> list[Recall]:
    """What a learner answers who does what is due each day, and meets a few new cards, by the usual parameters."""
    student = make_student(seed)
    scheduler = CardScheduler()
    memories: dict[str, Memory] = {}
    found = []
    for ahead in range(days):
        day = FIRST_DAY + timedelta(days=ahead)
        new = range(NEW_A_DAY * ahead, min(NEW_A_DAY * (ahead + 1), cards))
        due = [card for card, memory in memories.items() if memory.due <= day]
        for card in (*due, *(f"card {number}" for number in new)):
            rating, before = student.answer(card, day), memories.get(card)
            found.append(Recall(card, day, rating, (day - before.day).days if before else None))
            memories[card] = (
                scheduler.next(card, before, rating, day)
                if before
                else scheduler.first(card, rating, day)
            )
    return found
