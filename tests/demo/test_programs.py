"""The programs that the demo writes, asked for as a person would."""

from __future__ import annotations

import ast
import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
import yaml

from copilot_tui.demo.programs import TOPICS, Draft, code_of, find_features, instructions_of, languages
from copilot_tui.domain.language import LANGUAGES
from copilot_tui.domain.program import count_lines

if TYPE_CHECKING:
    from tests.demo.conftest import Client

ALL_FEATURES = frozenset({"private", "versioning", "encryption", "lifecycle"})
# What only a program of that language has.
LOOKS = {
    "typescript": r"^import \* as \w+ from \"@pulumi/\w+\";$[\s\S]*^export const ",
    "javascript": r"^const \w+ = require\(\"@pulumi/\w+\"\);[\s\S]*^exports\.",
    "python": r"^import pulumi$[\s\S]*^pulumi\.export\(",
    "go": r"^package main$[\s\S]*pulumi\.Run\(func\(ctx \*pulumi\.Context\) error",
    "csharp": r"^using Pulumi;$[\s\S]*return await Deployment\.RunAsync\(",
    "fsharp": r"^module Program$[\s\S]*^let main _ = Deployment\.run infra$",
    "java": r"^package \w+;$[\s\S]*^public class App \{$[\s\S]*Pulumi\.run\(",
    "yaml": r"^name: \w+\nruntime: yaml$[\s\S]*^resources:$[\s\S]*^outputs:$",
}
EVERY = list(product(TOPICS, LOOKS, (frozenset[str](), ALL_FEATURES)))
SPELLINGS = [(spelling, row.name) for row in LANGUAGES for spelling in (row.name, *row.aliases, row.name.upper())]
NAMED = {
    "bucket": "an S3 bucket",
    "azure": "a virtual network on Azure",
    "network": "a VPC",
    "kubernetes": "a Kubernetes deployment",
}


@pytest.mark.parametrize(("topic", "language", "features"), EVERY)
def test_a_program_is_one_of_its_language(topic: str, language: str, features: frozenset[str]) -> None:
    code = code_of(Draft(topic, language, features))
    assert re.search(LOOKS[language], code, re.MULTILINE)
    assert code.endswith("\n")
    assert not code.endswith("\n\n")
    assert code.count("{") == code.count("}")
    assert code.count("(") == code.count(")")
    assert "BucketV2" not in code
    assert "%imports%" not in code
    if language == "python":
        ast.parse(code)
    if language == "yaml":
        assert set(yaml.safe_load(code)) >= {"name", "runtime", "resources", "outputs"}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LOOKS)
def test_a_program_is_of_a_length_to_read(topic: str, language: str) -> None:
    assert 15 <= count_lines(code_of(Draft(topic, language))) <= 65


def test_every_language_of_the_app_is_written() -> None:
    assert set(languages()) == set(LOOKS)


@pytest.mark.parametrize(("spelling", "language"), SPELLINGS)
def test_a_language_is_understood_by_every_spelling(client: Client, spelling: str, language: str) -> None:
    content = client.program(f"Write an S3 bucket in {spelling}.")
    assert content["language"] == language
    assert content["code"] == code_of(Draft("bucket", language))


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_understood(client: Client, topic: str) -> None:
    assert client.program(f"Please create {NAMED[topic]} in go")["code"] == code_of(Draft(topic, "go"))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("make it private", Draft(features=frozenset({"private"}))),
        ("Add versioning, please.", Draft(features=frozenset({"versioning"}))),
        ("encrypt it too and add versioning", Draft(features=frozenset({"versioning", "encryption"}))),
        ("now in go", Draft(language="go")),
        ("Convert it to C#", Draft(language="csharp")),
        ("the same as YAML with encryption", Draft(language="yaml", features=frozenset({"encryption"}))),
        ("write a VPC instead", Draft("network")),
    ],
)
def test_a_follow_up_goes_on_from_the_program(client: Client, query: str, wanted: Draft) -> None:
    conversation, _ = client.ask("Write code to create an S3 bucket")
    assert client.program(query, conversation=conversation)["code"] == code_of(wanted)


def test_the_failed_update_is_explained_and_then_fixed(client: Client) -> None:
    conversation, messages = client.ask("Why did update 4 fail?")
    assert "Write the fixed program in TypeScript" in messages[-1]["content"]
    content = client.program("Write the fixed program in TypeScript.", conversation=conversation)
    assert content["code"] == code_of(Draft("azure", "typescript"))


def test_follow_ups_add_up(client: Client) -> None:
    conversation, _ = client.ask("Write an S3 bucket in Python")
    client.ask("add versioning", conversation=conversation)
    client.ask("Why did the last update fail?", conversation=conversation)
    client.ask("make it private", conversation=conversation)
    content = client.program("now in go", conversation=conversation)
    assert content["code"] == code_of(Draft("bucket", "go", frozenset({"versioning", "private"})))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("make it private", Draft(features=frozenset({"private"}))), ("now in python", Draft(language="python"))],
)
def test_a_follow_up_that_the_server_knows_nothing_before_is_answered_all_the_same(
    client: Client, query: str, wanted: Draft
) -> None:
    assert client.program(query, conversation=f"older than the server: {query}")["code"] == code_of(wanted)


def test_a_topic_without_a_script_says_so(client: Client) -> None:
    content = client.program("Write a program for a DNS zone in java")
    assert content["language"] == "java"
    assert "no script for exactly this" in content["plan"]["instructions"]


@pytest.mark.parametrize("language", LOOKS)
def test_instructions_are_numbered_steps_that_name_the_file(language: str) -> None:
    row = next(row for row in LANGUAGES if row.name == language)
    text = instructions_of(Draft("bucket", language, frozenset({"private"})))
    assert "public access block" in text
    assert re.findall(r"^(\d)\. ", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert f"`{row.file_name}`" in text


def test_a_program_id_stands_for_its_code(client: Client) -> None:
    first = client.program("Write an S3 bucket in go")
    assert client.program("Write an S3 bucket in golang")["programId"] == first["programId"]
    assert client.program("Write an S3 bucket in java")["programId"] != first["programId"]


def test_features_are_found_by_their_words() -> None:
    assert find_features("bucket", "Versioned, encrypted and not public") == {"versioning", "encryption", "private"}
    assert find_features("kubernetes", "make it private") == frozenset()
