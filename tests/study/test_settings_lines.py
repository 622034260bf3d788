"""The file of the settings, changed from within the program."""

from datetime import timedelta
from pathlib import Path

import pytest

from studykit.errors import StudykitError
from studykit.study.settings import Settings, changed, read_settings, told, write_settings


@pytest.mark.parametrize(
    "kinds",
    [
        "kinds: # what is asked\n  - question\n# and\n\n  - fact\n",
        "kinds:\n- question\n- fact\n",
        "kinds: [question,\n  fact]\n",
        '"kinds" : [question, fact]\n',
    ],
)
def test_a_list_over_several_lines_becomes_one_line_and_all_else_stays(
    tmp_path: Path, kinds: str
) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(f"# mine\n{kinds}# how much\nretention: 0.8 # low\n", encoding="utf-8")
    settings, problems = read_settings(file)
    assert settings.kinds == {"question", "fact"}
    assert not problems
    write_settings(file, settings._replace(retention=0.85))
    assert read_settings(file) == (settings._replace(retention=0.85), [])
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# mine"
    assert lines[1].startswith("kinds: [question, fact]")
    after = lines.index("# how much")
    assert lines[2:after] == (["# and"] if "# and" in kinds else [])
    assert lines[after + 1] == "retention: 0.85 # low"


def test_a_value_that_was_stepped_to_is_written_as_it_reads(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    write_settings(file, Settings(retention=0.8 + 0.01 + 0.01 + 0.01))
    assert read_settings(file)[0].retention == 0.83


def test_a_file_that_cannot_be_changed_line_by_line_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    for content in (b"{retention: 0.8}\n", b"\xff\n"):
        file.write_bytes(content)
        with pytest.raises(StudykitError):
            write_settings(file, Settings())
        assert file.read_bytes() == content


def test_every_setting_is_told_with_its_value_and_its_meaning() -> None:
    values = {one.key: one.value for one in told(Settings())}
    assert values == {
        "retention": "0.9",
        "new-cards": "10",
        "day-start": "4:00",
        "kinds": "[question]",
    }
    assert all(one.meaning.endswith(".") for one in told(Settings()))


def test_one_setting_is_changed_and_the_others_stay() -> None:
    settings = changed(Settings(retention=0.8), "day-start", " 5:30 ")
    assert settings == Settings(retention=0.8, day_start=timedelta(hours=5, minutes=30))
    assert changed(settings, "kinds", "fact, term").kinds == {"fact", "term"}


@pytest.mark.parametrize(
    ("key", "text"),
    [("retention", "0.99"), ("retention", "nan"), ("new-cards", "-1"), ("kinds", "fact poem")],
)
def test_a_value_out_of_bounds_is_refused_with_how_to_write_it(key: str, text: str) -> None:
    with pytest.raises(ValueError, match="Write a"):
        changed(Settings(), key, text)


def test_a_setting_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        changed(Settings(), "colour", "red")
