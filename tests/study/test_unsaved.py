"""What was typed in a form and not saved is kept, and put upon what the file says by then."""

from datetime import UTC, datetime
from pathlib import Path

from studykit.content.nodes import Node
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from studykit.study.drafting import Draft
from studykit.study.unsaved import Kept, forget, keep, kept, take_up

NOW = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
FIRST: dict[str, Node] = {"term": "A", "definition": "It.", "facts": ["One."]}


def draft(slug: str = "a", **said: Node) -> Draft:
    return Draft(Path("a.yaml"), {**FIRST, **said}, course="x", slug=slug, first=dict(FIRST))


def test_what_was_typed_comes_back_until_it_is_thrown_away() -> None:
    log = ReviewLog(Database.memory())
    typed = draft(definition="It is.")
    keep(log, typed, typed.node, NOW)
    left = kept(log, draft())
    assert left == Kept(NOW, {**FIRST, "definition": "It is."}, FIRST)
    assert kept(log, draft("b")) is None
    forget(log, draft())
    assert kept(log, draft()) is None


def test_what_was_changed_elsewhere_in_the_file_is_kept_too() -> None:
    left = Kept(NOW, {**FIRST, "definition": "It is."}, FIRST)
    now: dict[str, Node] = {"term": "A", "aliases": ["B"], "definition": "It.", "facts": ["Two."]}
    assert left.is_behind(now)
    assert left.clashes(now) == []
    assert left.upon(now) == {**now, "definition": "It is."}


def test_where_both_wrote_what_was_typed_stands_and_that_is_told() -> None:
    left = Kept(NOW, {**FIRST, "definition": "It is."}, FIRST)
    now: dict[str, Node] = {**FIRST, "definition": "It was."}
    assert left.clashes(now) == ["definition"]
    assert left.upon(now)["definition"] == "It is."


def test_what_was_taken_out_stays_out() -> None:
    without: dict[str, Node] = {key: value for key, value in FIRST.items() if key != "facts"}
    assert Kept(NOW, without, FIRST).upon(FIRST) == without
    assert Kept(NOW, FIRST, FIRST).upon(without) == without


def test_a_new_guide_is_gone_on_with_in_its_unit() -> None:
    new = Draft(Path("x"), {"term": "", "definition": ""}, course="x", unit="Two")
    take_up(new, Kept(NOW, {"term": "B", "definition": ""}, {}, "One"))
    assert (new.node, new.unit) == ({"term": "B", "definition": ""}, "One")
