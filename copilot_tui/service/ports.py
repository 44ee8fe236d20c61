"""What the service needs of the other rooms, as protocols: the wire, the history, the token.

All of `History` is synchronous and may be called from any one thread at a time; callers keep it off the event loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from copilot_tui.config.preferences import Preferences
    from copilot_tui.config.settings import Settings
    from copilot_tui.domain.cloud import StackRef, UpdateSummary, User
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation, Turn, TurnPage
    from copilot_tui.domain.diagnosis import Finding
    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.exchange import Exchange
    from copilot_tui.domain.finding import Place, Sought
    from copilot_tui.domain.import_gain import ImportGain
    from copilot_tui.domain.listing import Cursor, ListQuery, Outline, SearchCursor, SearchPage, Summary
    from copilot_tui.domain.overview import Overview
    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.domain.program import Program
    from copilot_tui.domain.question import Answer, Question
    from copilot_tui.domain.search_query import SearchQuery
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.options import Options


class Directory(Protocol):
    """What the Pulumi Cloud tells of a person and their stacks; None from whatever it does not tell.

    Raises:
        NotSignedIn: there is no token; from every method.
        NetworkTrouble: no connection; from every method.
        WrongSettings: the environment's proxies or certificates cannot be used; from every method.
    """

    async def user(self) -> User | None:
        """Who the token belongs to.

        Raises:
            Unauthorized: to nobody: it was refused.
        """
        ...

    async def default_organization(self) -> str | None:
        """The organization that bare stack names belong to; None also where the person has chosen none."""
        ...

    async def stacks(self, organization: str = "", *, limit: int = 200) -> tuple[StackRef, ...] | None:
        """The stacks of an organization, or all that the person can see."""
        ...

    async def updates(self, stack: StackRef, *, limit: int = 10) -> tuple[UpdateSummary, ...] | None:
        """A stack's last updates, newest first."""
        ...


class CopilotApi(Protocol):
    """The wire: one call, and what the service tells beside answers."""

    @property
    def directory(self) -> Directory:
        """Reads only; over the same connections."""
        ...

    async def ask(self, question: Question, *, on_retry: Callable[[int, str], None] | None = None) -> Answer:
        """Posts a question and reads its answer.

        Args:
            question: what to send.
            on_retry: called before connecting is tried again, with the number of the coming attempt and why; only
                failures before anything was sent are ever retried.

        Raises:
            CopilotError: every failure there is; its `exchange` attribute holds what was sent and received.
            asyncio.CancelledError: cancelled; the connection is closed by then.
        """
        ...

    async def close(self) -> None:
        """Closes idle connections."""
        ...


class Credentials(Protocol):
    """Where the token comes from; the token itself never leaves in a repr, a log or an error."""

    @property
    def source(self) -> str:
        """Where it was found, in words: "PULUMI_ACCESS_TOKEN", "pulumi login", …; "" when there is none."""
        ...


