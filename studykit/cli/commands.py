"""The commands of the command line; each is read only when it is called."""

import io
from collections.abc import Sequence
from importlib import import_module

import click

from studykit import __version__
from studykit.cli import console, exits
from studykit.cli.app import open_app
from studykit.cli.desk import Library
from studykit.cli.groups import HelpfulGroup
from studykit.cli.options import library_options

VERBS = {
    "today": "today",
    "due": "due",
    "test": "test",
    "quiz": "quiz",
    "results": "results",
    "stats": "stats",
    "list": "courses",
    "show": "page",
    "search": "search",
    "check": "check",
    "preview": "preview",
    "import": "importing",
    "export": "exporting",
    "print": "printing",
    "new": "new",
    "schema": "schema",
    "rest": "rest",
    "settings": "settings",
    "fit": "fit",
    "ids": "ids",
    "orphans": "orphans",
    "rebuild": "rebuild",
}
"""The commands in the order of the help, and the module of each."""


class Verbs(HelpfulGroup):
    """Reads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click wants it
        """The names of the commands, in the order of use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"studykit.cli.{VERBS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Environment: STUDYKIT_LIBRARY names folders of courses, STUDYKIT_SHIPPED=0 leaves out the shipped courses, "
    "STUDYKIT_HOME is the folder in which everything is remembered.",
)
@library_options
@click.option("--theme", metavar="NAME", help="Open the app with this theme, and keep it.")
@click.version_option(__version__, message="studykit %(version)s")
@click.pass_context
def commands(context: click.Context, theme: str | None) -> int | None:
    """Study guides, quizzes and mock tests in the terminal.

    Without a command studykit opens the app; where its output is no terminal, it prints your courses instead.
    """
    if context.invoked_subcommand is None:
        return open_app(context.ensure_object(Library), theme)
    return None


def invoke(argv: Sequence[str]) -> int:
    """Run the command that the arguments ask for; returns the exit code."""
    try:
        with commands.make_context("studykit", list(argv)) as context:
            return int(commands.invoke(context) or 0)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return exits.INTERRUPTED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        console.say(told.getvalue().rstrip())
        return error.exit_code
