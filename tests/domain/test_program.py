"""Languages in every spelling, and the versions of programs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copilot_tui.domain.language import LANGUAGES, badge, canonical_language, find_language
from copilot_tui.domain.message import ProgramContent, parse_message
from copilot_tui.domain.program import Program, count_lines, version_numbers


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("TypeScript", "typescript"),
        ("ts", "typescript"),
        (" JS ", "javascript"),
        ("nodejs", "javascript"),
        ("Python", "python"),
        ("python3", "python"),
        ("py", "python"),
        ("golang", "go"),
        ("Go", "go"),
        ("C#", "csharp"),
        ("dotnet", "csharp"),
        ("F#", "fsharp"),
        ("Java", "java"),
        ("yml", "yaml"),
        ("Haskell", "haskell"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_language_is_known_by_any_of_its_names(spelling: str | None, name: str) -> None:
    assert canonical_language(spelling) == name


def test_no_name_stands_for_two_languages_and_badges_are_narrow() -> None:
    names = [name for language in LANGUAGES for name in (language.name, *language.aliases)]
    assert len(names) == len(set(names))
    assert all(name == name.lower() for name in names)
    assert all(0 < len(language.badge) <= 4 for language in LANGUAGES)
    assert badge("Haskell") == "hask"
    assert badge(None) == ""
    assert find_language("haskell") is None


def message(language: str | None, kind: str = "program") -> object:
    return parse_message({"kind": kind, "content": {"code": "x", "language": language}})


def test_programs_of_one_language_are_versions_of_each_other() -> None:
    status = parse_message({"kind": "status", "content": "x"})
    messages = [message("ts"), status, message("TypeScript", "improvedProgram"), message("go"), message(None), status]
    assert version_numbers([*messages, message("typescript"), message("")]) == [1, None, 2, 1, 1, None, 3, 2]
    assert version_numbers([]) == []


@pytest.mark.parametrize(
    ("code", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\n\n", 2), ("\n", 1), ("a\r\nb\r\n", 2)]
)
def test_lines_are_counted_as_a_person_counts(code: str, lines: int) -> None:
    assert count_lines(code) == lines


@pytest.mark.parametrize(
    ("language", "file_name"),
    [("Python", "__main__.py"), ("ts", "index.ts"), ("cobol", "program.txt"), ("", "program.txt")],
)
def test_a_program_has_a_file_to_live_in(language: str, file_name: str) -> None:
    program = Program(
        id="p",
        conversation_id="c",
        turn_id="t",
        content=ProgramContent(code="a\nb\n", language=language),
        version=1,
        created_at=datetime(2026, 8, 1, tzinfo=UTC),
    )
    assert program.file_name == file_name
    assert program.lines == 2
