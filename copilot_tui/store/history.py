"""The history of one data folder: everything that `copilot_tui.service.ports.History` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.store import maintenance
from copilot_tui.store.answers import Answers
from copilot_tui.store.bin import Bin
from copilot_tui.store.conversations import Conversations
from copilot_tui.store.database import Database
from copilot_tui.store.finding import Finding
from copilot_tui.store.folders import Folders
from copilot_tui.store.importing import Importing
from copilot_tui.store.index import rebuild
from copilot_tui.store.listing import Listing
from copilot_tui.store.overview import Overviews
from copilot_tui.store.part import refresh_counts
from copilot_tui.store.presence import Presence
from copilot_tui.store.programs import Programs
from copilot_tui.store.reading import Reading
from copilot_tui.store.search import Search
from copilot_tui.store.transfer import Transfer
from copilot_tui.store.turns import Turns

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "history.db"


class SqliteHistory(
    Listing,
    Conversations,
    Bin,
    Reading,
    Turns,
    Answers,
    Importing,
    Transfer,
    Programs,
    Search,
    Finding,
    Folders,
    Overviews,
):
    """The store at its place; any thread may call, and any number of processes may have it open.

    Args:
        data_dir: the folder; made, with a new store in it, where it is missing.

    Raises:
        StoreTrouble: the store cannot be opened, and no new one can be begun.
    """

    def __init__(self, data_dir: Path) -> None:
        super().__init__(Database(data_dir / FILE_NAME), Presence(data_dir / "live"))

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._database.path

    @property
    def notice(self) -> str:
        """What the person should know about how it was opened, e.g. that a damaged file was set aside; or ""."""
        return self._database.notice

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; `notice` says why."""
        return self._database.read_only

    def data_version(self) -> int:
        """See `copilot_tui.service.ports.History`."""
        # Of the connection that writes: to the other one, what this process commits would be news too.
        with self._database.outside_transaction() as connection:
            version: int = connection.execute("PRAGMA data_version").fetchone()[0]
            return version

    def check(self, *, thorough: bool = False) -> list[str]:
        """What is wrong with the file, in SQLite's words; empty for nothing.

        Args:
            thorough: whether to compare indexes with tables too: many times slower.

        Raises:
            StoreTrouble: it is too damaged even to be checked.
        """
        with self._database.reading() as connection:
            if thorough:
                return maintenance.integrity_check(connection)
            return maintenance.quick_check(connection)

    def back_up(self) -> Path:
        """Writes a whole copy of the store to the folder `backups` beside it and returns its path.

        Raises:
            StoreTrouble: it could not be written.
        """
        with self._database.outside_transaction() as connection:
            return maintenance.back_up(connection, self.path)

    def retry(self) -> tuple[int, str]:
        """See `copilot_tui.service.ports.History`: whatever this store does not take, it refuses at once."""
        return 0, ""

    def reopen(self) -> None:
        """Opens the store again where its file could not be written, was replaced or is gone.

        A file that is gone is written anew first, as it was when it was removed: it is still open here.

        Raises:
            StoreTrouble: it cannot be opened, or still not be written.
        """
        before = self._database
        if before.is_at_its_place and not before.read_only:
            return
        if not self.path.exists() and not before.read_only:
            with before.outside_transaction() as connection:
                maintenance.restore(connection, self.path)
        after = Database(self.path)
        try:
            after.check_writable()
        except StoreTrouble:
            after.close()
            raise
        self._database = after
        before.close()

    def make_anew(self) -> None:
        """Makes anew whatever follows from the rest: indexes, the search index, counts; what refers to nothing goes.

        Raises:
            StoreTrouble: it could not be written; nothing was changed.
        """
        with self._database.outside_transaction() as connection:
            connection.execute("REINDEX")
        with self._database.writing() as connection:
            connection.execute("DELETE FROM exchanges WHERE turn NOT IN (SELECT seq FROM turns)")
            connection.execute("DELETE FROM programs WHERE message NOT IN (SELECT seq FROM messages)")
            rebuild(connection)
            for row in connection.execute("SELECT seq FROM conversations").fetchall():
                refresh_counts(connection, row["seq"])

    def close(self) -> None:
        """Closes the store; a question still on its way is then nobody's, and the next start calls it interrupted."""
        self._presence.close()
        self._database.close()
