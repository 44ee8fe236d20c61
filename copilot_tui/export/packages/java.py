"""Java: the Maven packages behind imports, and the place of the file by its package line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line
from copilot_tui.export.packages.found import Imports, collect
from copilot_tui.export.packages.lexing import END, Kind, Token, dotted, lexer, tokens
from copilot_tui.export.versions import provider_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEXER: Final = lexer(
    skipped=[r"//[^\n]*", r"/\*(?s:.)*?(?:\*/|\Z)", r"'(?:[^'\\\n]|\\[^\n][0-9A-Fa-f]{0,8})'"],
    strings=[r"\"\"\"((?:[^\\]|\\(?s:.))*?)(?:\"\"\"|\Z)", r"\"((?:[^\"\\\n]|\\.)*)\"?"],
)
# Packages of com.pulumi:pulumi itself (its javadoc); classes are told by their capital.
_CORE: Final = frozenset({
    "asset", "automation", "bootstrap", "codegen", "context", "core", "deployment", "exceptions", "experimental",
    "internal", "provider", "resources", "serialization", "test", "types",
})  # fmt: skip
_STANDARD: Final = frozenset({"java", "javax", "jdk", "sun"})


@dataclass(frozen=True, slots=True)
class MainClass:
    """Where a Java program lives."""

    package: tuple[str, ...]
    """Segments of its package line; none for the default package."""
    name: str
    """The class that its file is named after."""

    @property
    def qualified(self) -> str:
        """The name with its package."""
        return ".".join((*self.package, self.name))


def read_tokens(code: str) -> Iterator[Token]:
    """The tokens of a Java program."""
    return tokens(_LEXER, code)


def read_packages(code: str) -> Imports:
    """The Maven packages of a Java program as ``group:artifact``; Pulumi's own and the JDK left out."""
    run = list(read_tokens(code))
    own = main_class(code).package
    packages: list[str] = []
    problems: list[str] = []
    for segments in _names(run):
        if segments[:2] == ["com", "pulumi"]:
            if len(segments) > 2 and segments[2][:1].islower() and segments[2] not in _CORE:
                packages.append(f"com.pulumi:{provider_name(segments[2])}")
        elif segments[0] not in _STANDARD and not (own and tuple(segments[: len(own)]) == own):
            problems.append(
                f"Which package “{line('.'.join(segments), 80)}” comes from cannot be told: add it to pom.xml."
            )
    return collect((package for package in packages if package.isascii()), problems)


def main_class(code: str) -> MainClass:
    """The package and the public class of a program; the first class, then "App", where none is public."""
    run = list(read_tokens(code))
    package: tuple[str, ...] = ()
    for position, token in enumerate(run):
        if token.is_word("package"):
            package = tuple(dotted(run, position + 1)[0])
            break
    classes = list(_classes(run))
    public = [name for name, is_public in classes if is_public]
    return MainClass(package, next(iter(public or [name for name, _ in classes]), "App"))


def release_of(code: str) -> int:
    """The Java release that a program needs: 11, Pulumi's own, or 17 where it has text blocks or records."""
    text_block = any((match["string"] or "").startswith('"""') for match in _LEXER.finditer(code))
    return 17 if text_block or _has_record(list(read_tokens(code))) else 11


def _has_record(run: Sequence[Token]) -> bool:
    """Whether there is a ``record Name(…)`` or ``record Name<T>(…)``; elsewhere "record" is a name like any other."""
    return any(
        keyword.is_word("record") and name.kind is Kind.WORD and after.text in {"(", "<"}
        for keyword, name, after in zip(run, run[1:], run[2:], strict=False)
    )


def _classes(run: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Top-level classes and whether each is public; a file can have one that is."""
    depth = 0
    public = False
    for position in range(len(run) - 1):
        token, after = run[position], run[position + 1]
        depth += token.is_mark("{") - token.is_mark("}")
        if depth or token.is_mark(";") or token.is_mark("}"):
            public = False
        elif token.is_word("public"):
            public = True
        elif token.kind is Kind.WORD and token.text in {"class", "record", "enum", "interface"}:
            if after.kind is Kind.WORD:
                yield after.text, public
            public = False


def _names(run: Sequence[Token]) -> Iterator[list[str]]:
    """What is imported, and names under com.pulumi that are written in full."""
    for position, token in enumerate(run):
        before = run[position - 1] if position else END
        if before.is_mark("."):
            continue
        if token.is_word("import"):
            static = position + 1 < len(run) and run[position + 1].is_word("static")
            segments, _ = dotted(run, position + 1 + static)
            if segments:
                yield segments
        elif token.is_word("com") and not (before.kind is Kind.WORD and before.text in {"package", "import", "static"}):
            segments, _ = dotted(run, position)
            if segments[:2] == ["com", "pulumi"] and len(segments) > 3:
                yield segments
