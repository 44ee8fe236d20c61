"""config.toml: what it gives, and what a person is told who mistyped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.config.example import example
from copilot_tui.config.faults import known_keys
from copilot_tui.config.first_frame import DEFAULT_THEME, Peek, peek
from copilot_tui.config.line_numbers import key_lines, line_of
from copilot_tui.config.loading import load_settings
from copilot_tui.config.paths import config_path, data_dir, log_dir, state_dir
from copilot_tui.config.settings import Settings
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.ui.theme.palette import DEFAULT_THEME as THEME_OF_THE_SCREEN

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
SECRET = "pul-0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def _write(text: str) -> Path:
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return _write


# what the file gives


def test_without_a_file_everything_stands_at_its_default(tmp_path: Path) -> None:
    env = {"COPILOT_TUI_CONFIG": "", "HOME": str(tmp_path)}
    assert load_settings(None, env | {"XDG_CONFIG_HOME": str(tmp_path)}) == Settings()


def test_what_the_file_says_is_what_counts(write: Callable[[str], Path]) -> None:
    settings = load_settings(
        write(
            'notify = "bell"\nrequest_timeout_seconds = 30\ntoken_command = ["pass", "show", "pulumi"]\n'
            'context.org = "acme"\nui = { start = "last" }\n[export.versions]\naws = 6\n[keys]\nquit = "ctrl+q"\n'
        )
    )
    assert settings.notify == "bell"
    assert settings.request_timeout_seconds == 30
    assert settings.token_command == ("pass", "show", "pulumi")
    assert settings.context.org == "acme"
    assert settings.ui.start == "last"
    assert settings.export.versions == {"aws": 6}
    assert settings.keys == {"quit": "ctrl+q"}
    assert settings.max_concurrent_requests == 4


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "\ufeffmouse = true\n", "mouse = true\r\n"])
def test_empty_files_byte_order_marks_and_foreign_line_ends_are_fine(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode())
    assert load_settings(file) == Settings()


# the example


def test_the_example_is_what_the_settings_say() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == example(), "write it again: see copilot_tui/config/example.py"


def test_the_example_uncommented_is_all_settings_at_their_defaults() -> None:
    uncommented = re.sub(r"^# (?=\w+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = tomllib.loads(uncommented)
    assert Settings.model_validate(found) == Settings()
    named = {".".join(path) for path in key_lines(uncommented)}
    named |= set(re.findall(r"^# \[\[(\w+)\]\]$", uncommented, re.MULTILINE))  # none of these by default
    assert {name for name, _ in known_keys()} <= named


def test_the_samples_in_the_example_can_be_used_where_they_stand() -> None:
    text = re.sub(r"^#(     | (?=\[\[))", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings = Settings.model_validate(tomllib.loads(text))
    assert settings.token_command
    assert settings.keys
    assert settings.export.versions
    assert settings.contexts
    assert settings.prompts


@pytest.mark.parametrize(("name", "description"), [(name, field.description) for name, field in known_keys()])
def test_every_setting_says_what_it_does(name: str, description: str | None) -> None:
    assert description, name
    assert description.endswith("."), name


# what a person is told

FAULTS = [
    ('mouse = "yes"', "line 1: mouse takes true or false."),
    ("mouse = 1", "line 1: mouse takes true or false."),
    ('notify = "loud"', 'line 1: notify takes "auto", "bell" or "off".'),
    ("\n\nrequest_timeout_seconds = 0", "line 3: request_timeout_seconds takes a number from 1 to 3600."),
    ("request_timeout_seconds = nan", "line 1: request_timeout_seconds takes a number from 1 to 3600."),
    ('request_timeout_seconds = "180"', "line 1: request_timeout_seconds takes a number from 1 to 3600."),
    ("connect_timeout_seconds = 2024-01-01", "line 1: connect_timeout_seconds takes a number from 0.1 to 300."),
    ("max_answer_megabytes = 1.5", "line 1: max_answer_megabytes takes a whole number from 1 to 1024."),
    ("max_concurrent_requests = true", "line 1: max_concurrent_requests takes a whole number from 1 to 32."),
    ('token_command = "op read"', "line 1: token_command takes a list of strings."),
    ('token_command = [\n  "op",\n  1,\n]', "line 1: token_command[1] takes a list of strings."),
    ('token_command = [""]', "line 1: token_command[0] must not be empty."),
    ('theme = ""', "line 1: theme must not be empty."),
    ("ui = 1", "line 1: ui takes a table."),
    ('[ui]\n# how\nstart = "first"', 'line 3: ui.start takes "new", "last" or "overview".'),
    ("[export.versions]\naws = -1", "line 2: export.versions.aws takes a table of whole numbers from 0 to 999."),
    ("[keys]\nquit = 3", "line 2: keys.quit takes a table of strings."),
    ("mose = true", "line 1: mose is not a setting. Did you mean mouse?"),
    ('start = "last"', "line 1: start is not a setting. Did you mean start in [ui]?"),
    ("request_timeout = 9", "line 1: request_timeout is not a setting. Did you mean request_timeout_seconds?"),
    ("[context]\nnotify = 'off'", "line 2: context.notify is not a setting. Did you mean notify?"),
    ("[content]\norg = 'a'", "line 1: content is not a setting. Did you mean context?"),
    ("zzz = 1", "line 1: zzz is not a setting."),
    ("[context]\norg = 'a b'", "line 2: context.org: An organization is one word without spaces or slashes"),
    ("[context]\nurl = 'https://app.pulumi.com.evil/a'", "line 2: context.url: The URL must be a page of"),
    (f"{SECRET} = 1", "line 1: (a key of odd characters) is not a setting."),
    ('"\\u001b[31m" = 1', "line 1: (a key of odd characters) is not a setting."),
    ("mouse = tru", "line 1: this is not TOML: invalid value."),
    ("mouse = true\nmouse = false", "line 2: this is not TOML: cannot overwrite a value."),
    ("mouse true", "line 1: this is not TOML: expected '=' after a key in a key/value pair."),
    ("\n[ui", "line 2: this is not TOML: expected ']' at the end of a table declaration."),
    ("a = " + "[" * 5000, "this is not a settings file."),
    ("a = " + "9" * 5000, "this is not a settings file."),
]


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[told[:60] for _, told in FAULTS])
def test_every_fault_is_told_with_file_line_key_and_what_is_allowed(
    text: str, told: str, write: Callable[[str], Path]
) -> None:
    file = write(text)
    with pytest.raises(WrongSettings) as caught:
        load_settings(file)
    assert str(file) in caught.value.message
    assert told in caught.value.message


def test_all_faults_are_told_at_once_in_the_order_of_the_file(write: Callable[[str], Path]) -> None:
    with pytest.raises(WrongSettings) as caught:
        load_settings(write('mouse = 3\nnotify = "x"\n[ui]\ngutter = 0\n'))
    assert re.findall(r"line \d", caught.value.message) == ["line 1", "line 2", "line 4"]


@pytest.mark.parametrize(
    "text",
    [
        f'token_command = "{SECRET}"',
        f'notify = "{SECRET}"',
        f'[context]\nurl = "https://x:{SECRET}@app.pulumi.com"',
        f'"{SECRET}" = 1\n"{SECRET}" = 2',
        f'token = {{ a = "{SECRET}" }}',
        f"mouse = {SECRET}",
        f"x = {{ {SECRET} = 1, {SECRET} = 2 }}",
        f"[{SECRET}]\n[{SECRET}]",
        f"{SECRET}",
        f"[{SECRET}\n",
    ],
)
def test_no_error_repeats_what_may_be_a_secret(text: str, write: Callable[[str], Path]) -> None:
    with pytest.raises(WrongSettings) as caught:
        load_settings(write(text))
    assert SECRET[4:] not in caught.value.message
    assert SECRET[4:] not in caught.value.hint


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match=r"missing\.toml: there is no such file"):
        load_settings(tmp_path / "missing.toml")
    with pytest.raises(WrongSettings, match=r"missing\.toml: there is no such file"):
        load_settings(None, {"COPILOT_TUI_CONFIG": str(tmp_path / "missing.toml")})


def test_a_folder_and_foreign_bytes_are_named_as_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match="cannot be read"):
        load_settings(tmp_path)
    (tmp_path / "latin").write_bytes(b"mouse = true\n# gr\xfc\xdfe\n")
    with pytest.raises(WrongSettings, match="line 2: the file is not UTF-8"):
        load_settings(tmp_path / "latin")
    (tmp_path / "large").write_bytes(b"#" * 1_000_001)
    with pytest.raises(WrongSettings, match="larger than"):
        load_settings(tmp_path / "large")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_file_that_everyone_may_read_is_fine_and_one_that_everyone_may_write_is_refused(
    write: Callable[[str], Path],
) -> None:
    for text in ('token_command = ["pass"]', "warn_on_secrets = false"):
        file = write(text)
        file.chmod(0o644)
        load_settings(file)
        file.chmod(0o666)
        with pytest.raises(WrongSettings, match="everyone may write") as caught:
            load_settings(file)
        assert "chmod go-w" in caught.value.hint


# lines


def test_lines_are_found_in_every_form_that_toml_has() -> None:
    text = (
        'a = """\nb = 1 # "\n""""\n"c d" = 2 # [x]\n[t . "u.v"]\nw = [\n  "]", # ]\n  {x = 1},\n]\ny.z = \'#\'\n'
        "[[list]]\nn = 1\n[[list]]\nn = 2\n"
    )
    tomllib.loads(text)
    lines = key_lines(text)
    assert lines == {
        ("a",): 1,
        ("c d",): 4,
        ("t", "u.v"): 5,
        ("t", "u.v", "w"): 6,
        ("t", "u.v", "y"): 10,
        ("t", "u.v", "y", "z"): 10,
        ("list",): 11,
        ("list", "n"): 12,
    }
    assert line_of(("t", "u.v", "w", 1, "x"), lines) == 6
    assert line_of(("none",), lines) is None


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}", fullmatch=True),
        st.one_of(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).map(lambda t: t.replace("'", "")),
            st.integers(),
        ),
        min_size=1,
    )
)
def test_every_key_of_any_file_is_found_on_its_line(values: dict[str, str | int]) -> None:
    rows = [
        f"{name} = '''{value}'''" if isinstance(value, str) else f"{name} = {value}" for name, value in values.items()
    ]
    lines = key_lines("\n".join(rows))
    assert lines == {(name,): number for number, name in enumerate(values, 1)}


