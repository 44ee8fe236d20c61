"""C# and F#: the NuGet packages behind namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line
from copilot_tui.export.packages.found import Imports, collect
from copilot_tui.export.packages.fsharp_comments import without_block_comments
from copilot_tui.export.packages.lexing import END, Kind, Token, dotted, lexer, tokens
from copilot_tui.export.versions import MAJORS, provider_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    _Finder = Callable[[Sequence[Token]], Iterator[list[str]]]

_CSHARP: Final = lexer(
    skipped=[r"//[^\n]*", r"/\*(?s:.)*?(?:\*/|\Z)", r"(?m:^[ \t]*\#[^\n]*)", r"'(?:[^'\\\n]|\\[^\n][0-9A-Fa-f]{0,8})'"],
    strings=[
        r"\${0,8}\"\"\"+((?s:.)*?)(?:\"\"\"+|\Z)",
        r"(?:@\$?|\$@)\"((?:[^\"]|\"\")*)(?:\"|\Z)",
        r"\$?\"((?:[^\"\\\n]|\\.)*)\"?",
    ],
)
_FSHARP: Final = lexer(
    skipped=[r"//[^\n]*", r"\(\*\)", r"'(?:[^'\\\n]|\\[^\n][0-9A-Fa-f]{0,8})'", r"(?m:^[ \t]*\#[^\n]*)"],
    strings=[
        r"\${0,8}\"\"\"((?s:.)*?)(?:\"\"\"|\Z)",
        r"(?:@\$?|\$@)\"((?:[^\"]|\"\")*)(?:\"|\Z)",
        r"\$?\"((?:[^\"\\]|\\(?s:.))*)(?:\"|\Z)",
    ],
)
_ROOTS: Final = frozenset({"Pulumi", "Pulumiverse"})
# Namespaces and types of Pulumi's own package; they follow "Pulumi." and are no providers.
_CORE: Final = frozenset({
    "Alias", "Archive", "Asset", "AssetArchive", "Automation", "Codegen", "ComponentResource",
    "ComponentResourceOptions", "Config", "CustomResource", "CustomResourceOptions", "Deployment",
    "DeploymentInstance", "Experimental", "FSharp", "FileArchive", "FileAsset", "Input", "InputArgs", "InputJson",
    "InputList", "InputMap", "InputUnion", "InvokeArgs", "InvokeOptions", "Log", "Output", "OutputExtensions",
    "Provider", "ProviderResource", "Resource", "ResourceArgs", "ResourceOptions", "ResourceTransformation", "Run",
    "Serialization", "Stack", "StackOptions", "StackReference", "StackReferenceArgs", "StringAsset", "Testing",
    "Union", "Urn", "Utilities",
})  # fmt: skip
# In every .NET project without a package reference.
_FRAMEWORK: Final = frozenset({"System", "Microsoft", "FSharp", "Windows"})


def csharp_tokens(code: str) -> Iterator[Token]:
    """The tokens of a C# program."""
    return tokens(_CSHARP, code)


def fsharp_tokens(code: str) -> Iterator[Token]:
    """The tokens of an F# program."""
    return tokens(_FSHARP, without_block_comments(code))


def read_csharp(code: str) -> Imports:
    """The packages behind the ``using`` directives of a C# program, and behind names written in full."""
    return _read(list(csharp_tokens(code)), _csharp_imports)


def read_fsharp(code: str) -> Imports:
    """The packages behind ``open`` and module abbreviations of an F# program, and behind names written in full."""
    return _read(list(fsharp_tokens(code)), _fsharp_imports)


def _read(run: list[Token], imports: _Finder) -> Imports:
    """The first two segments name the package: ``Pulumi.AzureNative.Storage`` is in ``Pulumi.AzureNative``."""
    packages: list[str] = []
    problems: list[str] = []
    declared = _declared(run)
    for segments in imports(run):
        if segments[0] in _ROOTS:
            if len(segments) > 1 and segments[1] not in _CORE:
                packages.append(".".join(segments[:2]))
        elif segments[0] not in _FRAMEWORK | declared:
            problems.append(f"Which package “{line('.'.join(segments), 80)}” comes from cannot be told: add it.")
    packages.extend(_written_in_full(run))
    return collect((package for package in packages if package.isascii()), problems)


def _csharp_imports(run: Sequence[Token]) -> Iterator[list[str]]:
    for position, token in enumerate(run):
        before = run[position - 1] if position else END
        starts = before.text in {"", ";", "}", "{"} or before.is_word("global")
        if not (starts and token.is_word("using")):
            continue
        place = position + 1
        if place < len(run) and run[place].text in {"static", "unsafe"}:
            place += 1
        if [item.text for item in run[place : place + 3]] == ["global", ":", ":"]:
            place += 3
        segments, end = dotted(run, place)
        if end < len(run) and run[end].is_mark("="):  # using Aws = Pulumi.Aws;
            segments, end = dotted(run, end + 1)
        # A using statement goes on with a name or a bracket (`using var x = …`, `using (…)`), a directive ends.
        if segments and end < len(run) and run[end].text in {";", "<"}:
            yield segments


def _fsharp_imports(run: Sequence[Token]) -> Iterator[list[str]]:
    for position, token in enumerate(run):
        before = run[position - 1] if position else END
        if before.is_mark("."):
            continue
        place = position + 1
        if token.is_word("open"):
            place += place < len(run) and run[place].is_word("type")
        elif token.is_word("module"):
            _, place = dotted(run, place)
            if place >= len(run) or not run[place].is_mark("="):
                continue
            place += 1
        else:
            continue
        segments, _ = dotted(run, place)
        if segments and (token.text == "open" or segments[0] in _ROOTS):
            yield segments


def _written_in_full(run: Sequence[Token]) -> Iterator[str]:
    """``new Pulumi.Aws.S3.Bucket``: only of known providers, since classes of Pulumi itself look the same."""
    for position in range(len(run) - 4):
        root, dot, name, further, member = run[position : position + 5]
        inside = position and run[position - 1].is_mark(".")
        if root.is_word("Pulumi") and dot.is_mark(".") and further.is_mark(".") and not inside:
            known = name.kind is Kind.WORD and member.kind is Kind.WORD and provider_name(name.text) in MAJORS
            if known and not _is_declaration(run, position):
                yield f"Pulumi.{name.text}"


def _declared(run: Sequence[Token]) -> frozenset[str]:
    """First segments of the namespaces and modules that the program makes itself."""
    names = (
        run[position + 1].text
        for position in range(len(run) - 1)
        if run[position].text in {"namespace", "module"} and run[position].kind is Kind.WORD
    )
    return frozenset(names) - _ROOTS


def _is_declaration(run: Sequence[Token], position: int) -> bool:
    return position > 0 and run[position - 1].is_word("namespace")
