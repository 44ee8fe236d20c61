"""What is done with a block of the transcript, and finding words in it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import palette
from copilot_tui.ui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.worker import WorkType

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.program import Program
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.widgets.transcript.markdown import Link
    from copilot_tui.ui.widgets.transcript.target import BlockTarget
    from copilot_tui.ui.widgets.transcript.view import Transcript

_IDLE_SECONDS: Final = 0.3
"""After the start, when the first list was read."""


class TranscriptActions:
    """Acts on blocks by what can be had from them, not by their kind."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._finding = asyncio.Lock()

    def prepare(self) -> None:
        """Has all that answers are drawn with ready before there is one to draw."""
        self._board.set_timer(_IDLE_SECONDS, lambda: self._board.run_worker(self._prepare(), group="ahead"))

    async def _prepare(self) -> None:
        from copilot_tui.ui.widgets.transcript.first_drawing import draw_once

        await asyncio.to_thread(draw_once, self._board.language, palette(self._board))

    async def act(self, action: str, target: BlockTarget) -> None:
        """Does what a key of a block, or a click on it, asks for."""
        board = self._board
        match action:
            case "copy":
                await board.copy(target.copyable_text(), target.name)
            case "copy_part":
                board.run_opening(partial(self._copy_part, target))
            case "view" | "export" | "diff":
                await self._act_on_program(action, target)
            case "inspect":
                self._inspect(target)
            case "links":
                self.offer_links(target.links())
            case "sign_in":
                failure = target.turn.failure
                board.context_actions.ask_to_sign_in(failure.message if failure else "")
            case "edit_context":
                board.context_actions.edit_context()
            case _:
                await self._ask(action, target.turn)

    async def _ask(self, action: str, turn: Turn) -> None:
        """Does with a question what concerns asking it."""
        questions = self._board.questions
        match action:
            case "resend":
                await questions.resend(turn.id)
            case "edit" if turn.state is TurnState.QUEUED:
                await questions.edit_queued(turn.id)
            case "edit":
                questions.put(turn.query)
            case "branch":
                await questions.branch(turn)
            case "remove":
                await questions.remove_queued(turn.id)
            case "release":
                await questions.let_go_on()
            case "cancel":
                await questions.cancel_running()
            case _:
                raise ValueError(action)

    async def _copy_part(self, target: BlockTarget) -> None:
        from copilot_tui.ui.screens.copying import copying_screen

        copies = await asyncio.to_thread(target.copies)
        chosen = await self._board.app.push_screen_wait(copying_screen(copies))
        if chosen is not None:
            await self._board.copy(chosen.text, chosen.name[:1].upper() + chosen.name[1:])

    async def _act_on_program(self, action: str, target: BlockTarget) -> None:
        board = self._board
        program = await self._program(target)
        if program is None:
            if action == "export" and board.conversation is not None:
                board.export_actions.export_conversation(board.conversation.id)
            return
        if action == "view":
            board.program_viewing.open(program.id)
        elif action == "export":
            board.export_actions.export_program(program.id)
        else:
            board.program_library.compare(program.id)

    async def _program(self, target: BlockTarget) -> Program | None:
        """The stored program that a block shows."""
        index, desk = target.message_index, self._board.desk
        if index is None or desk is None or target.program() is None:
            return None
        return await desk.session.read(lambda history: history.program_at(target.turn.id, index))

    def _inspect(self, target: BlockTarget) -> None:
        from copilot_tui.ui.screens.inspect import InspectScreen

        raw = target.raw_json() if target.message is not None else ""
        self._board.app.push_screen(InspectScreen(target.turn, raw, self._board.copy))

    # links

    def offer_links(self, links: Sequence[Link]) -> None:
        """Shows where links lead, and opens the one that is chosen."""
        self._board.run_opening(partial(self._open_one, links))

    def press_link(self, text: str, url: str) -> None:
        """A link was clicked: an address of Pulumi's own opens at once, all else only after its target was seen."""
        from copilot_tui.ui.links import is_own
        from copilot_tui.ui.widgets.transcript.markdown import Link
        from copilot_tui.ui.widgets.transcript.markdown.links import says_its_target

        if is_own(url) and says_its_target(text, url):
            self._board.run_worker(self._open(url), group="link")
        else:
            self.offer_links([Link(text, url)])

    async def _open_one(self, links: Sequence[Link]) -> None:
        from copilot_tui.ui.screens.link_list import link_screen

        chosen = await self._board.app.push_screen_wait(link_screen(links))
        if chosen is not None:
            await self._open(chosen.target)

    async def _open(self, target: str) -> None:
        from copilot_tui.ui.links import open_link

        problem = await open_link(target)
        if problem:
            self._board.say(problem, "warning")
        else:
            self._board.say(f"Opened {line(target, 200)}")

    # finding

    def open_find(self) -> None:
        """Shows the line to find words with."""
        self._board.query_one(FindBar).open()

    def find(self, words: str) -> None:
        """Marks every hit; what was looked for before is forgotten, found or not."""
        if (transcript := self._board.transcript) is not None:
            work: WorkType[None] = partial(self._find, transcript, words)  # no coroutine: the next letter may be sooner
            self._board.run_worker(work, group="find", exclusive=True)

    async def _find(self, transcript: Transcript, words: str) -> None:
        async with self._finding:
            await transcript.find(words)

    def step(self, direction: int) -> None:
        """Goes to the next hit, or the one before; after what is being looked for was found."""
        if (transcript := self._board.transcript) is not None:
            self._board.run_worker(self._step(transcript, direction), group="step")

    async def _step(self, transcript: Transcript, direction: int) -> None:
        async with self._finding:
            await transcript.step_to_hit(direction)

    def show_found(self, count: int, number: int) -> None:
        """Shows how many hits there are."""
        self._board.query_one(FindBar).show_state(count, number)

    def close_find(self) -> None:
        """Back to reading; the hits stay marked, n and N go on."""
        if self._board.transcript is not None:
            self._board.transcript.focus()
