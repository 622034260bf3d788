"""Packages that a program of other people makes are read whole (extra `peers`)."""

from pathlib import Path

import pytest

from studykit.content.model import Form
from studykit.transfer import qti
from studykit.transfer.foreign import Foreign
from tests.transfer.same import parcel_questions

ITEMS = (
    ("MC", ("Which <b>one</b>?", ["alpha", "beta", "gamma"], "beta")),
    ("MA", ("Which two?", ["alpha", "beta", "gamma"], ["beta", "gamma"])),
    ("MATCH", ("Match them.", ["a", "b", "c"], ["A", "B", "C", "D"])),
    ("NUM", ("How many?", 42.5, 0.5, True)),
    ("FIB", ("Name it.", ["iron", "Fe"])),
    ("MULTI_FIB", ("One is [c1], two is [c2].", {"c1": ["red"], "c2": ["blue", "violet"]})),
)


@pytest.mark.parametrize(
    "engine", ["canvas_qti_v1_2", "blackboard_qti_v2_1", "blackboard_export_zip"]
)
def test_a_package_of_qti_package_maker_is_read_whole(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    peer = pytest.importorskip("qti_package_maker.package_interface", reason="no qti-package-maker")
    monkeypatch.chdir(tmp_path)
    maker = peer.QTIPackageInterface("peer", allow_mixed=True)
    for kind, what in ITEMS:
        maker.add_item(kind, what)
    maker.save_package(engine)
    (path,) = tmp_path.glob("*.zip")
    parcel = qti.read(Foreign(path.name, path.read_bytes()))
    assert parcel.found == parcel.taken == len(ITEMS)
    one, two, match, number, name, gaps = parcel_questions(parcel)
    assert one.text == "Which **one**?"
    assert [choice.correct for choice in one.choices] == [False, True, False]
    assert [choice.correct for choice in two.choices] == [False, True, True]
    assert [point.text for point in match.points] == ["a: A", "b: B", "c: C"]
    assert (number.form, number.accept) == (Form.SHORT, ("42.5",))
    assert number.answer == "42.5 (from 42 to 43 is right)"
    assert name.accept == ("iron", "Fe")
    assert gaps.answer == "One is **red**, two is **blue**."
