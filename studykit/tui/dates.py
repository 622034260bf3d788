"""Times as the learner reads them."""

from datetime import date, datetime

from studykit.quiz.words import hour_words


def clock_and_day(now: datetime) -> str:
    """The time of now as `Thu 26 Nov 19:04`."""
    local = now.astimezone()
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def day(at: datetime, now: datetime) -> str:
    """A day as seen from now: `today`, `yesterday`, `Mon`, `12 Nov`, `12 Nov 2025`."""
    local, here = at.astimezone(), now.astimezone()
    days = (here.date() - local.date()).days
    if days in {0, 1}:
        return ("today", "yesterday")[days]
    if 1 < days < 7:
        return f"{local:%a}"
    date = f"{local.day} {local:%b}"
    return date if local.year == here.year else f"{date} {local.year}"


def moment(at: datetime, now: datetime) -> str:
    """A moment as seen from now: `today 19:04`, `Mon 8:30`, `12 Nov 8:30`, `12 Nov 2025 8:30`."""
    local = at.astimezone()
    return f"{day(at, now)} {hour_words(local.time())}"


def calendar_day(day: date) -> str:
    """A date as `Fri 4 Dec`."""
    return f"{day:%a} {day.day} {day:%b}"


def until(day: date, today: date) -> str:
    """How far ahead a date is: `today`, `tomorrow`, `in 8 days`; `over` where it is past."""
    days = (day - today).days
    if days < 0:
        return "over"
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"


def on_day(day: date, today: date) -> str:
    """When something comes: `tomorrow`, `on Fri 4 Dec`."""
    days = (day - today).days
    return ("today", "tomorrow")[days] if days in {0, 1} else f"on {calendar_day(day)}"
