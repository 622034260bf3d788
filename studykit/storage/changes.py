"""Cards whose answer has changed in the library; kept from one comparison to the next, and compared again where a page is another."""

from collections.abc import Collection, Mapping

from studykit.storage.database import Database

_KEEP_MARK = """
    INSERT INTO compared_pages (page, mark) VALUES (?, ?) ON CONFLICT (page) DO UPDATE SET mark = excluded.mark
"""
_KEEP_CARD = """
    INSERT INTO changed_cards (card, content) VALUES (?, ?) ON CONFLICT (card) DO UPDATE SET content = excluded.content
"""

_FORGET = "DELETE FROM changed_cards WHERE card NOT IN (SELECT card FROM standings)"


class Changes:
    """Where they are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks(self) -> dict[str, int]:
        """The marks of the pages as they were compared last."""
        return dict(map(tuple, self._database.rows("SELECT page, mark FROM compared_pages")))

    def cards(self) -> dict[str, str]:
        """The cards that had changed, as JSON."""
        return dict(map(tuple, self._database.rows("SELECT card, content FROM changed_cards")))

    def keep(
        self, marks: Mapping[str, int], compared: Collection[str], changed: Mapping[str, str]
    ) -> None:
        """Keep what came of comparing the cards of some pages."""
        with self._database.transaction() as connection:
            connection.executemany(_KEEP_MARK, marks.items())
            connection.executemany(
                "DELETE FROM changed_cards WHERE card = ?", [(card,) for card in compared]
            )
            connection.executemany(_KEEP_CARD, changed.items())
            connection.execute(_FORGET)

    def compare_again(self, pages: Collection[str]) -> None:
        """Forget that these pages were compared: the history of their cards is another now."""
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM compared_pages WHERE page = ?", [(page,) for page in pages]
            )
