"""``[[contexts]]`` and ``[[prompts]]``: what they give, and what a person is told who mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.config.loading import load_settings
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import WrongSettings

if TYPE_CHECKING:
    from pathlib import Path

SHOP = "https://app.pulumi.com/acme/shop/live"


def test_a_preset_is_a_context_with_a_name(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'[[contexts]]\nname = "live"\nurl = "{SHOP}"\n[[contexts]]\nname = "all"\norg = "globex"\n')
    first, second = load_settings(file).contexts
    assert (first.name, first.context) == ("live", CloudContext(org="acme", url=SHOP))
    assert second.context == CloudContext(org="globex", url="https://app.pulumi.com/globex")


def test_a_prompt_is_a_text_with_a_name(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[[prompts]]\nname = "why"\ntext = """Why did {stack} fail?\nAnswer in {ask:Which language?}."""\n')
    [prompt] = load_settings(file).prompts
    assert (prompt.name, prompt.text.splitlines()[0]) == ("why", "Why did {stack} fail?")


FAULTS = [
    ('[[contexts]]\nname = "x"\n', "names no organization"),
    ('[[contexts]]\norg = "acme"\n', "contexts[0].name"),
    ('[[contexts]]\nname = "x"\nurl = "https://evil.example/acme"\n', "must be a page of https://app.pulumi.com"),
    ('[[prompts]]\nname = "file"\ntext = "x"\n', "means something else"),
    ('[[prompts]]\nname = "Why not"\ntext = "x"\n', "small letters"),
    ('[[prompts]]\nname = "x"\ntext = "In {stak}"\n', "{stack}"),
    ('[[prompts]]\nname = "x"\ntext = ""\n', "must not be empty"),
    ('[[prompts]]\nname = "x"\ntext = "x"\nkey = 1\n', "is not a setting"),
    ("prompts = 3\n", "takes a list of tables"),
]


@pytest.mark.parametrize(("text", "says"), FAULTS)
def test_a_fault_is_told_with_its_line_and_what_is_allowed(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(WrongSettings) as caught:
        load_settings(file)
    assert says in caught.value.message
    assert "line " in caught.value.message
