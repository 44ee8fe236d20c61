"""Words behind a slash in the composer: a file to go with the question, and the person's own prompts."""

from __future__ import annotations

import asyncio
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.attachment import without_attachments
from copilot_tui.domain.text import line
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from copilot_tui.config.settings import PromptSetting
    from copilot_tui.ui.screens.dashboard.board import Board

FILE: Final = "file"
_ALIKE: Final = 0.75  # how like a known word another one is that is taken for a slip


class SlashCommands:
    """Runs them, and suggests them while they are typed."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._doubted = ""  # what was taken for a slip; sent once more, it is meant
        self._hinting = False  # whether the hint says what the word behind a slash does

    @property
    def prompts(self) -> tuple[PromptSetting, ...]:
        """The person's own prompts."""
        return self._board.desk.settings.prompts if self._board.desk else ()

    @property
    def _service_words(self) -> tuple[str, ...]:
        return self._board.desk.service_words if self._board.desk else ()

    async def ran(self, query: str) -> bool:
        """Does what a question that is none asks for; returns whether it was one."""
        typed = without_attachments(query)[0]
        word, _, rest = typed.strip().partition(" ")
        if not word.startswith("/"):
            return False
        name = word[1:]
        if name == FILE:
            await self._attach(typed, rest)
        elif prompt := next((prompt for prompt in self.prompts if prompt.name == name), None):
            self._board.composer.keep()
            self._board.run_opening(partial(self._use, prompt, rest))
        else:
            return self._doubts(name, typed)
        return True

    def _doubts(self, name: str, typed: str) -> bool:
        """Whether a word seems to be a slip of one that is known; the same once more is taken as it is."""
        near = get_close_matches(name, [FILE, *(prompt.name for prompt in self.prompts)], n=1, cutoff=_ALIKE)
        if not near or name in self._service_words or typed == self._doubted:
            return False
        self._doubted = typed
        self._board.composer.keep()
        self._board.say(f"There is no /{name}; /{near[0]} perhaps? Enter once more sends it as it is.", "warning")
        return True

    # files

    async def _attach(self, typed: str, path: str) -> None:
        from copilot_tui.domain.errors import AttachmentTrouble
        from copilot_tui.service.attachments import read_attachment

        board = self._board
        board.composer.keep()
        if not path.strip():
            board.say("/file PATH attaches a text file to the question.", "warning")
            return
        try:
            attachment, left_out = await asyncio.to_thread(read_attachment, path)
        except AttachmentTrouble as error:
            board.say_failure(error)
            return
        board.composer.take_typed(typed)
        board.composer.attach(attachment)
        if left_out:
            board.say(f"The file is long: {count(left_out, 'character')} in its middle are left out.", "warning")

    # prompts

    def use(self, name: str) -> None:
        """Puts a prompt into the composer."""
        prompt = next((prompt for prompt in self.prompts if prompt.name == name), None)
        if prompt is not None:
            self._board.run_opening(partial(self._use, prompt, ""))

    async def _use(self, prompt: PromptSetting, rest: str) -> None:
        """Fills a prompt, asking for what is not known; what stands behind its name comes below it."""
        from copilot_tui.domain.prompts import filled, places_of, wanted
        from copilot_tui.ui.screens.dialog import LineDialog

        board = self._board
        known = places_of(board.context, board.language)
        for question in wanted(prompt.text, known):
            answer = await board.app.push_screen_wait(LineDialog(f"/{prompt.name} · {question}"))
            if answer is None:
                return
            known[question] = answer
        text = "\n\n".join(part for part in (filled(prompt.text, known).strip(), rest.strip()) if part)
        board.composer.put_typed(text)
        board.composer.prompt.focus()

    # suggesting

    async def suggest(self, typed: str) -> None:
        """Shows what a word behind a slash could become."""
        board = self._board
        if not typed.startswith("/") or "\n" in typed:
            if self._hinting:
                board.composer.suggest(())
                self._hint("")
            return
        word, space, rest = typed[1:].partition(" ")
        if not space:
            names = [FILE, *(prompt.name for prompt in self.prompts), *self._service_words]
            board.composer.suggest([f"/{name} " for name in names if name.startswith(word)])
        elif word == FILE:
            from copilot_tui.service.attachments import paths_like

            found = await asyncio.to_thread(paths_like, rest)
            if board.composer.prompt.text != typed:
                return  # a later call says what became of it
            board.composer.suggest([f"/{FILE} {path}" for path in found if path != rest])
        else:
            board.composer.suggest(())
        self._hint(word)

    def _hint(self, word: str) -> None:
        """Says what the word does that Tab would write, or that stands there."""
        board = self._board
        completion = board.composer.prompt.completion
        meant = completion[1:].split(" ")[0] if completion else word
        prompt = next((prompt for prompt in self.prompts if prompt.name == meant), None)
        does = "attaches a text file" if meant == FILE else line(prompt.text, 200) if prompt else ""
        self._hinting = bool(completion or does)
        if self._hinting:
            complete, send = board.key_of("composer.complete"), board.key_of("composer.send")
            keys = f"{complete} completes" if completion else send
            board.composer.hint.text = " · ".join(filter(None, (keys, does)))
        else:
            board.show_hint()
