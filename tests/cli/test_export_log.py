"""`studykit export --log`."""

import json
from pathlib import Path

from tests.cli.support import Call, a_quiz


def test_the_log_leaves_as_lines_of_json(call: Call, tmp_path: Path) -> None:
    quiz = a_quiz(call)
    path = tmp_path / "log.jsonl"
    code, out, _ = call("export", "--log", "-o", str(path))
    assert (code, out) == (0, "")
    first, *rows = map(json.loads, path.read_text("utf-8").splitlines())
    assert first["studykit"] == "log"
    assert [row["id"] for row in rows if row["table"] == "quizzes"] == [quiz]
    assert any(row["table"] == "attempts" for row in rows)
    assert call("export", "--log")[1] == path.read_text("utf-8")


def test_a_log_that_is_not_there_is_told(call: Call) -> None:
    code, _, told = call("export", "--log")
    assert code == 1
    assert "Nothing has been answered yet." in told


def test_the_log_and_a_course_do_not_leave_together(call: Call) -> None:
    assert call("export", "art-of-asking", "--log")[0] == 2
    assert call("export")[0] == 2
