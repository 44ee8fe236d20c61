"""Java projects built by Maven (pulumi/templates: java)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.naming import safe_name
from copilot_tui.export.packages.java import main_class, release_of
from copilot_tui.export.projects.blueprint import pulumi_yaml

if TYPE_CHECKING:
    from copilot_tui.export.packages.java import MainClass
    from copilot_tui.export.projects.blueprint import Blueprint, Dependency

_DEEPEST_PACKAGE = 12
_POM = """\
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
    <modelVersion>4.0.0</modelVersion>

    <groupId>com.example</groupId>
    <artifactId>{artifact}</artifactId>
    <version>1.0-SNAPSHOT</version>

    <properties>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        <maven.compiler.source>{release}</maven.compiler.source>
        <maven.compiler.target>{release}</maven.compiler.target>
        <maven.compiler.release>{release}</maven.compiler.release>
        <mainClass>{main_class}</mainClass>
        <mainArgs/>
    </properties>

    <dependencies>
{dependencies}    </dependencies>

    <build>
        <plugins>
            <plugin>
                <groupId>org.apache.maven.plugins</groupId>
                <artifactId>maven-compiler-plugin</artifactId>
                <version>3.11.0</version>
            </plugin>
            <plugin>
                <groupId>org.codehaus.mojo</groupId>
                <artifactId>exec-maven-plugin</artifactId>
                <version>3.0.0</version>
                <configuration>
                    <mainClass>${{mainClass}}</mainClass>
                    <commandlineArgs>${{mainArgs}}</commandlineArgs>
                </configuration>
            </plugin>
        </plugins>
    </build>
</project>
"""


def build_java(blueprint: Blueprint) -> list[PlannedFile]:
    """src/main/java/…/App.java by the program's package line and public class, pom.xml and Pulumi.yaml."""
    main = main_class(blueprint.code)
    pom = _POM.format(
        artifact=escape(blueprint.name),
        main_class=escape(main.qualified),
        release=release_of(blueprint.code),
        dependencies="".join(map(_dependency, blueprint.dependencies)),
    )
    return [
        PlannedFile(_source_path(main), blueprint.source),
        PlannedFile("pom.xml", pom),
        pulumi_yaml(blueprint, ["java"]),
    ]


def _source_path(main: MainClass) -> str:
    folders = [safe_name(part, fallback="package") for part in main.package[:_DEEPEST_PACKAGE]]
    return "/".join(["src/main/java", *folders, safe_name(main.name, fallback="App", suffix=".java")])


def _dependency(dependency: Dependency) -> str:
    group, _, artifact = dependency.package.partition(":")
    return (
        "        <dependency>\n"
        f"            <groupId>{escape(group)}</groupId>\n"
        f"            <artifactId>{escape(artifact)}</artifactId>\n"
        f"            <version>{escape(dependency.range)}</version>\n"
        "        </dependency>\n"
    )
