"""The programming languages that Copilot writes in: canonical names, aliases, file suffixes, badges."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One row of the language table."""

    name: str
    """Canonical lower-case name, as Pulumi's documentation writes it."""
    title: str
    """As people write it, e.g. "C#"."""
    aliases: tuple[str, ...]
    """Other spellings the service may send, lower-case."""
    badge: str
    """At most four characters, for narrow columns."""
    file_name: str
    """The file that a program of this language conventionally lives in."""
    lexer: str
    """The name under which syntax highlighters know it."""


LANGUAGES: tuple[Language, ...] = (
    Language("typescript", "TypeScript", ("ts",), "ts", "index.ts", "typescript"),
    Language("javascript", "JavaScript", ("js", "nodejs", "node"), "js", "index.js", "javascript"),
    Language("python", "Python", ("py", "python3"), "py", "__main__.py", "python"),
    Language("go", "Go", ("golang",), "go", "main.go", "go"),
    Language("csharp", "C#", ("c#", "cs", "dotnet"), "c#", "Program.cs", "csharp"),
    Language("fsharp", "F#", ("f#", "fs"), "f#", "Program.fs", "fsharp"),
    Language("java", "Java", (), "java", "App.java", "java"),
    Language("yaml", "YAML", ("yml",), "yaml", "Pulumi.yaml", "yaml"),
)

_BY_SPELLING = {spelling: language for language in LANGUAGES for spelling in (language.name, *language.aliases)}


def find_language(spelling: str | None) -> Language | None:
    """The table's row for a spelling in any case, or None for a language we do not know."""
    return _BY_SPELLING.get((spelling or "").strip().lower())


def canonical_language(spelling: str | None) -> str:
    """The canonical name where the language is known, else the spelling in lower case ("" if missing).

    Programs of one conversation with the same canonical name are versions of each other.
    """
    language = find_language(spelling)
    return language.name if language else (spelling or "").strip().lower()


def badge(spelling: str | None) -> str:
    """At most four characters that stand for a language in narrow columns."""
    language = find_language(spelling)
    return language.badge if language else canonical_language(spelling)[:4]
