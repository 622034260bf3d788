"""Packages that only some formats need, and what is said where they are missing."""

import sys

import pytest

from studykit.transfer import anki
from studykit.transfer.extras import needed
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import TransferError
from tests.transfer.anki_packages import Note, new_package


@pytest.mark.parametrize("package", ["missing_here", "missing_here.part", "json.missing_here"])
def test_what_to_install_is_said_also_where_the_package_around_it_is_missing(package: str) -> None:
    with pytest.raises(TransferError, match=f"needs {package}") as told:
        needed("anki", "json", package)
    assert "pip install 'studykit[anki]'" in told.value.hint
    needed("anki", "json", "json.decoder")


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python unpacks zstd itself")
def test_a_new_package_of_anki_tells_what_it_needs_where_no_extra_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = new_package([Note("Basic", ["What is it?", "A thing."])])
    for name in [name for name in sys.modules if name.split(".")[0] == "backports"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(TransferError, match=r"needs backports\.zstd"):
        anki.read(Foreign("deck.apkg", package))
