"""Where the program begins."""

import sys


def main() -> None:
    """Run studykit and leave with its exit code."""
    try:
        from studykit.cli.launch import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before there is anything to interrupt
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
