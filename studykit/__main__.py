"""Where the program begins."""

import gc
import sys


def main() -> None:
    """Run studykit and leave with its exit code."""
    gc.disable()  # what is loaded stays, and commands are short; the app enables it once it is there
    try:
        from studykit.cli.launch import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before there is anything to interrupt
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
