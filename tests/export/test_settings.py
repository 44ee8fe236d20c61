"""Settings that a program requires become commands, where that is certain."""

from __future__ import annotations

import pytest

from copilot_tui.export.project import plan_project
from tests.export.samples import program

PLAIN, SECRET = "pulumi config set zone YOUR_VALUE", "pulumi config set --secret key"
ROWS = [
    ("typescript", 'const c = new pulumi.Config(); c.require("zone"); c.requireSecret("key"); c.get("other");'),
    ("javascript", "const c = new pulumi.Config();\nc.require('zone'); c.requireSecretObject(`key`)"),
    ("python", "c = pulumi.Config()\nc.require_int('zone')\nc.require_secret(\"key\")  # c.require('no')\n"),
    ("go", 'cfg := config.New(ctx, ""); cfg.RequireInt("zone"); cfg.RequireSecret("key")'),
    ("csharp", 'var c = new Config(); c.RequireInt32("zone"); c.RequireSecretObject("key"); // c.Require("no")'),
    ("fsharp", 'let z = Config().Require("zone")\nlet k = Config().RequireSecret("key") (* c.Require("no") *)'),
    ("java", 'var c = ctx.config(); c.require("zone"); c.requireSecret("key"); /* c.require("no") */'),
    (
        "yaml",
        "config:\n  zone:\n    type: string\n  key:\n    secret: true\n  size:\n    default: 2\n  n: {type: string}\n",
    ),
]


def hints(language: str, code: str) -> list[str]:
    return list(plan_project(program(code, language)).config_hints)


@pytest.mark.parametrize(("language", "code"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_program_requires_is_set_before_it_runs(language: str, code: str) -> None:
    assert hints(language, code) == [PLAIN, SECRET]
    plan = plan_project(program(code, language))
    assert list(plan.commands).index(SECRET) < list(plan.commands).index("pulumi up")
    readme = next(file.text for file in plan.files if file.path == "README.md")
    assert PLAIN in readme


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("typescript", 'const c = new pulumi.Config("aws"); const d = new pulumi.Config(); d.require("zone");'),
        ("typescript", 'const fs = require("fs"); other.require("zone");'),
        ("typescript", 'const c = new pulumi.Config(); c.require(zone); c.require("zo" + "ne"); c.requireOutput("x");'),
        ("typescript", 'const c = new pulumi.Config(); c.require("$(rm -rf .)"); c.require("--zone"); c.require("");'),
        ("python", "c = pulumi.Config('gcp')\nc.require('project')\n"),
        ("go", 'cfg := config.New(ctx, "aws"); cfg.Require("region"); config.Require(ctx, "site:zone")'),
        ("java", 'ctx.config("aws").require("region");'),
        ("yaml", "resources:\n  config:\n    type: aws:s3:Bucket\n    zone:\n      type: string\n"),
    ],
)
def test_what_is_not_certain_is_not_said(language: str, code: str) -> None:
    assert not [hint for hint in hints(language, code) if "aws" not in hint]
