import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studykit.content import cache, differences, taking, update
from studykit.content import catalog as catalog_module
from studykit.content.cache import VERSION, cache_file
from studykit.content.catalog import Catalog, CourseEntry, PageRef
from studykit.content.compiler import CompiledFile, Role, Source, compile_file
from studykit.content.loader import ReadError, Scan
from studykit.errors import NotFoundError, Severity, StorageError
from tests.content.shelf import course, guide, refreshed, told, write

NETWORKING = guide("Networking", "aliases: [building contacts]")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two courses that share a term."""
    return write(
        tmp_path / "library",
        {
            "interview/course.yaml": course("Interviews", "networking", "rapport"),
            "interview/networking.yaml": NETWORKING,
            "interview/rapport.yaml": guide("Rapport"),
            "business/course.yaml": course("Business"),
            "business/contacts.yaml": guide("Building Contacts", "aliases: [net-working]"),
        },
    )


def change(file: Path, text: str) -> None:
    """Write a file so that it is newer than before, however fast the test is."""
    before = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))


def test_opening_reads_no_course(library: Path, tmp_path: Path) -> None:
    catalog = Catalog.open([library], tmp_path / "cache")
    assert catalog.is_empty()
    assert catalog.courses() == []
    assert catalog.stale() == 5
    catalog.close()


def test_courses_are_listed_by_title_with_what_they_hold(library: Path) -> None:
    assert refreshed(library).courses() == [
        CourseEntry("business", "Business", "About Business.", 1, 1, 1, 1),
        CourseEntry("interview", "Interviews", "About Interviews.", 2, 2, 2, 2),
    ]


def test_own_libraries_stand_first(library: Path, tmp_path: Path) -> None:
    write(tmp_path / "own", {"z.yaml": course("Zoology")})
    entries = refreshed(tmp_path / "own", library).courses()
    assert [entry.title for entry in entries] == ["Zoology", "Business", "Interviews"]


def test_a_fact_without_bold_is_not_counted_among_the_cards(tmp_path: Path) -> None:
    text = 'term: A\ndefinition: A.\nfacts: ["**b** c", d, "`**e**`"]\n'
    write(tmp_path, {"x/course.yaml": course("X"), "x/a.yaml": text})
    (entry,) = refreshed(tmp_path).courses()
    assert entry.facts == 1


def test_what_was_compiled_is_there_at_the_next_start(library: Path, tmp_path: Path) -> None:
    first = refreshed(library, cache=tmp_path / "cache")
    courses, problems = first.courses(), first.problems()
    first.close()
    second = Catalog.open([library], tmp_path / "cache")
    assert (second.courses(), second.problems()) == (courses, problems)
    assert not second.is_empty()
    assert second.stale() == 0
    assert not second.refresh()
    second.close()


def test_each_library_has_a_cache_of_its_own(library: Path, tmp_path: Path) -> None:
    refreshed(library, cache=tmp_path / "cache").close()
    other = Catalog.open([library / "business"], tmp_path / "cache")
    assert other.is_empty()
    other.close()


def test_only_changed_files_are_read_again(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = refreshed(library)
    seen: list[str] = []

    def compile_and_note(source: Source, slug: str, role: Role) -> CompiledFile:
        seen.append(Path(source.path).name)
        return compile_file(source, slug, role)

    monkeypatch.setattr(taking, "compile_file", compile_and_note)
    change(library / "interview/rapport.yaml", guide("Rapport", "aliases: [harmony]"))
    write(library, {"business/memo.yaml": guide("Memo")})
    (library / "business/contacts.yaml").unlink()
    assert catalog.stale() == 3
    assert catalog.refresh()
    assert seen == ["memo.yaml", "rapport.yaml"]
    assert [one.slug for one in catalog.course("business").guides] == ["memo"]
    assert [ref.slug for ref in catalog.find("harmony")] == ["rapport"]


def test_a_course_is_not_joined_again_for_what_its_guides_teach(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = refreshed(library)
    text = guide("Rapport").replace("It helps to learn", "It wins confidence")
    text = text.replace("facts: [", 'facts: ["It is **mutual**.", ')
    change(library / "interview/rapport.yaml", text)
    with monkeypatch.context() as patch:
        patch.delattr(update, "join_courses")
        assert catalog.refresh()
    assert catalog.guide("interview", "rapport") == refreshed(library).guide("interview", "rapport")
    assert [hit.ref.slug for hit in catalog.search("confidence")] == ["rapport"]
    assert {hit.ref.slug for hit in catalog.search("learn")} == {"networking", "contacts"}
    assert [entry.facts for entry in catalog.courses()] == [1, 3]


def test_of_several_guides_of_a_file_only_the_changed_one_is_written(tmp_path: Path) -> None:
    text = "guides:\n  - {term: C, definition: c.}\n  - {term: D, definition: d.}\n"
    write(tmp_path, {"x/course.yaml": course("X"), "x/both.yaml": text})
    catalog = refreshed(tmp_path)
    change(tmp_path / "x/both.yaml", text.replace("definition: d", "definition: e"))
    assert catalog.refresh()
    assert [one.definition for one in catalog.course("x").guides] == ["c.", "e."]


@pytest.mark.parametrize("more", ["aliases: [accord]", "related: [networking]", "related: [no]"])
def test_a_course_is_joined_again_for_names_and_links(library: Path, more: str) -> None:
    catalog = refreshed(library)
    change(library / "interview/rapport.yaml", guide("Rapport", more))
    assert catalog.refresh()
    fresh = refreshed(library)
    assert catalog.course("interview") == fresh.course("interview")
    assert catalog.problems() == fresh.problems()
    assert catalog.find("accord") == fresh.find("accord")


def test_a_file_that_was_only_touched_changes_nothing(library: Path) -> None:
    catalog = refreshed(library)
    change(library / "interview/rapport.yaml", guide("Rapport"))
    assert catalog.stale() == 1
    assert not catalog.refresh()
    assert catalog.stale() == 0


def test_a_course_that_is_gone_is_forgotten_with_its_words(library: Path) -> None:
    catalog = refreshed(library)
    shutil.rmtree(library / "business")
    assert catalog.refresh()
    assert [entry.slug for entry in catalog.courses()] == ["interview"]
    assert not catalog.search("contacts building")[1:]


def test_a_course_whose_place_has_changed_is_read_anew(library: Path) -> None:
    catalog = refreshed(library)
    (library / "business/course.yaml").rename(library / "business/course.yml")
    assert catalog.refresh()
    assert len(catalog.courses()) == 2
    assert not catalog.problems()


def test_progress_is_told_to_the_end(library: Path) -> None:
    told_of: list[tuple[int, int]] = []
    Catalog.open([library], None).refresh(lambda done, total: told_of.append((done, total)))
    assert told_of == [(0, 5), (5, 5)]


def test_a_broken_file_costs_that_file_only(library: Path) -> None:
    change(library / "interview/rapport.yaml", "term: Rapport\nfacts: x\n")
    catalog = refreshed(library)
    assert [one.slug for one in catalog.course("interview").guides] == ["networking"]
    assert [told(problem) for problem in catalog.problems()] == [
        ("rapport.yaml", 1, 1),
        ("rapport.yaml", 2, 8),
    ]
    assert catalog.problems()[1].excerpt == "facts: x"


def test_a_file_that_cannot_be_read_is_tried_again_at_each_refresh(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> bytes:
        raise ReadError("This file cannot be read: permission denied.", "Look.")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "read", refuse)
        catalog = refreshed(library / "business")
        assert len(catalog.problems()) == 2
        assert not catalog.refresh()
    assert catalog.refresh()
    assert not catalog.problems()


def test_problems_met_in_looking_around_come_and_go(library: Path) -> None:
    write(library, {"loose/a.yaml": guide("A")})
    catalog = refreshed(library)
    (problem,) = catalog.problems()
    assert problem.severity is Severity.WARNING
    shutil.rmtree(library / "loose")
    assert catalog.refresh()
    assert not catalog.problems()


def test_a_term_is_also_found_where_another_course_has_it_as_an_alias(library: Path) -> None:
    catalog = refreshed(library)
    contacts = PageRef("business", "Business", "contacts", "Building Contacts")
    networking = PageRef("interview", "Interviews", "networking", "Networking")
    assert catalog.also_found_in("interview", "networking") == [contacts]
    assert catalog.also_found_in("business", "contacts") == [networking]
    change(library / "interview/networking.yaml", guide("Networking"))
    catalog.refresh()
    assert catalog.also_found_in("interview", "networking") == []
    change(library / "interview/networking.yaml", guide("Net Working"))
    catalog.refresh()
    assert catalog.also_found_in("business", "contacts")[0].term == "Net Working"
    assert catalog.also_found_in("interview", "networking") == [contacts]
    assert catalog.also_found_in("interview", "rapport") == []


def test_what_is_not_there_is_said_with_what_was_meant(library: Path) -> None:
    catalog = refreshed(library)
    with pytest.raises(NotFoundError, match=r"no course `interviw`.*`interview`"):
        catalog.course("interviw")
    with pytest.raises(NotFoundError, match=r"no term `raport`.*`rapport`"):
        catalog.guide("interview", "raport")
    with pytest.raises(NotFoundError, match="studykit list"):
        catalog.place_of("interview", "zzz\x1b[31m")


def test_a_guide_is_the_same_alone_and_in_its_course(library: Path) -> None:
    catalog = refreshed(library)
    found = catalog.guide("interview", "rapport")
    assert catalog.course("interview").guides[1] == found
    assert catalog.title_of("interview", "rapport") == found.term


def test_the_place_of_a_guide_is_its_file_and_line(library: Path) -> None:
    change(library / "interview/rapport.yaml", "# first\n" + guide("Rapport"))
    catalog = refreshed(library)
    file = library / "interview/rapport.yaml"
    assert catalog.place_of("interview", "rapport") == (file, 2)
    file.unlink()
    assert catalog.place_of("interview", "rapport") == (file, 1)


def test_a_copy_of_a_shipped_course_stands_before_it_and_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, title in ((own, "Mine"), (shipped, "Theirs")):
        write(folder, {"stats/course.yaml": course(title), "stats/a.yaml": guide("Mean")})
    monkeypatch.setattr("studykit.content.joining.shipped_content", lambda: shipped)
    catalog = Catalog.open([own, shipped], None)
    catalog.refresh()
    assert [entry.title for entry in catalog.courses()] == ["Mine"]
    assert catalog.problems() == []


def test_courses_of_one_title_are_told_apart_by_their_slugs_until_one_is_renamed(
    library: Path,
) -> None:
    write(library, {"monday/course.yaml": course("Business"), "monday/a.yaml": guide("Contacts")})
    catalog = refreshed(library)
    apart = {entry.slug: entry.apart for entry in catalog.courses()}
    assert apart == {"business": "business", "monday": "monday", "interview": ""}
    (contacts,) = catalog.find("contacts", 1)
    assert contacts.course_name == f"Business ({contacts.course})"
    assert {hit.ref.apart for hit in catalog.search("contacts")} == {"", "business", "monday"}
    change(library / "monday/course.yaml", course("Business on Monday"))
    catalog.refresh()
    assert not any(entry.apart for entry in catalog.courses())
    assert catalog.find("contacts", 1)[0].course_name.startswith("Business")
    assert not any(hit.ref.apart for hit in catalog.search("contacts"))
    catalog.close()


def test_a_damaged_cache_is_deleted_and_made_anew(library: Path, tmp_path: Path) -> None:
    refreshed(library, cache=tmp_path / "cache").close()
    file = cache_file([library], tmp_path / "cache")
    file.write_bytes(b"no database at all" * 1000)
    catalog = refreshed(library, cache=tmp_path / "cache")
    assert len(catalog.courses()) == 2
    catalog.close()
    assert file.read_bytes().startswith(b"SQLite format 3")


def test_damage_that_shows_only_in_reading_is_mended_at_once(library: Path, tmp_path: Path) -> None:
    refreshed(library, cache=tmp_path / "cache").close()
    file = cache_file([library], tmp_path / "cache")
    with closing(sqlite3.connect(file)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'page'").fetchone()
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : root * size] = b"\xa5" * size
    file.write_bytes(data)
    catalog = Catalog.open([library], tmp_path / "cache")
    assert len(catalog.courses()) == 2
    assert catalog.course("interview").title == "Interviews"
    catalog.close()


def test_a_cache_of_another_version_is_deleted(library: Path, tmp_path: Path) -> None:
    old = tmp_path / "cache" / f"catalog-{VERSION + 1}-0.sqlite"
    write(old.parent, {old.name: "old", "else.txt": "kept"})
    refreshed(library, cache=old.parent).close()
    assert not old.exists()
    assert (old.parent / "else.txt").exists()


def test_without_a_usable_cache_folder_the_library_is_compiled_in_memory(
    library: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    catalog = refreshed(library, cache=tmp_path / "file")
    assert len(catalog.courses()) == 2
    catalog.close()


def test_a_cache_that_cannot_be_deleted_is_left_and_memory_is_used(
    library: Path, tmp_path: Path
) -> None:
    file = cache_file([library], tmp_path)
    file.mkdir()
    catalog = refreshed(library, cache=tmp_path)
    assert len(catalog.courses()) == 2
    catalog.close()


def test_while_another_program_compiles_the_library_one_waits_and_takes_what_came_of_it(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_WAIT", 0.01)
    catalog, other = (Catalog.open([library], tmp_path / "cache") for _ in range(2))
    told: list[tuple[int, int]] = []

    def wait(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 3:
            other._db.execute("ROLLBACK")
            assert other.refresh()

    other._db.execute("BEGIN IMMEDIATE")
    assert not catalog.refresh(wait)
    assert told[:3] == [(0, 0)] * 3
    change(library / "interview/rapport.yaml", guide("Harmony"))
    assert other.refresh()
    assert catalog.guide("interview", "rapport").term == "Harmony"
    for one in (catalog, other):
        one.close()


def test_who_waits_for_another_program_can_be_stopped(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_WAIT", 0.01)
    catalog, other = (Catalog.open([library], tmp_path / "cache") for _ in range(2))

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    other._db.execute("BEGIN IMMEDIATE")
    with pytest.raises(KeyboardInterrupt):
        catalog.refresh(stop)
    for one in (catalog, other):
        one.close()


def test_a_file_that_another_program_is_just_making_is_waited_for(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, calls = cache._open_file, []

    def locked_at_first(file: Path) -> sqlite3.Connection:
        calls.append(file)
        if len(calls) < 3:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return original(file)

    monkeypatch.setattr(cache, "_WAIT", 0)
    monkeypatch.setattr(cache, "_open_file", locked_at_first)
    catalog, other = refreshed(library, cache=tmp_path), Catalog.open([library], tmp_path)
    assert other.courses() == catalog.courses()
    for one in (catalog, other):
        one.close()


def test_while_another_program_holds_the_cache_the_library_is_compiled_in_memory(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_WAIT", 0.01)
    monkeypatch.setattr(cache, "_TRIES", 2)
    catalog = Catalog.open([library], tmp_path / "cache")
    other = sqlite3.connect(cache_file([library], tmp_path / "cache"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert catalog.refresh()
    assert len(catalog.courses()) == 2
    other.execute("ROLLBACK")
    other.close()
    catalog.close()


def test_a_library_that_cannot_be_compiled_at_all_is_said_in_a_sentence(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **how: object) -> bool:
        raise sqlite3.OperationalError("disk is full")

    catalog = Catalog.open([library], None)
    monkeypatch.setattr(update, "update", fail)
    with pytest.raises(StorageError, match="cannot be compiled: disk is full"):
        catalog.refresh()
    catalog.close()


def test_a_refresh_that_is_broken_off_leaves_all_as_it_was(library: Path, tmp_path: Path) -> None:
    catalog = refreshed(library, cache=tmp_path / "cache")
    before = catalog.courses()
    change(library / "interview/rapport.yaml", guide("Harmony"))

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalog.refresh(interrupt)
    assert catalog.courses() == before
    assert catalog.guide("interview", "rapport").term == "Rapport"
    assert catalog.refresh()
    assert catalog.guide("interview", "rapport").term == "Harmony"
    catalog.close()


def test_a_worker_with_a_catalog_of_its_own_refreshes_for_all(
    library: Path, tmp_path: Path
) -> None:
    catalog = Catalog.open([library], tmp_path / "cache")

    def work() -> None:
        twin = catalog.twin()
        twin.refresh()
        twin.close()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert len(catalog.courses()) == 2
    assert not catalog.refresh()
    catalog.close()


def test_of_two_that_refresh_at_once_the_second_finds_nothing_to_do(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Catalog.open([library], tmp_path / "cache")
    original = differences.compare
    calls: list[int] = []

    def overtaken(db: sqlite3.Connection, found: Scan, *, hold: bool) -> differences.Differences:
        differ = original(db, found, hold=hold)
        calls.append(differ.files_to_take)
        if len(calls) == 1:
            refreshed(library, cache=tmp_path / "cache").close()
        return differ

    monkeypatch.setattr(catalog_module, "compare", overtaken)
    monkeypatch.setattr(update, "compare", overtaken)
    assert not first.refresh()
    assert calls[0] == 5
    assert calls[-1] == 0
    assert len(first.courses()) == 2
    first.close()


def test_a_closed_catalog_is_not_opened_again_by_accident(library: Path) -> None:
    catalog = refreshed(library)
    catalog.close()
    with pytest.raises(sqlite3.ProgrammingError):
        catalog.courses()


TEXTS = [
    guide("Alpha", "related: [beta]"),
    guide("Alpha", "related: [beta]").replace("helps to learn", "is of use"),
    guide("Beta", "aliases: [alpha]"),
    guide("Gamma", "related: [y/a, nothing]"),
    "term: Broken\n",
    "unclosed: '\n",
    "set: S\nabout: For it.\nquestions:\n  - {question: Q?, accept: [a], term: alpha}\n  - {question: R?, accept: [b]}\n",
    course("Title", "a", "b"),
    "guides:\n  - {term: C, definition: c.}\n  - {term: D, definition: d., related: [c]}\n",
]
NAMES = [
    "x/course.yaml",
    "x/a.yaml",
    "x/b.yaml",
    "x/in/a.yaml",
    "y/course.yaml",
    "y/a.yaml",
    "x.yaml",
]
EDITS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.none() | st.sampled_from(TEXTS)), min_size=1, max_size=12
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds=st.lists(EDITS, min_size=1, max_size=3))
def test_a_library_refreshed_step_by_step_is_as_if_compiled_at_once(
    rounds: list[list[tuple[str, str | None]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("library")
    catalog = Catalog.open([folder], None)
    time = 0
    for edits in rounds:
        for name, text in edits:
            path = folder / name
            path.unlink(missing_ok=True)
            if text is not None:
                write(folder, {name: text})
                time += 1_000_000
                os.utime(path, ns=(time, time))
        catalog.refresh()
    fresh = refreshed(folder)
    assert catalog.courses() == fresh.courses()
    assert catalog.problems() == fresh.problems()
    for entry in fresh.courses():
        assert catalog.page_cards(entry.slug) == fresh.page_cards(entry.slug)
        assert catalog.course(entry.slug) == fresh.course(entry.slug)
    for words in ("alpha", "what", "q", "learn"):
        assert set(catalog.search(words)) == set(fresh.search(words))
    catalog.close()
    fresh.close()
