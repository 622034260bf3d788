"""The settings screen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from studykit.content.catalog import Catalog
from studykit.storage.database import Database
from studykit.study.settings import Settings, read_settings
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.screens.settings import SettingsScreen
from tests.scheduling.learners import lasting, reviews_of
from tests.study.written import write_down
from tests.tui.support import FixedClock, counting_ids, settle


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are kept."""
    return tmp_path / "settings.yaml"


@pytest.fixture
def study(library: Path, clock: FixedClock, tmp_path: Path, file: Path) -> Iterator[Study]:
    """A desk whose settings have a file."""
    catalog = Catalog.open([library], tmp_path / "cache")
    catalog.refresh()
    study = Study(
        catalog,
        Database.memory,
        clock=clock,
        new_id=counting_ids(),
        rng=Random(7),
        settings_file=file,
    )
    yield study
    study.close()


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Move the cursor to the line of that name."""
    assert isinstance(pilot.app.screen, SettingsScreen)
    await pilot.press("home")
    while pilot.app.screen.form.current.name != name:
        await pilot.press("down")


async def test_each_line_is_told_in_a_sentence(study: Study) -> None:
    async with StudykitApp(study).run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        assert "A card comes back when you are this likely" in await settle(pilot)
        await pilot.press("down", "down")
        screen = await settle(pilot)
        assert "belongs to the day before" in " ".join(screen.split())
        assert "settings.yaml" in "".join(screen.split())


async def test_what_is_chosen_is_kept_in_the_file(study: Study, file: Path) -> None:
    async with StudykitApp(study, SettingsScreen()).run_test() as pilot:
        await pilot.press("right")
        await go_to(pilot, "new_cards")
        await pilot.press("1", "2")
        await go_to(pilot, "day_start")
        await pilot.press(*"5:30")
        await go_to(pilot, "kind fact")
        await pilot.press("space", "enter")
        await settle(pilot)
    wanted = Settings(0.92, 12, timedelta(hours=5, minutes=30), frozenset({"question", "fact"}))
    assert study.schedule.settings == wanted
    assert read_settings(file) == (wanted, [])


async def test_escape_keeps_nothing(study: Study, file: Path) -> None:
    async with StudykitApp(study, SettingsScreen()).run_test() as pilot:
        await pilot.press("right", "escape")
    assert not file.exists()


async def test_defaults_are_one_key_away(study: Study, file: Path) -> None:
    file.write_text("retention: 0.8\nnew-cards: 3\n", encoding="utf-8")
    async with StudykitApp(study, SettingsScreen()).run_test(size=(80, 24)) as pilot:
        assert "80 %" in await settle(pilot)
        await pilot.press("ctrl+r", "enter")
        await settle(pilot)
    assert study.schedule.settings == Settings()


async def test_mistakes_in_the_file_are_told_on_home_once_and_shown_with_the_settings(
    study: Study, file: Path
) -> None:
    file.write_text("retention: lots\nnew-card: 3\n", encoding="utf-8")
    app = StudykitApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        [told] = app._notifications
        assert "This is no value for `retention`." in told.message
        assert "Did you mean `new-cards`?" in told.message
        await pilot.press("comma")
        assert "! " in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert not app._notifications, "they are not told again"


async def test_the_defaults_also_replace_what_could_not_be_read(study: Study) -> None:
    async with StudykitApp(study).run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await settle(pilot)
        await go_to(pilot, "day_start")
        await pilot.press(*"late", "down")
        assert "✗ Write it like 4:00." in await settle(pilot)
        await pilot.press("ctrl+r")
        screen = await settle(pilot)
        assert "late" not in screen
        assert "✗" not in screen


async def test_with_few_answers_nothing_is_fitted_and_it_is_said_how_many_are_needed(
    study: Study, file: Path
) -> None:
    async with StudykitApp(study, SettingsScreen()).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "fit")
        screen = await settle(pilot)
        assert "as for most learners" in screen
        assert "⏎ Do it" in screen
        await pilot.press("enter")
        told = " ".join((await settle(pilot)).split())
        assert "There are 0 recalls after a day or more: 400 more are needed" in told
        assert isinstance(pilot.app.screen, SettingsScreen), "Enter has kept nothing here"
    assert not study.schedule.parameters
    assert not file.exists()


@pytest.mark.usefixtures("fitter")
async def test_the_scheduling_is_fitted_in_the_app_and_the_fit_taken_back(study: Study) -> None:
    study.schedule.day()
    write_down(study.log, reviews_of(lasting, 150, 60))
    async with StudykitApp(study, SettingsScreen()).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "fit")
        await pilot.press("enter")
        screen = await settle(pilot)
        assert "The fitted parameters foretell better" in " ".join(screen.split())
        assert "fitted on Thu 26 Nov" in screen
        assert study.schedule.parameters
        await pilot.press("down", "enter")
        screen = await settle(pilot)
        assert "The usual parameters hold again" in " ".join(screen.split())
        assert "▸ Remembering" in screen
        assert "as for most learners" in screen
    assert not study.schedule.parameters
