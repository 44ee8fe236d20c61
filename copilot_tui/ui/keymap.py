"""All keys by pane, for help; ids are public and can be remapped under ``[keys]`` in config.toml."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.binding import Binding
from textual.widgets import Input

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.key_bar import first_key, shown_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one pane."""

    name: str
    purpose: str
    keys: tuple[tuple[str, str], ...]
    """(keys as people write them, what they do)."""


class Place(NamedTuple):
    """Somewhere with keys of its own."""

    title: str
    purpose: str
    classes: tuple[str, ...]
    """Whose bindings they are, as "module:Class" below `copilot_tui.ui`; imported when help is asked for."""


_DASHBOARD: Final = "screens.dashboard.screen:Dashboard"
_PLACES: Final = (
    Place("Composer", "write a question; readline's keys work", ("widgets.prompt:Prompt",)),
    Place("Questions to begin with", "", ("widgets.welcome:Welcome",)),
    Place("Transcript", "read, copy, export; the marked block is meant", ("widgets.transcript.view:Transcript",)),
    Place("Find", "words in the transcript", ("widgets.find_bar:FindBar",)),
    Place("Conversations", "everything you ever asked", ("widgets.conversation_list:ConversationList",)),
    Place("Filter", "titles of the list", ("widgets.title_filter:TitleFilter",)),
    Place("Anywhere", "", (_DASHBOARD, "app:CopilotApp")),
    Place("Search", 'words "phrase" -not kind: lang: org: stack: state: after:', ("screens.search:SearchScreen",)),
    Place(
        "Overview",
        "twelve weeks from above; each number leads to its conversations",
        ("screens.overview:OverviewScreen", "widgets.overview.pane:OverviewPane"),
    ),
    Place(
        "Programs",
        "every generated program",
        ("screens.programs:ProgramsScreen", "widgets.program_list:ProgramList"),
    ),
    Place("Program", "one program, its plan and its versions", ("widgets.program_viewer:ProgramViewer",)),
    Place("Code", "read, find, select", ("widgets.code_view:CodeView", "widgets.code_pane:CodePane")),
    Place("Versions", "what changed between two of them", ("screens.diff:DiffScreen", "widgets.diff_view:DiffView")),
    Place("Exchange", "what was sent and what came back", ("screens.inspect:InspectScreen",)),
    Place("Export", "a project, a file, conversations", ("screens.export_dialog:ExportDialog",)),
    Place("Import", "conversations from files", ("screens.import_dialog:ImportDialog",)),
    Place("Secrets", "in a question that is to be sent", ("screens.secrets:SecretsDialog",)),
    Place("Replace", "what is there already", ("screens.replace:ReplaceScreen",)),
    Place(
        "Context", "where the next question is asked", ("screens.places:PlacesScreen", "screens.context:ContextScreen")
    ),
    Place("Signing in", "", ("screens.sign_in:SignInScreen",)),
    Place("Settings", "what holds, and why", ("screens.settings:SettingsScreen", "widgets.setting_table:SettingTable")),
    Place("A new key", "for an action", ("screens.keys:KeyScreen",)),
    Place("Lists to choose from", "typing filters", ("screens.choosing:ChoosingScreen",)),
    Place("A line to type", "", ("screens.dialog:LineDialog", "screens.setting_value:SettingValueScreen")),
    Place("Quitting", "while something is asked", ("screens.dialog:LeaveDialog",)),
    Place("Help", "", ("screens.help:HelpScreen",)),
    Place("Leader", "one more key does it, also while you type", ("screens.leader:LeaderScreen",)),
    Place("Jumping", "a letter on every pane", ("screens.jump:JumpScreen",)),
)

_OTHERS: Final = {"ContextPanel": "Context", "ProgramFacts": "Plan", "SettingFacts": "Meaning"}
"""Panes without keys of their own."""


def key_groups(place: Widget, keymap: Mapping[str, str]) -> list[KeyGroup]:
    """The panes' keys, from where somebody is outwards, then all others.

    Args:
        place: the widget with the focus, or the screen.
        keymap: binding id → keys, where the person has remapped them.
    """
    nodes = [kind.__name__ for node in place.ancestors_with_self for kind in type(node).__mro__]

    def distance(one: Place) -> int:
        names = [path.rpartition(":")[2] for path in one.classes]
        return min((nodes.index(name) for name in names if name in nodes), default=len(nodes))

    # Stable: the others stay in order.
    places = sorted(_PLACES, key=distance)
    return [_key_group(one.title, one.purpose, _bindings(one), keymap) for one in places]


def name_of(widget: Widget) -> str:
    """What a pane is called, as help calls it; what is typed into goes by its placeholder."""
    kinds = {kind.__name__ for kind in type(widget).__mro__}
    if isinstance(widget, Input):
        return line(str(widget.placeholder), 30) or "text"
    for place in _PLACES:
        if any(path.rpartition(":")[2] in kinds for path in place.classes):
            return place.title
    return _OTHERS.get(type(widget).__name__, "here")


def binding_keys() -> dict[str, list[str]]:
    """Every id that can be remapped, with its keys by default, in the order of the bindings."""
    found: dict[str, list[str]] = {}
    for binding in _all():
        keys = found.setdefault(binding.id or "", [])
        if binding.key not in keys:
            keys.append(binding.key)
    return found


def action_words() -> dict[str, str]:
    """Action id → what it does, in words."""
    words: dict[str, str] = {}
    for binding in _all():
        words.setdefault(binding.id or "", binding.description)
    return words


def block_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """The keys that the transcript's blocks show, as they are remapped: action → first key."""
    from copilot_tui.ui.widgets.transcript.bindings import DEFAULT_KEYS

    ids = {action: f"transcript.{action}" for action in DEFAULT_KEYS}
    ids |= {"cancel": "copy_or_cancel", "edit_context": "context"}
    return {action: first_key(keymap.get(ids[action], key)) for action, key in DEFAULT_KEYS.items()}


def _key_group(name: str, purpose: str, bindings: Sequence[BindingType], keymap: Mapping[str, str]) -> KeyGroup:
    """A pane's keys from its bindings, as they are remapped."""
    rows = []
    for binding in Binding.make_bindings(bindings):
        keys = keymap.get(binding.id or "", binding.key)
        rows.append((binding.action, shown_keys(keys), binding.description))
    merged: dict[tuple[str, str], list[str]] = {}
    for action, shown, description in rows:
        if description:
            merged.setdefault((action, description), []).append(shown)
    return KeyGroup(name, purpose, tuple((" ".join(keys), words) for (_, words), keys in merged.items()))


def _all() -> Iterator[Binding]:
    for place in _PLACES:
        yield from Binding.make_bindings(_bindings(place))


def _bindings(place: Place) -> list[BindingType]:
    found: list[BindingType] = []
    for path in place.classes:
        module, _, name = path.partition(":")
        found += getattr(import_module(f"copilot_tui.ui.{module}"), name).BINDINGS
    return found
