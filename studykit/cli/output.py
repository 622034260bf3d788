"""The file that a command is told to write: an older one is replaced, but never a course, and never what studykit keeps."""

from pathlib import Path

from studykit.errors import StudykitError

_DATABASE = b"SQLite format 3\0"
OUTPUT_HELP = "A file that is there is replaced, and that is told."
_PACKED = (".apkg", ".zip")
_ALIKE = {".html": (".htm", ".pdf"), ".md": (".markdown",), ".jsonl": (".json",)}


def put(path: Path, content: str | bytes) -> None:
    """Write a text or bytes; into a pipe or a device as they come, else whole or not at all. Raises StudykitError."""
    from studykit.study.saving import save

    refuse_kept(path)
    real = path.resolve() if path.is_symlink() and path.is_file() else path  # a link stays one
    if path.exists() and not path.is_file() and not path.is_dir():
        _pour(path, content)
    else:
        save(real, content, overwrite=True)


def refuse_kept(path: Path) -> None:
    """Refuse a file that nothing written here could stand for: before any work is done for it. Raises StudykitError."""
    if not path.is_file():
        return
    real, kept = path.resolve(), ""
    if real.suffix.lower() in (".yaml", ".yml"):
        kept = "may be part of a course"
    elif _begins(real) == _DATABASE:
        kept = "is a database"
    if kept:
        msg = f"{path} {kept}, and is not written over."
        raise StudykitError(msg, "Choose another name.")


def _begins(path: Path) -> bytes:
    """How a file begins; nothing if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE))
    except OSError:
        return b""


def _pour(path: Path, content: str | bytes) -> None:
    """Write into what is there and no file."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        with path.open("wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}."
        raise StudykitError(msg, "Choose another file.") from error


def is_there(path: Path) -> bool:
    """Whether a file is there that will be written over; a device or a pipe never is."""
    return path.is_file()


def written_words(path: Path, was_there: bool) -> str:
    """That a file is written, and whether it took the place of another."""
    return f"Written to {path}{', over what was there' if was_there else ''}."


def ending_words(path: Path, ending: str, title: str) -> str:
    """That the name of a file will not tell other programs what is in it; empty if it will, or has no ending at all."""
    fitting = {ending, *_ALIKE.get(ending, ())}
    if ending not in _PACKED and ending != ".html":
        fitting.add(".txt")
    if not path.suffix or path.suffix.lower() in fitting:
        return ""
    return f"{path.name} will hold {title}; the name of such a file ends in {ending}."
