"""Import lines → package names, over all languages; every exception of the package rules has a row."""

from __future__ import annotations

import pytest

from copilot_tui.export.languages import find_export_language

# language, code, packages (Pulumi's own library is never among them)
TYPESCRIPT = [
    ('import * as aws from "@pulumi/aws";', ["@pulumi/aws"]),
    ("import * as aws from '@pulumi/aws'", ["@pulumi/aws"]),
    ('import * as pulumi from "@pulumi/pulumi";', []),
    ('import { Config } from "@pulumi/pulumi/config";', []),
    ('import { s3 } from "@pulumi/aws";', ["@pulumi/aws"]),
    ('import { Bucket } from "@pulumi/aws/s3";', ["@pulumi/aws"]),
    ('import { Bucket } from "@pulumi/aws/s3/bucket.js";', ["@pulumi/aws"]),
    ('import * as storage from "@pulumi/azure-native/storage/v20230101";', ["@pulumi/azure-native"]),
    ('import type { BucketArgs } from "@pulumi/aws/s3";', ["@pulumi/aws"]),
    ('import { type BucketArgs, Bucket as B } from "@pulumi/aws/s3";', ["@pulumi/aws"]),
    ('import type * as k8s from "@pulumi/kubernetes";', ["@pulumi/kubernetes"]),
    ('import type React from "react";', ["react"]),
    ('import gcp, { storage } from "@pulumi/gcp";', ["@pulumi/gcp"]),
    ('import {\n  ec2,\n  // the "vpc"\n  s3,\n} from "@pulumi/aws";', ["@pulumi/aws"]),
    ('import "dotenv/config";', ["dotenv"]),
    ('import random = require("@pulumi/random");', ["@pulumi/random"]),
    ('const tls = require("@pulumi/tls");', ["@pulumi/tls"]),
    ('const { Bucket } = require("@pulumi/aws/s3");', ["@pulumi/aws"]),
    ("const mime = require(`mime`);", ["mime"]),
    ('const path = require.resolve("lodash/fp");', ["lodash"]),
    ('const eks = await import("@pulumi/eks");', ["@pulumi/eks"]),
    ('type Aws = typeof import("@pulumi/aws");', ["@pulumi/aws"]),
    ('export * from "@pulumi/awsx";', ["@pulumi/awsx"]),
    ('export * as docker from "@pulumi/docker";', ["@pulumi/docker"]),
    ('export { Image } from "@pulumi/docker-build";', ["@pulumi/docker-build"]),
    ('export type { Image } from "@pulumi/docker";', ["@pulumi/docker"]),
    ('import data from "pkg/data.json" with { type: "json" };', ["pkg"]),
    ('import { from } from "rxjs";', ["rxjs"]),
    ('import { "a-b" as ab } from "odd";', ["odd"]),
    ('import a from "a";import b from "b"', ["a", "b"]),
    ('import * as fs from "fs";', []),
    ('import { readFile } from "fs/promises";', []),
    ('import * as path from "node:path";', []),
    ('import test from "node:test";', []),
    ('import { bucket } from "./storage";', []),
    ('import { bucket } from "../storage.js";', []),
    ('import { x } from "#internal";', []),
    ('import x from "https://esm.sh/x";', []),
    ('// import * as aws from "@pulumi/aws";', []),
    ('/* import * as aws from "@pulumi/aws";\n * require("x") */', []),
    ('/// <reference types="@types/node" />', []),
    ("const help = 'import * as aws from \"@pulumi/aws\"';", []),
    ('const script = `import x from "y"; require("z")`;', []),
    ('const script = `${require("z").name} import x from "y"`;', ["z"]),
    ('const script = `a ${`b ${require("deep")} c`} d`; import e from "e"', ["deep", "e"]),
    ('const size = config.require("size");', []),
    ('const size = config?.require("size");', []),
    ('const size = new pulumi.Config("app").requireSecret("size");', []),
    ("const url = import.meta.url;", []),
    ("const mod = await import(name);", []),
    ("const mod = require(`./${name}`);", []),
    ('const quote = /["\'`]/g; import aws from "@pulumi/aws";', ["@pulumi/aws"]),
    ("const half = width / 2; const s = '/'; import aws from \"@pulumi/aws\";", ["@pulumi/aws"]),
    ('const re = /[/"]\\//.test(x); const b = require("b");', ["b"]),
    ('export const name = "from"; const other = "x";', []),
    ('import k8s from "@kubernetes/client-node/dist/api.js";', ["@kubernetes/client-node"]),
    ('import * as time from "@pulumiverse/time";', ["@pulumiverse/time"]),
]
JAVASCRIPT = [
    (
        '"use strict";\nconst aws = require("@pulumi/aws");\nconst awsx = require("@pulumi/awsx");',
        ["@pulumi/aws", "@pulumi/awsx"],
    ),
    ('import * as cloudflare from "@pulumi/cloudflare";', ["@pulumi/cloudflare"]),
    ("module.exports = async () => { const { x } = require('x'); };", ["x"]),
    ("console.log(\"require('nothing')\");", []),
]
PYTHON = [
    ("import pulumi", []),
    ("import pulumi_aws as aws", ["pulumi-aws"]),
    ("import pulumi_azure_native.storage", ["pulumi-azure-native"]),
    ("from pulumi_aws import s3, ec2 as compute", ["pulumi-aws"]),
    ("from pulumi_kubernetes.helm.v3 import Chart", ["pulumi-kubernetes"]),
    ("from pulumi import automation as auto", []),
    ("from pulumi.dynamic import Resource", []),
    ("import pinecone_pulumi as pinecone", ["pinecone_pulumi"]),
    ("import json, os, pulumi_gcp as gcp", ["pulumi-gcp"]),
    ("from pulumi_awsx import (\n    ec2,\n    ecs,  # and more\n)", ["pulumi-awsx"]),
    ("import pulumi_random; import pulumi_tls", ["pulumi-random", "pulumi-tls"]),
    ("import \\\n    pulumi_docker", ["pulumi-docker"]),
    ("try:\n    import requests\nexcept ImportError:\n    pass", ["requests"]),
    ("def f():\n    import boto3", ["boto3"]),
    ("import yaml", ["PyYAML"]),
    ("from __future__ import annotations", []),
    ("from . import storage", []),
    ("from .storage import bucket", []),
    ("from collections.abc import Mapping", []),
    ("# import pulumi_aws", []),
    ('"""\nimport pulumi_aws\n"""', []),
    ("text = 'import pulumi_aws'", []),
    ("script = f'''\nfrom pulumi_aws import s3\n'''", []),
    ("import pulumi_aws as aws\nprint 'two'", ["pulumi-aws"]),  # Python 2: read line by line
    ("from pulumi_gcp import storage\n'''\nimport nothing\n'''\nif True print(", ["pulumi-gcp"]),
    ("import pulumi_aws, pulumi_eks as eks\n(", ["pulumi-aws", "pulumi-eks"]),
]
GO = [
    ('import "fmt"', []),
    ('import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"', []),
    ('import "github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"', ["github.com/pulumi/pulumi-aws/sdk/v7"]),
    ('import s3 "github.com/pulumi/pulumi-aws/sdk/v6/go/aws/s3"', ["github.com/pulumi/pulumi-aws/sdk/v6"]),
    (
        (
            'import (\n\t"fmt"\n\n\t"github.com/pulumi/pulumi-gcp/sdk/v9/go/gcp/storage"\n'
            '\t_ "github.com/pulumi/pulumi-random/sdk/v4/go/random"\n)'
        ),
        ["github.com/pulumi/pulumi-gcp/sdk/v9", "github.com/pulumi/pulumi-random/sdk/v4"],
    ),
    (
        'import . "github.com/pulumi/pulumi-azure-native-sdk/storage/v3"',
        ["github.com/pulumi/pulumi-azure-native-sdk/storage/v3"],
    ),
    (
        'import resources "github.com/pulumi/pulumi-azure-native-sdk/resources"',
        ["github.com/pulumi/pulumi-azure-native-sdk/resources"],
    ),
    ('import "github.com/pulumi/pulumi-command/sdk/go/command/local"', ["github.com/pulumi/pulumi-command/sdk"]),
    (
        'import "github.com/pulumi/pulumi-docker-build/sdk/go/dockerbuild"',
        ["github.com/pulumi/pulumi-docker-build/sdk/go/dockerbuild"],
    ),
    ("import `github.com/pulumi/pulumi-tls/sdk/v5/go/tls`", ["github.com/pulumi/pulumi-tls/sdk/v5"]),
    ('import "k8s.io/api/core/v1"', ["k8s.io/api"]),
    ('import "github.com/aws/aws-sdk-go-v2/service/s3"', ["github.com/aws/aws-sdk-go-v2"]),
    ('import "github.com/go-chi/chi/v5/middleware"', ["github.com/go-chi/chi/v5"]),
    ('import "gopkg.in/yaml.v3"', ["gopkg.in/yaml.v3"]),
    ('import "golang.org/x/crypto/ssh"', ["golang.org/x/crypto"]),
    ('import "encoding/json"', []),
    ('// import "github.com/pulumi/pulumi-aws/sdk/v7/go/aws"', []),
    ('/*\nimport "github.com/pulumi/pulumi-aws/sdk/v7/go/aws"\n*/', []),
    ('var x = `import "github.com/a/b"`', []),
    ('import "fmt"\nfunc main() { fmt.Println("github.com/a/b") }', []),
    ('import (\n\t// "github.com/a/b"\n\t"os" /* "github.com/c/d" */\n)\nvar s = "github.com/e/f"', []),
    ('var quote = \'"\'\nvar s = "github.com/e/f"', []),
]
CSHARP = [
    ("using Pulumi;", []),
    ("using Pulumi.Aws.S3;", ["Pulumi.Aws"]),
    ("using Pulumi.Aws;", ["Pulumi.Aws"]),
    ("using Pulumi.AzureNative.Storage;", ["Pulumi.AzureNative"]),
    ("using Pulumi.AzureNative.Storage.Inputs;\nusing Pulumi.AzureNative.Resources;", ["Pulumi.AzureNative"]),
    ("using Aws = Pulumi.Aws;", ["Pulumi.Aws"]),
    ("using S3 = global::Pulumi.Aws.S3;", ["Pulumi.Aws"]),
    ("using static Pulumi.Gcp.Storage.Bucket;", ["Pulumi.Gcp"]),
    ("global using Pulumi.Random;", ["Pulumi.Random"]),
    ("using K8s = Pulumi.Kubernetes.Core.V1;", ["Pulumi.Kubernetes"]),
    ("using Pulumiverse.Time;", ["Pulumiverse.Time"]),
    ("using Pulumi.Automation;", []),
    ("using Pulumi.Testing;", []),
    ("using Pulumi.Experimental.Provider;", []),
    ("using Deployment = Pulumi.Deployment;", []),
    ("using System.Collections.Generic;\nusing System.Text.Json;", []),
    ("// using Pulumi.Aws;", []),
    ("/* using Pulumi.Aws; */", []),
    ('var s = "using Pulumi.Aws;";', []),
    ('var s = @"c:\\"; var t = "using Pulumi.Aws;";', []),
    ('var s = $@"{x} "" using Pulumi.Aws;";', []),
    ('var s = """\nusing Pulumi.Aws;\n""";', []),
    ("using var client = new HttpClient();", []),
    ("using (var s = File.OpenRead(p)) { }", []),
    ('var bucket = new Pulumi.Aws.S3.Bucket("b");', ["Pulumi.Aws"]),
    ("return await Pulumi.Deployment.RunAsync(() => { });", []),
    ("namespace Pulumi.Aws.Mine { }", []),
    ("#region using Pulumi.Aws;\nusing Pulumi.Tls;\n#endregion", ["Pulumi.Tls"]),
]
FSHARP = [
    ("open Pulumi", []),
    ("open Pulumi.FSharp", []),
    ("module Program\n\nopen Pulumi.FSharp\nopen Pulumi.Aws.S3", ["Pulumi.Aws"]),
    ("open type Pulumi.Gcp.Storage.Bucket", ["Pulumi.Gcp"]),
    ("module S3 = Pulumi.Aws.S3", ["Pulumi.Aws"]),
    ("open Pulumi.AzureNative.Resources", ["Pulumi.AzureNative"]),
    ("open System\nopen FSharp.Collections", []),
    ("// open Pulumi.Aws", []),
    ("(* open Pulumi.Aws (* nested *) open Pulumi.Gcp *)\nopen Pulumi.Tls", ["Pulumi.Tls"]),
    ('let s = """\nopen Pulumi.Aws\n"""', []),
    ('let s = "(*"\nopen Pulumi.Random\nlet t = "*)"', ["Pulumi.Random"]),
    ("let times = (*) 2 3\nopen Pulumi.Random", ["Pulumi.Random"]),
    ("let f (x: 'a) = x\nopen Pulumi.Random\nlet g (y: 'b) = y", ["Pulumi.Random"]),
    ('let b = Pulumi.Aws.S3.Bucket("b")', ["Pulumi.Aws"]),
]
JAVA = [
    ("import com.pulumi.Pulumi;", []),
    ("import com.pulumi.Context;\nimport com.pulumi.core.Output;", []),
    ("import com.pulumi.*;", []),
    ("import com.pulumi.aws.s3.Bucket;", ["com.pulumi:aws"]),
    ("import com.pulumi.aws.s3.inputs.*;", ["com.pulumi:aws"]),
    ("import com.pulumi.azurenative.storage.StorageAccount;", ["com.pulumi:azure-native"]),
    ("import com.pulumi.awsnative.s3.Bucket;", ["com.pulumi:aws-native"]),
    ("import com.pulumi.dockerbuild.Image;", ["com.pulumi:docker-build"]),
    ("import static com.pulumi.gcp.storage.BucketArgs.builder;", ["com.pulumi:gcp"]),
    ("import static com.pulumi.codegen.internal.Serialization.*;", []),
    ("import com.pulumi.resources.CustomResourceOptions;\nimport com.pulumi.asset.FileAsset;", []),
    ("import com.pulumi.deployment.InvokeOptions;\nimport com.pulumi.automation.Stack;", []),
    ("import java.util.Map;\nimport javax.net.ssl.SSLContext;", []),
    ("package com.pulumi.example;\nimport java.util.List;", []),
    ("package com.acme;\nimport com.acme.Other;", []),
    ("// import com.pulumi.aws.s3.Bucket;", []),
    ("/* import com.pulumi.aws.s3.Bucket; */", []),
    ('String s = "import com.pulumi.aws.s3.Bucket;";', []),
    ('String s = """\n    import com.pulumi.aws.s3.Bucket;\n    """;', []),
    ("class App { com.pulumi.tls.PrivateKey key; }", ["com.pulumi:tls"]),
    ("char q = '\"'; /* \" */ class A { com.pulumi.random.RandomId id; }", ["com.pulumi:random"]),
]
YAML = [
    ("resources:\n  bucket:\n    type: aws:s3:Bucket", ["aws"]),
    ("resources:\n  bucket:\n    type: 'aws:s3/bucket:Bucket' # comment", ["aws"]),
    ('resources:\n  "my bucket":\n    "type": "gcp:storage:Bucket"', ["gcp"]),
    ("resources:\n  id:\n    type: random:RandomId", ["random"]),
    ("resources:\n  sa: {type: azure-native:storage:StorageAccount, properties: {kind: StorageV2}}", ["azure-native"]),
    (("resources:\n  sa: {\n    type: azure-native:storage:StorageAccount\n  }\n"
     "  id:\n    type: random:RandomId"), ["azure-native", "random"]),
    ("resources:\n  p:\n    type: pulumi:providers:aws", ["aws"]),
    ("resources:\n  ref:\n    type: pulumi:pulumi:StackReference", []),
    ("config:\n  size:\n    type: string\n    default: a:b:c", []),
    ("variables:\n  ami:\n    fn::invoke:\n      function: aws:ec2:getAmi", ["aws"]),
    ("variables:\n  ami:\n    Fn::Invoke:\n      Function: aws:getAmi", ["aws"]),
    ("variables:\n  zone:\n    fn::cloudflare:getZone:\n      name: x", ["cloudflare"]),
    ("bucket:\n  type: aws:s3:Bucket", ["aws"]),
    ("# type: aws:s3:Bucket", []),
    ("resources:\n  # bucket:\n  #   type: aws:s3:Bucket\n  id:\n    type: random:RandomId", ["random"]),
    (("resources:\n  vm:\n    type: gcp:compute:Instance\n    properties:\n      script: |\n"
     "        resources:\n          x:\n            type: aws:s3:Bucket"), ["gcp"]),
    ("resources:\n  vm:\n    type: gcp:compute:Instance\n    properties:\n      type: aws:s3:Bucket", ["gcp"]),
    (('resources:\n  vm:\n    properties:\n      text: "resources:\n\n'
     '        type: aws:s3:Bucket"\n    type: tls:PrivateKey'), ["tls"]),
    (("resources:\n  d:\n    properties:\n      list:\n      - |\n"
     "        type: aws:s3:Bucket\n      - type: x\n    type: kubernetes:apps/v1:Deployment"), ["kubernetes"]),
    ('{"resources": {"b": {"type": "aws:s3:Bucket"}}}', ["aws"]),
    ("outputs:\n  url: https://example.com:8080/x:y", []),
    ("components:\n  site:\n    resources:\n      b:\n        type: aws:s3:Bucket", ["aws"]),
]  # fmt: skip
ROWS = [
    (language, code, packages)
    for language, rows in {
        "typescript": TYPESCRIPT,
        "javascript": JAVASCRIPT,
        "python": PYTHON,
        "go": GO,
        "csharp": CSHARP,
        "fsharp": FSHARP,
        "java": JAVA,
        "yaml": YAML,
    }.items()
    for code, packages in rows
]


