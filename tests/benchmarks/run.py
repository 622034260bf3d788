"""How fast studykit is: `python tests/benchmarks/run.py [NAME …]`, by hand, never part of the tests.

It builds a wheel, installs it into a new environment, makes generated libraries, and prints medians and ratios. The
start-up figures are taken in a real pseudo-terminal, in turn with a bare Textual app in the same run.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.library import generate  # noqa: E402
from tests.terminal import Terminal  # noqa: E402

RUNS = 11


@dataclass
class Bench:
    """A folder with an environment that has the wheel, and generated libraries."""

    folder: Path
    python: Path = field(init=False)
    libraries: dict[int, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        venv = self.folder / "venv"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        self.python = venv / "bin" / "python"
        subprocess.run([self.python, "-m", "pip", "install", "-q", str(ROOT)], check=True)
        # Modules are compiled once, as after a first start by hand.
        subprocess.run([self.python, "-m", "compileall", "-q", venv / "lib"], check=False)
        os.chdir(
            self.folder
        )  # from a working copy Python would take the package there, not the wheel

    def library(self, terms: int) -> Path:
        """A generated library of so many terms."""
        if terms not in self.libraries:
            self.libraries[terms] = self.folder / f"library-{terms}"
            generate(self.libraries[terms], terms)
        return self.libraries[terms]

    def environ(self, name: str, library: Path | None = None) -> dict[str, str]:
        """A learner of that name, alone with one library or with the shipped courses."""
        home = self.folder / f"home-{name}"
        home.mkdir(exist_ok=True)
        kept = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
        environ = {**kept, "STUDYKIT_HOME": str(home), "COLORTERM": "truecolor"}
        if library:
            environ |= {"STUDYKIT_LIBRARY": str(library), "STUDYKIT_SHIPPED": "0"}
        return environ

    def studykit(
        self, *arguments: str, environ: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [self.python, "-m", "studykit", *arguments],
            env=dict(environ),
            capture_output=True,
            text=True,
            check=False,
        )

    def first_paint(self, argv: list[str], environ: Mapping[str, str], marker: bytes) -> float:
        """Milliseconds from the start of a program to the writing of a text to its terminal."""
        begun = time.perf_counter()
        with Terminal([str(self.python), *argv], environ, columns=100, rows=30) as terminal:
            terminal.wait_for_bytes(marker)
            return (time.perf_counter() - begun) * 1000


def start(bench: Bench) -> None:
    """Home with real figures against a bare Textual app, in turn."""
    hello = [str(ROOT / "tests/benchmarks/hello.py")]
    kit = ["-m", "studykit"]
    cases: list[tuple[str, dict[str, str], bytes, Callable[[], object]]] = [
        ("shipped content", bench.environ("shipped"), b"Programming with Python", lambda: None)
    ]
    large = bench.library(10_000)
    unchanged = bench.environ("large", large)
    files = sorted(large.rglob("*.yaml"))
    cases.append(("10,000 terms, unchanged", unchanged, b"Course 000", lambda: None))
    cases.append(
        (
            "10,000 terms, one file in 100 changed",
            unchanged,
            b"Course 000",
            lambda: touch(files[7::100]),
        )
    )
    for name, environ, marker, before in cases:
        bench.studykit("list", environ=environ)
        bench.studykit("quiz", "-n", "3", "--plain", environ=environ)
        pairs = []
        for _ in range(RUNS):
            before()
            ours = bench.first_paint(kit, environ, marker)
            pairs.append((ours, bench.first_paint(hello, environ, b"hello, world")))
        report(f"home, {name}", [a for a, _ in pairs], [b for _, b in pairs])


def touch(files: list[Path]) -> None:
    """Change files a little, so that they have to be read again."""
    for file in files:
        text = file.read_text("utf-8")
        file.write_text(
            text.removesuffix("# changed\n")
            if text.endswith("# changed\n")
            else text + "# changed\n",
            "utf-8",
        )


def load(bench: Bench) -> None:
    """A first load of 10,000 terms against PyYAML's C loader alone."""
    code = (
        "import sys, time, yaml; from pathlib import Path; from studykit.content.catalog import Catalog\n"
        "folder, cache = map(Path, sys.argv[1:]); files = sorted(folder.rglob('*.yaml')); t = time.perf_counter()\n"
        "for file in files: yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)\n"
        "u = time.perf_counter(); catalog = Catalog.open([folder], cache); catalog.refresh(); v = time.perf_counter()\n"
        "print(v - u, u - t)"
    )
    times = []
    for run in range(3):
        cache = bench.folder / f"cache-{run}"
        out = subprocess.run(
            [bench.python, "-c", code, bench.library(10_000), cache],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        times.append(tuple(float(word) * 1000 for word in out.split()))
    report(
        "first load of 10,000 terms, against CSafeLoader",
        [a for a, _ in times],
        [b for _, b in times],
    )


def quiz(bench: Bench) -> None:
    """A key in a quiz to the next question painted, rating commit included."""
    for terms in (100, 1_000, 10_000):
        environ = bench.environ(f"quiz-{terms}", bench.library(terms))
        bench.studykit("list", environ=environ)
        times = []
        argv = [
            str(bench.python),
            "-m",
            "studykit",
            "quiz",
            "course-000",
            "-n",
            "30",
            "--kind",
            "term",
            "--seed",
            "1",
        ]
        with Terminal(argv, environ, columns=100, rows=30) as terminal:
            terminal.wait_for_bytes(b"1 of 30")
            for number in range(2, 22):
                settle()
                terminal.press("f2")
                terminal.wait_for_bytes(b"again", len(terminal.raw))
                settle()
                seen = len(terminal.raw)
                begun = time.perf_counter()
                terminal.press("3")
                terminal.wait_for_bytes(f"{number} of 30".encode(), seen)
                times.append((time.perf_counter() - begun) * 1000)
        report(f"rating to the next question painted, {terms:,} terms", times)


def settle() -> None:
    """Let the program finish what it does after a key, as a person would."""
    time.sleep(0.25)


def commit(bench: Bench) -> None:
    """Writing a rating down against a raw commit of one row (WAL, FULL)."""
    pairs = []
    for run in range(RUNS):
        out = run_code(bench, "commit.py", bench.folder / f"commit-{run}")
        pairs.append([float(word) * 1000 for word in out.split()])
    report("a rating written down, against a raw commit", *map(list, zip(*pairs, strict=True)))


def search(bench: Bench) -> None:
    """Full-text search of 100,000 questions."""
    library = bench.library(20_000)
    out = run_code(bench, "searching.py", library, bench.folder / "cache-search")
    for line in out.splitlines():
        name, value = line.rsplit(" ", 1)
        report(f"search {name}", [float(value) * 1000])


def guide(bench: Bench) -> None:
    """A guide page of 20 kB, from the key to its painting."""
    folder = bench.folder / "long" / "long-course"
    folder.mkdir(parents=True, exist_ok=True)
    paragraph = "A long definition has **many words** that say the same thing once more, `code` and $x^2$ among them. "
    text = "\n".join(f"  {paragraph * 4}\n" for _ in range(48))
    (folder / "course.yaml").write_text(
        "course: Long course\nabout: One long page.\nunits: [{unit: One, guides: [page]}]\n",
        "utf-8",
    )
    (folder / "page.yaml").write_text(
        f"term: Long page\ndefinition: |\n{text}facts:\n  - A **fact**.\nquestions:\n"
        "  - question: What?\n    answer: Something.\n    points: [Something]\n",
        "utf-8",
    )
    environ = bench.environ("long", folder.parent)
    bench.studykit("list", environ=environ)
    times = []
    for _ in range(7):
        with Terminal(
            [str(bench.python), "-m", "studykit"], environ, columns=100, rows=40
        ) as terminal:
            terminal.wait_for_bytes(b"Long course")
            settle()
            settle()
            terminal.press("tab", "enter")
            terminal.wait_for_bytes(b"unseen")
            terminal.press("down", "down")
            settle()
            settle()
            seen = len(terminal.raw)
            begun = time.perf_counter()
            terminal.press("enter")
            terminal.wait_for_bytes(b"A long definition", seen)
            times.append((time.perf_counter() - begun) * 1000)
    report("guide page of 20 kB, key to painting", times)


def commands(bench: Bench) -> None:
    """Whole commands that need no Textual, with 10,000 terms and with the shipped courses."""
    large = bench.environ("large", bench.library(10_000))
    shipped = bench.environ("shipped")
    for name, environ, argv in [
        ("list, shipped", shipped, ["list"]),
        ("list, 10,000 terms", large, ["list"]),
        ("show, shipped", shipped, ["show", "art-of-the-interview/networking"]),
        ("search, 10,000 terms", large, ["search", "evidence"]),
        ("check again, 10,000 terms", large, ["check"]),
        ("results, shipped", shipped, ["results"]),
        ("--version", shipped, ["--version"]),
    ]:
        bench.studykit(*argv, environ=environ)
        times = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            bench.studykit(*argv, environ=environ)
            times.append((time.perf_counter() - begun) * 1000)
        report(f"command {name}", times)


def memory(bench: Bench) -> None:
    """Resident memory of home with 10,000 terms."""
    environ = bench.environ("large", bench.library(10_000))
    bench.studykit("list", environ=environ)
    with Terminal([str(bench.python), "-m", "studykit"], environ, columns=100, rows=30) as terminal:
        terminal.wait_for_bytes(b"Course 000")
        time.sleep(2)
        status = Path(f"/proc/{terminal.process.pid}/status").read_text("ascii")
    kilobytes = next(
        int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")
    )
    print(f"{'memory, 10,000 terms':58} {kilobytes / 1024:8.1f} MB")


def progress(bench: Bench) -> None:
    """The figures of the progress screen after a year of heavy use: 100,000 reviews of 20,000 cards."""
    figures(bench, "progress", 1_700)


def today(bench: Bench) -> None:
    """Today's queue after the same year, without a test ahead."""
    figures(bench, "today", 1_700)


def plan(bench: Bench) -> None:
    """The plan toward a test of 5,000 cards in 30 days, half of them met."""
    figures(bench, "plan", 1_000)


def figures(bench: Bench, what: str, terms: int) -> None:
    """Figures of a learner that is made up."""
    home = bench.folder / f"figures-{what}"
    home.mkdir()
    out = run_code(bench, "figures.py", what, bench.library(terms), home)
    for line in out.splitlines():
        name, value = line.rsplit(" ", 1)
        report(name, [float(value) * 1000])


def run_code(bench: Bench, script: str, *arguments: Path | str) -> str:
    """Run a script of this folder in the environment of the wheel."""
    path = Path(__file__).with_name(script)
    return subprocess.run(
        [bench.python, path, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=bench.folder,
    ).stdout


def report(name: str, ours: list[float], theirs: list[float] | None = None) -> None:
    """Print a median in milliseconds, its range, and the ratio pair by pair."""
    line = f"{name:58} {median(ours):8.1f} ms  ({min(ours):.1f} to {max(ours):.1f})"
    if theirs:
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        line += f"   against {median(theirs):.1f} ms: {median(ratios):.2f}x"
    print(line, flush=True)


BENCHMARKS = {
    f.__name__: f
    for f in (
        *(start, load, quiz, commit, search, guide, commands, memory),
        *(progress, today, plan),
    )
}


def main() -> None:
    """Run the benchmarks named, or all."""
    names = sys.argv[1:] or list(BENCHMARKS)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in names:
            BENCHMARKS[name](bench)


if __name__ == "__main__":
    main()
