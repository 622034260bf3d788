"""What goes wrong, and what a person is told of it."""

import pytest

from studykit.cli import launch
from studykit.cli.commands import VERBS
from studykit.errors import StudykitError
from tests.cli.support import Call


def test_every_command_has_help(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    for verb in VERBS:
        assert f"  {verb} " in out
        assert f"Usage: studykit {verb}" in call(verb, "--help")[1]
    for verb in ("add", "edit", "list", "show", "remove"):
        assert f"  {verb} " in call("test", "--help")[1]
        assert f"Usage: studykit test {verb}" in call("test", verb, "--help")[1]
    assert "Examples:\n    studykit test add" in call("test", "add", "--help")[1]


def test_the_version_is_told(call: Call) -> None:
    assert call("--version")[1].startswith("studykit ")


def test_an_unexpected_error_shows_no_traceback(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        message = "\x1b[31mboom"
        raise ValueError(message)

    monkeypatch.setattr(launch, "_run", fail)
    code, _, err = call("list")
    assert code == 70
    assert "ValueError: [31mboom" in err
    assert "Traceback" not in err
    monkeypatch.setenv("STUDYKIT_DEBUG", "1")
    assert "Traceback" in call("list")[2]


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (StudykitError("Oh.", "Do this."), 1)]
)
def test_what_stops_a_command_gives_its_exit_code(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(launch, "_run", fail)
    assert call("list")[0] == code


def test_hostile_arguments_reach_no_terminal(call: Call) -> None:
    for words in (
        ["list", "\x1b[2J"],
        ["\x1b[2J"],
        ["show", "a/\x9b31m\u202e"],
        ["check", "\x1b[2J"],
        ["test", "add", "\x1b[2J", "--on", "\x1b[2J"],
        ["test", "\x1b[2J"],
        ["rest", "art-of-asking/\x9b31m"],
        ["settings", "kinds", "\x1b[2J"],
    ):
        _, out, err = call(*words)
        assert not {char for char in out + err if not char.isprintable()} - {"\n"}


def test_a_command_that_is_not_there_is_told_with_what_may_be_meant(call: Call) -> None:
    assert "Did you mean list?" in call("lst")[2]
