"""How studykit starts, and the one place where everything that goes wrong is told to a person."""

import os
from collections.abc import Sequence

from studykit.cli import console, exits
from studykit.cli.app import open_app
from studykit.cli.desk import Library
from studykit.errors import StudykitError


def run(argv: Sequence[str]) -> int:
    """Run studykit with these arguments; returns the exit code."""
    console.prepare()
    try:
        code = _run(argv)
        console.finish()
    except BrokenPipeError:
        console.silence()
        return exits.BROKEN_PIPE
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except StudykitError as error:
        return _tell(error)
    except Exception as error:
        return _apologise(error)
    return code


def _run(argv: Sequence[str]) -> int:
    """Without arguments open the app, and to be quick about it do not read the command line's library."""
    if not argv:
        return open_app(Library())
    from studykit.cli.commands import invoke

    return invoke(argv)


def _tell(error: StudykitError) -> int:
    """Say what went wrong and what to do about it."""
    console.say(f"studykit: {error.sentence}")
    if error.hint:
        console.say(f"  {error.hint}")
    return exits.PROBLEMS


def _apologise(error: Exception) -> int:
    """Say that the mistake is the program's; details only for those who ask."""
    if os.environ.get("STUDYKIT_DEBUG") == "1":
        import traceback

        console.say("".join(traceback.format_exception(error)))
    cause = f"{type(error).__name__}: {error}".partition("\n")[0]
    console.say(
        f"studykit: something went wrong inside the program ({cause[:200]}). What was saved is safe. "
        "Please report it where you got studykit, with what it says when STUDYKIT_DEBUG=1 is set."
    )
    return exits.INTERNAL
