"""Groups of commands that tell which command may have been meant."""

import click


class HelpfulGroup(click.Group):
    """A group of commands; where a name is wrong, the nearest is told."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; where there is none, the one that may be meant is told."""
        names = self.list_commands(ctx)
        if args[0] not in names:
            from difflib import get_close_matches

            if close := get_close_matches(args[0], names, 1):
                ctx.fail(f"There is no command {args[0]}. Did you mean {close[0]}?")
        return super().resolve_command(ctx, args)