class History(Protocol):
    """The store. Every method that writes is one transaction, committed when it returns.

    Raises:
        StoreTrouble: the store could not be read or written; from every method.
    """

    # conversations
    def page(
        self,
        query: ListQuery,
        *,
        after: Cursor | None = None,
        skip: int = 0,
        from_end: bool = False,
        limit: int = 100,
    ) -> list[Summary]:
        """One page of the list: pinned first, then the newest activity first.

        Args:
            query: which list.
            after: where the page before ended.
            skip: how many rows to pass over, by the index alone.
            from_end: whether to pass over rows at the list's end instead, and to give those before them.
            limit: how many rows at most.
        """
        ...

    def outline(self, query: ListQuery, since: Sequence[datetime]) -> Outline:
        """How many conversations each period of the list has.

        Args:
            query: which list.
            since: the beginnings of the periods, the latest first; each ends where the one before begins.
        """
        ...

    def recent_contexts(self, limit: int = 20) -> list[CloudContext]:
        """The contexts of conversations, each once, the one that was used last first."""
        ...

    def position(self, query: ListQuery, row: Cursor) -> int:
        """How many rows stand before a row of the list."""
        ...

    def count(self, query: ListQuery) -> int:
        """How many the whole list has."""
        ...

    def summary(self, conversation_id: str) -> Summary | None:
        """One row of the list; None when it is gone."""
        ...

    def conversation(self, conversation_id: str) -> Conversation | None:
        """One conversation without its turns; None when it is gone (or in the bin)."""
        ...

    def find_ids(self, prefix: str, *, limit: int = 10, deleted: bool = False) -> list[str]:
        """Ids of conversations that start with a prefix; of those in the bin instead where `deleted` says so."""
        ...

    def create(self, context: CloudContext, *, at: datetime, title: str = "New conversation") -> Conversation:
        """A new conversation without turns; it is listed once it has a draft or a turn."""
        ...

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives it another title."""
        ...

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """Keeps it at the top of the list, or no longer."""
        ...

    def set_archived(self, conversation_id: str, *, archived: bool) -> None:
        """Takes it out of the list without deleting it, or back."""
        ...

    def set_unread(self, conversation_id: str, *, unread: bool) -> None:
        """Marks whether an answer waits to be looked at."""
        ...

    def set_context(self, conversation_id: str, context: CloudContext) -> None:
        """Sets the context of its next question."""
        ...

    def set_draft(self, conversation_id: str, draft: str) -> None:
        """Keeps what is typed and not yet sent."""
        ...

    def delete(self, conversation_id: str, *, at: datetime) -> None:
        """Puts it into the bin."""
        ...

    def undelete(self, conversation_id: str) -> None:
        """Takes it out of the bin."""
        ...

    def purge(self, *, deleted_before: datetime, limit: int = 100) -> int:
        """Removes for good what has been in the bin since before a moment; returns how many, `limit` at most."""
        ...

    # turns
    def turns(self, conversation_id: str) -> list[Turn]:
        """All turns in order, messages included."""
        ...

    def turn_page(
        self,
        conversation_id: str,
        *,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
        characters: int = 1_000_000,
    ) -> TurnPage:
        """Some turns of a conversation, messages included; as quick in a long one as in a short one.

        Args:
            conversation_id: which; one that is gone has none.
            before: the last turns before this position; without it and `after`, the newest.
            after: the first turns after this position.
            limit: how many at most.
            characters: about how much text at most; three turns come however large they are.
        """
        ...

    def find_in_turns(self, conversation_id: str, sought: Sought) -> dict[Place, int]:
        """How often words stand in each part of a conversation's turns, where they do. May run beside other calls."""
        ...

    def turn(self, turn_id: str) -> Turn | None:
        """One turn; None when it is gone."""
        ...

    def add_turn(
        self, conversation_id: str, query: str, context: CloudContext, *, at: datetime, send: bool = True
    ) -> Turn:
        """Commits a question, clears the draft, sets the conversation's context, and its title if this is the first.

        Args:
            conversation_id: where it is asked.
            query: exactly as typed.
            context: what goes with it.
            at: now, UTC.
            send: the state to begin with: sending, or else queued.
        """
        ...

    def start_turn(self, turn_id: str, *, at: datetime) -> Turn:
        """Queued → sending; failed, cancelled or interrupted → sending once more, its failure forgotten."""
        ...

    def remove_queued(self, turn_id: str) -> str | None:
        """Takes a queued question away and returns its text; None when it is no longer queued."""
        ...

    def finish_answered(self, turn_id: str, answer: Answer, *, at: datetime, unread: bool) -> list[Turn]:
        """Reconciles and commits an answer; returns every turn that changed, the answered one among them.

        An answer with nothing new for its turn still makes it answered. Turns that gained a lost reply become answered.
        """
        ...

    def finish_failed(self, turn_id: str, failure: Failure, *, at: datetime, exchange: Exchange | None = None) -> Turn:
        """Failed, or cancelled where the failure's kind says so."""
        ...

    def interrupt_abandoned(self, *, at: datetime) -> list[Turn]:
        """Makes turns interrupted that no living process is sending any more; returns them."""
        ...

    def adopt_queued(self, conversation_id: str) -> list[Turn]:
        """Makes this process the owner of questions in line that an ended process left; returns them in order."""
        ...

    def usual_seconds(self) -> tuple[float, float] | None:
        """How long the last answers took: from the lower to the upper quartile; None before there are five."""
        ...

    def recent_queries(self, *, before: datetime | None = None, limit: int = 200) -> list[tuple[datetime, str]]:
        """Earlier questions of all conversations, newest first, each text once."""
        ...

    def import_conversation(self, conversation: Conversation, turns: Sequence[Turn]) -> ImportGain:
        """Takes in a conversation with its own ids, or of one that is there already what it lacks."""
        ...

    def import_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]]) -> Counter[ImportGain]:
        """Takes in several, all of them or, if that or getting at them raises, nothing."""
        ...

    # programs
    def programs(self, *, conversation_id: str | None = None, limit: int = 500) -> list[Program]:
        """Programs, newest first; of one conversation or of all."""
        ...

    def program(self, program_id: str) -> Program | None:
        """A program by its local id."""
        ...

    def program_at(self, turn_id: str, message_index: int) -> Program | None:
        """The program that a message of a turn is; None where it is none, or gone."""
        ...

    def find_program_ids(self, prefix: str, *, limit: int = 10) -> list[str]:
        """Local ids of programs that start with a prefix."""
        ...

    # search
    def search(
        self,
        query: SearchQuery,
        *,
        limit: int = 50,
        ranked: bool = False,
        per_conversation: int | None = None,
        after: SearchCursor | None = None,
    ) -> SearchPage:
        """Full-text search over titles, questions, answers and programs; no query fails. May run beside other calls.

        Args:
            query: what is searched for.
            limit: how many hits at most.
            ranked: the best of the newest 1,000 hits first, instead of the newest.
            per_conversation: how many of one conversation at most; the rest is counted.
            after: where the page before ended.
        """
        ...

    # from above
    def overview(self, days: Sequence[datetime]) -> Overview:
        """Sums over all that was asked since the first of some days.

        Args:
            days: the beginnings of days, the first a Monday, one after another up to today; see
                `copilot_tui.domain.overview.days_until`.
        """
        ...

    # state of the store
    @property
    def notice(self) -> str:
        """What the person should know about how it was opened, e.g. that a damaged file was set aside; or ""."""
        ...

    def retry(self) -> tuple[int, str]:
        """Tries to write what is only in memory because the store could not be written.

        Returns:
            How many conversations still are, and why, as a sentence; 0 and "" where everything is stored.
        """
        ...

    def data_version(self) -> int:
        """Changes when another process has committed something."""
        ...

    def last_open(self) -> str | None:
        """The conversation that the last session was in, if that left an interrupted question, a line or a draft."""
        ...

    def set_last_open(self, conversation_id: str | None) -> None:
        """Remembers which conversation is open."""
        ...

    def recent_folders(self) -> list[str]:
        """The folders that things were exported to, the last one first."""
        ...

    def remember_folder(self, folder: str) -> None:
        """Puts a folder first among them."""
        ...

    def close(self) -> None:
        """Closes the store."""
        ...


