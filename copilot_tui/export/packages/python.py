"""Python: modules from `ast`, or from a careful reading of lines where the program does not parse."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line
from copilot_tui.export.packages.found import Imports, collect

if TYPE_CHECKING:
    from collections.abc import Iterator

# Modules whose package has another name than the module with dashes.
_EXCEPTIONS: Final = {
    "pinecone_pulumi": "pinecone_pulumi",
    "yaml": "PyYAML",
    "dotenv": "python-dotenv",
    "dateutil": "python-dateutil",
    "jwt": "PyJWT",
    "bs4": "beautifulsoup4",
    "PIL": "Pillow",
    "OpenSSL": "pyOpenSSL",
    "Crypto": "pycryptodome",
}
# Namespaces that many packages share: which one cannot be told from the first segment.
_SHARED: Final = frozenset({"google", "azure"})
_PACKAGE: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?", re.ASCII)
_SKIPPED: Final = re.compile(
    r"\#[^\n]*"
    r"|\"\"\"(?:[^\\]|\\.)*?(?:\"\"\"|\Z)|'''(?:[^\\]|\\.)*?(?:'''|\Z)"
    r"|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?",
    re.DOTALL,
)
_FROM: Final = re.compile(r"(?:^|;)[ \t]*from[ \t]+([\w.]+)[ \t]+import\b", re.MULTILINE)
_IMPORT: Final = re.compile(r"(?:^|;)[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)


def read_packages(code: str) -> Imports:
    """The packages that a Python program imports; `pulumi` itself and the standard library left out.

    A package is the root module with dashes for underscores; the few with another name stand in a table.
    """
    modules, problems = _modules(code)
    packages: list[str] = []
    for module in modules:
        root = module.split(".", 1)[0]
        if not root or root == "pulumi" or root in sys.stdlib_module_names:
            continue
        package = _EXCEPTIONS.get(root, root.replace("_", "-"))
        if root in _SHARED or not _PACKAGE.fullmatch(package):
            problems.append(
                f"Which package “{line(module, 80)}” comes from cannot be told: add it to requirements.txt."
            )
        else:
            packages.append(package)
    return collect(packages, problems)


def _modules(code: str) -> tuple[list[str], list[str]]:
    """The dotted names of what is imported, and what was wrong with the program."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in somebody's string is no business of ours
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        number = getattr(error, "lineno", None)
        where = f" (line {number})" if number else ""
        return list(_by_lines(code)), [f"The program does not parse as Python{where}: check it before running it."]
    return list(_by_tree(tree)), []


def _by_tree(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def _by_lines(code: str) -> Iterator[str]:
    bare = _SKIPPED.sub(lambda match: "" if match[0].startswith("#") else '""', code).replace("\\\n", " ")
    yield from (module for module in _FROM.findall(bare) if not module.startswith("."))
    for names in _IMPORT.findall(bare):
        yield from (name.split()[0] for name in names.split(",") if name.strip())
