"""All keys by pane, for help; ids are public and can be remapped under ``[keys]`` in config.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.ui.screens.help import KeyGroup, key_group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType
    from textual.widget import Widget


def key_groups(place: Widget, keymap: dict[str, str]) -> list[KeyGroup]:
    """The panes' keys, from where somebody is outwards, then all others.

    Args:
        place: the widget with the focus, or the screen.
        keymap: binding id → keys, where the person has remapped them.
    """
    names = [type(node).__name__ for node in place.ancestors_with_self]
    # Stable: the others stay in order.
    panes = sorted(_panes(), key=lambda pane: names.index(pane[0]) if pane[0] in names else len(names))
    return [key_group(title, purpose, bindings, keymap) for _, title, purpose, bindings in panes]


def binding_ids() -> dict[str, str]:
    """Every id that can be remapped, with its default keys."""
    from textual.binding import Binding

    return {
        binding.id: binding.key
        for _, _, _, bindings in _panes()
        for binding in Binding.make_bindings(bindings)
        if binding.id
    }


def unknown_ids(keymap: Mapping[str, str]) -> list[str]:
    """What is remapped and does not exist, each with the id that may have been meant."""
    from difflib import get_close_matches

    known = binding_ids()
    told = []
    for wanted in sorted(set(keymap) - set(known)):
        near = get_close_matches(wanted, known, n=1)
        told.append(f"{wanted} (perhaps {near[0]})" if near else wanted)
    return told


def block_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """The keys that the transcript's blocks show, as they are remapped: action → first key."""
    from copilot_tui.ui.widgets.transcript.bindings import DEFAULT_KEYS

    ids = {action: f"transcript.{action}" for action in DEFAULT_KEYS}
    ids |= {"cancel": "copy_or_cancel", "edit_context": "context"}
    return {action: keymap.get(ids[action], key).split(",")[0].strip() for action, key in DEFAULT_KEYS.items()}


def _panes() -> list[tuple[str, str, str, list[BindingType]]]:
    """(widget class, title, purpose, bindings) of every pane."""
    from copilot_tui.ui.app import CopilotApp
    from copilot_tui.ui.screens.dashboard.screen import Dashboard
    from copilot_tui.ui.screens.diff import DiffScreen
    from copilot_tui.ui.screens.programs import ProgramsScreen
    from copilot_tui.ui.screens.search import SearchScreen
    from copilot_tui.ui.widgets.code_pane import CodePane
    from copilot_tui.ui.widgets.code_view import CodeView
    from copilot_tui.ui.widgets.composer import Prompt
    from copilot_tui.ui.widgets.conversation_list import ConversationList
    from copilot_tui.ui.widgets.diff_view import DiffView
    from copilot_tui.ui.widgets.program_viewer import ProgramViewer
    from copilot_tui.ui.widgets.transcript.view import Transcript

    return [
        ("Prompt", "Composer", "write a question; readline's keys work", list(Prompt.BINDINGS)),
        ("Transcript", "Transcript", "read, copy, export; the marked block is meant", list(Transcript.BINDINGS)),
        ("ConversationList", "Conversations", "everything you ever asked", list(ConversationList.BINDINGS)),
        ("Dashboard", "Anywhere", "", [*Dashboard.BINDINGS, *CopilotApp.BINDINGS]),
        (
            "SearchScreen",
            "Search",
            'words "phrase" -not kind: lang: org: stack: state: after:',
            list(SearchScreen.BINDINGS),
        ),
        ("ProgramsScreen", "Programs", "every generated program", list(ProgramsScreen.BINDINGS)),
        ("ProgramViewer", "Program", "one program, its plan and its versions", list(ProgramViewer.BINDINGS)),
        ("CodePane", "Code", "read, find, select", [*CodeView.BINDINGS, *CodePane.BINDINGS]),
        ("DiffScreen", "Versions", "what changed between two of them", [*DiffScreen.BINDINGS, *DiffView.BINDINGS]),
    ]