class ExportPlan(Protocol):
    """What an export will write, before anything is written."""

    @property
    def name(self) -> str:
        """The project's name, or the file's."""
        ...

    @property
    def files(self) -> Sequence[PlannedFile]:
        """All files, in the order in which a person would read them."""
        ...

    @property
    def warnings(self) -> Sequence[str]:
        """What the person should know, a sentence each."""
        ...

    @property
    def config_hints(self) -> Sequence[str]:
        """Commands that set what the providers need, e.g. ``pulumi config set aws:region us-west-2``."""
        ...

    @property
    def commands(self) -> Sequence[str]:
        """What to run afterwards, in order."""
        ...


class Exporter(Protocol):
    """Takes programs and conversations away as files."""

    def plan_project(self, program: Program, *, name: str | None = None) -> ExportPlan:
        """A program as a project that runs; as a plain file, with a warning, where its language is not known."""
        ...

    def plan_file(self, program: Program, *, name: str | None = None) -> ExportPlan:
        """A program as one file with the right suffix."""
        ...

    def plan_conversation(self, conversation: Conversation, turns: Sequence[Turn], form: str) -> ExportPlan:
        """A conversation as one file.

        Args:
            conversation: which.
            turns: all its turns, in order.
            form: one of `conversation_forms`.

        Raises:
            ExportTrouble: there is no such form; the message names those there are.
        """
        ...

    def plan_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]], form: str) -> ExportPlan:
        """Many conversations as one file each, in a folder of their own; arguments as `plan_conversation`.

        Raises:
            ExportTrouble: there is no such form.
        """
        ...

    def line_of(self, conversation: Conversation, turns: Sequence[Turn]) -> str:
        """A conversation as one line of JSON, its newline included, which `Intake` reads back without loss."""
        ...

    @property
    def conversation_forms(self) -> Sequence[str]:
        """The forms a conversation can take: "md", "json", "html"."""
        ...

    def survey(self, folder: Path, files: Sequence[PlannedFile]) -> Sequence[Survey]:
        """What stands in the places of a plan; changes nothing.

        Raises:
            ExportTrouble: the folder cannot be read.
        """
        ...

    def write(self, folder: Path, files: Sequence[PlannedFile], *, force: bool = False) -> list[Path]:
        """Writes a plan: all of its files or none; nothing that is there is replaced without `force`.

        Raises:
            ExportTrouble: files are in the way (each is named), or writing failed; nothing is left of the attempt.
        """
        ...


