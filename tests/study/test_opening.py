"""Opening the desk on a machine."""

from pathlib import Path

from studykit import paths
from studykit.study.opening import open_study
from tests.support import TickingClock


def test_the_desk_is_opened_where_the_learner_says(
    tmp_path: Path, library: Path, ticking_clock: TickingClock
) -> None:
    environ = {"STUDYKIT_HOME": str(tmp_path / "home"), "STUDYKIT_LIBRARY": str(library)}
    study = open_study(shipped=False, environ=environ, clock=ticking_clock)
    study.catalog.refresh()
    assert [course.slug for course in study.catalog.courses()] == ["asking", "writing"]
    assert not (tmp_path / "home" / "studykit.db").exists()
    assert study.unfinished() == []
    assert (tmp_path / "home" / "studykit.db").exists()
    study.close()


def test_the_shipped_courses_belong_to_the_library_unless_they_are_switched_off(
    tmp_path: Path, monkeypatch: object
) -> None:
    home = {"STUDYKIT_HOME": str(tmp_path)}
    for environ, shipped, has_shipped in (
        (home, None, True),
        (home | {"STUDYKIT_SHIPPED": "0"}, None, False),
        (home, False, False),
    ):
        study = open_study(shipped=shipped, environ=environ)
        roots = paths.library_folders((), environ, with_shipped=shipped is not False)
        assert bool(roots) is has_shipped
        study.close()


def test_the_ids_and_the_times_of_the_real_desk_are_ready_to_be_merged(
    tmp_path: Path, library: Path
) -> None:
    study = open_study([library], shipped=False, environ={"STUDYKIT_HOME": str(tmp_path / "home")})
    study.catalog.refresh()
    options = study.quizzes.last_options()
    one, other = study.quizzes.begin(options), study.quizzes.begin(options)
    assert len(one.quiz.plan.id) == 36
    assert one.quiz.plan.id != other.quiz.plan.id
    assert str(one.quiz.plan.started_at.tzinfo) == "UTC"
    study.close()