# the first frame, and where things are


def test_a_peek_gives_theme_and_mouse_and_never_fails(write: Callable[[str], Path], tmp_path: Path) -> None:
    assert peek(write('theme = "nord"\nmouse = false\nnonsense = 1')) == Peek(theme="nord", mouse=False)
    for text in ("theme = 3\nmouse = 'no'", "theme = ''", "not toml", "a = " + "[" * 5000):
        assert peek(write(text)) == Peek()
    assert peek(tmp_path / "missing") == Peek()
    (tmp_path / "bytes").write_bytes(b"\xff")
    assert peek(tmp_path / "bytes") == Peek()


def test_a_peek_does_not_import_pydantic() -> None:
    code = "import sys, copilot_tui.config.first_frame; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_default_theme_is_the_one_that_the_screen_has() -> None:
    assert DEFAULT_THEME == THEME_OF_THE_SCREEN


def test_the_environment_names_other_places(tmp_path: Path) -> None:
    env = {"COPILOT_TUI_CONFIG": str(tmp_path / "c.toml"), "COPILOT_TUI_DATA_DIR": str(tmp_path / "d")}
    assert config_path(env) == tmp_path / "c.toml"
    assert data_dir(env) == tmp_path / "d"
    assert {state_dir(env).parent, log_dir(env).parent} == {tmp_path / "d"}
    assert config_path({"COPILOT_TUI_CONFIG": "~/c.toml"}) == Path.home() / "c.toml"


def test_without_the_environment_the_platform_decides() -> None:
    assert config_path({}).name == "config.toml"
    assert len({config_path({}).parent, data_dir({}), state_dir({}), log_dir({})}) >= 3
    assert all("copilot-tui" in str(place({})) for place in (config_path, data_dir, state_dir, log_dir))