class Intake(Protocol):
    """Files back into conversations."""

    def files(self, paths: Sequence[Path], *, most: int | None = None) -> list[Path]:
        """The files that are meant: those named, and those of a fitting kind within folders that are named.

        Args:
            paths: files and folders.
            most: how many entries of a folder are looked at; None for all.

        Raises:
            CopilotError: one is not there or cannot be read, or a folder has more entries than `most`.
        """
        ...

    def read(self, path: Path, passed: Callable[[int], None]) -> Iterator[tuple[Conversation, Sequence[Turn]]]:
        """The conversations of a file, read one by one.

        Args:
            path: an export as JSON or JSON Lines, or an answer saved from the API.
            passed: told how many further bytes were read.

        Raises:
            CopilotError: it cannot be read, or is none of these; what was read of it before is not to be kept.
        """
        ...


class Served(Protocol):
    """Told where the screen is served."""

    def __call__(self, address: str, *, warning: str) -> None:
        """Tells the person; the warning is "" where there is none."""
        ...


class Wiring(Protocol):
    """How a front gets at the rooms; made by the entry point, which alone knows all of them."""

    def settings(self, options: Options) -> Settings:
        """The settings.

        Raises:
            WrongSettings: each fault with file, line, key and allowed values.
        """
        ...

    def preferences(self, options: Options) -> Preferences:
        """Both settings files: what is set where, and what is wrong with it.

        Raises:
            WrongSettings: as `settings`.
        """
        ...

    def history(self, options: Options) -> History:
        """The store alone, for commands that only read or change it; the caller closes it.

        Raises:
            StoreTrouble: it cannot be opened.
        """
        ...

    def exporter(self, options: Options) -> Exporter:
        """Takes things away as files."""
        ...

    def intake(self, options: Options) -> Intake:
        """Takes files in.

        Raises:
            WrongSettings: options or settings cannot be used.
        """
        ...

    def desk(self, options: Options) -> Desk:
        """Everything: store, settings, context, token, wire; the caller awaits `Desk.close`.

        Raises:
            CopilotError: store or settings cannot be used. A missing token or context is no error here.
        """
        ...

    def examine(self, options: Options) -> Iterator[Finding]:
        """Looks at settings, store, token, context and service, one after another; changes nothing, and may block."""
        ...

    def repair(self, options: Options) -> str:
        """Mends the store; returns what was found and done, in a sentence or two.

        Raises:
            StoreTrouble: it is in use, or it could not be written.
        """
        ...

    def run_screen(self, options: Options, conversation: str | None) -> int:
        """Runs the full screen; returns the exit status."""
        ...

    def serve_screen(self, options: Options, host: str, port: int, public_url: str | None, ready: Served) -> None:
        """Serves the full screen to a browser until interrupted.

        Args:
            options: what each visit is started with.
            host: where to listen.
            port: 0 for a free one.
            public_url: where browsers reach it; None for where it listens.
            ready: told the address, which lets one browser in, and what is to be known about it.

        Raises:
            WrongSettings: what it needs is not installed, or nobody can listen there.
        """
        ...

    def serve_demo(self, port: int, ready: Callable[[str], None]) -> None:
        """Serves the scripted API until interrupted; `ready` is told its address."""
        ...
