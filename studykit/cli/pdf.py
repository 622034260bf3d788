"""A page made into a PDF by a browser that is at hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from studykit.errors import StudykitError

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "brave-browser",
)
"""Programs that can print without a window, as they are called on the path."""
_PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"Google\Chrome\Application\chrome.exe",
        r"Microsoft\Edge\Application\msedge.exe",
    ),
}
_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_PATIENCE = 120
"""Seconds for a browser to begin and to print."""
_INSTEAD = "Write an .html file instead, open it in any browser and print it from there."


def save_pdf(page: str, path: Path) -> None:
    """Write a page as a PDF.

    Raises:
        StudykitError: No browser is found, or it did not do it.

    """
    browser = find_browser()
    if browser is None:
        raise StudykitError("No browser was found that can make a PDF.", _INSTEAD)
    with TemporaryDirectory(prefix="studykit-") as folder:
        source, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        fault = _print(browser, source, made)
        if fault or not made.is_file():
            raise StudykitError(f"{Path(browser).name} made no PDF{fault}.", _INSTEAD)
        try:
            shutil.copyfile(made, path)
        except OSError as error:
            sentence = f"{path} cannot be written: {(error.strerror or '').lower()}."
            raise StudykitError(sentence, "Choose another folder or name.") from error


def find_browser() -> str | None:
    """A browser that prints without a window; None if none is at hand."""
    on_path = (shutil.which(name) for name in _NAMES)
    places = _PLACES.get(sys.platform, ())
    if sys.platform == "win32":
        roots = [os.environ[name] for name in _ROOTS if name in os.environ]
        places = tuple(str(Path(root, place)) for root in roots for place in places)
    installed = (place for place in places if Path(place).is_file())
    return next(filter(None, (*on_path, *installed)), None)


def _no_one() -> int:
    """The user where the system has none of number 0."""
    return -1


def _print(browser: str, source: Path, made: Path) -> str:
    """Have the page printed; why that failed, or nothing."""
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--disable-extensions",
        *(
            ["--no-sandbox"] if getattr(os, "geteuid", _no_one)() == 0 else []
        ),  # it refuses root else
        f"--user-data-dir={made.parent / 'profile'}",
        f"--print-to-pdf={made}",
        source.as_uri(),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - a browser that was found here
            command, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f" within {_PATIENCE} seconds"
    except OSError as error:
        return f": {(error.strerror or '').lower()}"
    return f" (it ended with {done.returncode})" if done.returncode else ""
