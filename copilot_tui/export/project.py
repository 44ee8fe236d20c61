"""A program as a project that runs, or as a single file: planned here, written by `copilot_tui.export.files`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.domain.text import line
from copilot_tui.export.hints import accounts, config_hints
from copilot_tui.export.languages import find_export_language
from copilot_tui.export.naming import PROJECT_NAME, chosen_project_name, project_name, safe_name
from copilot_tui.export.packages.java import main_class
from copilot_tui.export.projects import yaml as yaml_project
from copilot_tui.export.projects.blueprint import Blueprint, Dependency
from copilot_tui.export.readme import readme
from copilot_tui.export.several import several_files
from copilot_tui.export.versions import NO_OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copilot_tui.domain.program import Program
    from copilot_tui.export.languages import ExportLanguage

_DESCRIPTION_LENGTH = 200  # the service takes up to 256


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """What exporting a program as a project will do."""

    name: str
    """The project's name, by Pulumi's rule."""
    language: str
    """Canonical name; "" where the service did not say."""
    files: tuple[PlannedFile, ...]
    """The program first."""
    packages: tuple[str, ...] = ()
    """What the program needs, by the names of its language's registry; Pulumi's own library left out."""
    warnings: tuple[str, ...] = ()
    """Sentences for the person: what could not be told, what to look at."""
    config_hints: tuple[str, ...] = ()
    """Commands that set what the providers need, and what the program itself requires."""
    commands: tuple[str, ...] = ()
    """Everything to run, in order, `config_hints` among them; none for a language that does not run."""


def plan_project(
    program: Program, *, name: str | None = None, versions: Mapping[str, int] = NO_OVERRIDES
) -> ProjectPlan:
    """Plans a project that `pulumi up` runs.

    Args:
        program: the program, of any language and with any content.
        name: the person's choice of a name; one that Pulumi does not take is made to fit, with a warning.
        versions: majors by provider that go before the built-in table (``[export.versions]`` of config.toml).

    Returns:
        The plan; for a language that we do not know, the plain file and a warning. Never fails.
    """
    language = find_export_language(program.content.language)
    project, warnings = _name(program, name, language)
    if language is None:
        return _plain_plan(program, project, warnings)
    found = language.read_packages(program.content.code)
    dependencies = _dependencies(language, found.packages, versions)
    warnings += [*found.warnings, *_unpinned(language, found.packages, versions)]
    if language.name == "yaml" and (problem := yaml_project.problem(program.content.code)):
        warnings.append(problem)
    warnings.extend(several_files(program.content.code))
    if not program.content.code.strip():
        warnings.append("The program is empty.")
    blueprint = Blueprint(
        name=project,
        description=line(program.conversation_title or program.query, _DESCRIPTION_LENGTH),
        code=program.content.code,
        file_name=program.file_name,
        dependencies=dependencies,
    )
    providers = tuple(_providers(language, found.packages))
    hints = (*config_hints(providers), *language.read_settings(program.content.code))
    commands = (*language.install, "pulumi stack init dev", *hints, "pulumi up")
    guide = readme(
        program,
        name=project,
        title=language.title,
        needs=("the Pulumi CLI", *language.tools, *accounts(providers)),
        commands=commands,
        warnings=warnings,
    )
    return ProjectPlan(
        name=project,
        language=language.name,
        files=(*language.build(blueprint), guide),
        packages=found.packages,
        warnings=tuple(warnings),
        config_hints=hints,
        commands=commands,
    )


def plan_file(program: Program) -> PlannedFile:
    """Plans a single file with the program's code, under the name that its language gives it.

    The code is exactly what came: nothing is added, not even a last newline.
    """
    language = find_export_language(program.content.language)
    name = program.file_name
    if language is not None and language.name == "java":  # the compiler wants a public class in a file of its name
        name = safe_name(main_class(program.content.code).name, fallback="App", suffix=language.suffix)
    return PlannedFile(name, program.content.code)


def required_packages(program: Program) -> tuple[str, ...]:
    """The packages that a program imports, for its facts; none for a language that we do not know."""
    language = find_export_language(program.content.language)
    return language.read_packages(program.content.code).packages if language else ()


def _name(program: Program, chosen: str | None, language: ExportLanguage | None) -> tuple[str, list[str]]:
    """The project's name: the chosen one, the program's own, or one made from what it is about."""
    if chosen is not None and chosen.strip():
        name = chosen_project_name(chosen.strip())
        if name == chosen.strip():
            return name, []
        return name, [f"“{line(chosen, 100)}” is no project name that Pulumi takes: it became {name}."]
    if language is not None and language.name == "yaml":
        own = yaml_project.own_name(program.content.code)
        if PROJECT_NAME.fullmatch(own) and set(own) != {"."}:
            return own, []
    fallback = f"copilot-{language.name}" if language else "copilot-program"
    return project_name(program.conversation_title or program.query, fallback=fallback), []


def _plain_plan(program: Program, project: str, warnings: list[str]) -> ProjectPlan:
    spelling = line(program.content.language, 40)
    which = f"“{spelling}” is no language" if spelling else "The service did not say which language this is: it is none"
    warnings = [*warnings, f"{which} that can be made into a project: the program is written as a plain file."]
    guide = readme(program, name=project, title="", needs=(), commands=(), warnings=warnings)
    return ProjectPlan(
        name=project, language=program.language, files=(plan_file(program), guide), warnings=tuple(warnings)
    )


def _dependencies(
    language: ExportLanguage, packages: Iterable[str], versions: Mapping[str, int]
) -> tuple[Dependency, ...]:
    registry = language.registry
    return tuple(
        Dependency(package, registry.range_for(package, versions) or registry.any_version)
        for package in (*language.libraries, *packages)
    )


def _unpinned(language: ExportLanguage, packages: Iterable[str], versions: Mapping[str, int]) -> Iterable[str]:
    if not language.manifest:  # versions stand elsewhere: in Go's import paths, with Pulumi YAML in the engine
        return
    for package in packages:
        if language.registry.range_for(package, versions) is None:
            yield f"No version of {package} is known: {language.manifest} takes any. Pin it once the program runs."


def _providers(language: ExportLanguage, packages: Iterable[str]) -> Iterable[str]:
    return filter(None, map(language.registry.provider_of, packages))
