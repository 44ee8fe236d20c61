"""What the service needs of the other rooms, as protocols: the wire, the history, files, and how fronts get at them."""

from copilot_tui.service.ports.conversations import Bin, Conversations
from copilot_tui.service.ports.files import Exporter, ExportPlan, Intake
from copilot_tui.service.ports.history import History
from copilot_tui.service.ports.imports import Imports
from copilot_tui.service.ports.lists import Lists
from copilot_tui.service.ports.programs import Programs
from copilot_tui.service.ports.questions import Questions
from copilot_tui.service.ports.searches import Overviews, Searches
from copilot_tui.service.ports.turns import Turns
from copilot_tui.service.ports.upkeep import Remembered, Upkeep
from copilot_tui.service.ports.wire import CopilotApi, Credentials, Directory
from copilot_tui.service.ports.wiring import Served, Wiring

__all__ = [
    "Bin",
    "Conversations",
    "CopilotApi",
    "Credentials",
    "Directory",
    "ExportPlan",
    "Exporter",
    "History",
    "Imports",
    "Intake",
    "Lists",
    "Overviews",
    "Programs",
    "Questions",
    "Remembered",
    "Searches",
    "Served",
    "Turns",
    "Upkeep",
    "Wiring",
]