def test_the_table_is_as_long_as_it_promises() -> None:
    assert len(ROWS) >= 120


@pytest.mark.parametrize(("language", "code", "packages"), ROWS)
def test_imports_become_packages(language: str, code: str, packages: list[str]) -> None:
    row = find_export_language(language)
    assert row is not None
    assert list(row.read_packages(code).packages) == packages


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("typescript", 'import x from "~/alias";', "~/alias"),
        ("python", "from google.cloud import storage", "google.cloud"),
        ("python", "import pulumi_aws\nprint 'x'", "does not parse as Python (line 2)"),
        ("go", 'import "ex ample.com/x"', "ex ample.com/x"),
        ("csharp", "using Newtonsoft.Json;", "Newtonsoft.Json"),
        ("java", "import com.google.gson.Gson;", "com.google.gson.Gson"),
    ],
)
def test_an_import_that_names_no_package_is_said(language: str, code: str, said: str) -> None:
    row = find_export_language(language)
    assert row is not None
    assert said in " ".join(row.read_packages(code).warnings)


@pytest.mark.parametrize("language", ["typescript", "python", "go", "csharp", "fsharp", "java", "yaml"])
@pytest.mark.parametrize(
    "part",
    [
        '"',
        "'",
        "`",
        "/*",
        "(*",
        "${",
        "`${",
        "$",
        "([/",
        '"""',
        "- ",
        "{",
        "import ",
        "export a ",
        "a.",
        "\\",
        " ",
        "x:\n",
    ],
)
def test_hostile_code_stalls_no_reader(language: str, part: str) -> None:
    row = find_export_language(language)
    assert row is not None
    assert len(row.read_packages(part * (60_000 // len(part))).packages) <= 1
