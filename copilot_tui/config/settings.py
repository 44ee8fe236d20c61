"""Every setting there is: its name in config.toml, its default, its range, and what it does."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, field_validator, model_validator

from copilot_tui.config.first_frame import BY_ITSELF, DEFAULT_MOUSE, DEFAULT_SHOWN, DEFAULT_THEME
from copilot_tui.domain.context import CloudContext, console_url, org_problem, read_console_url, url_problem
from copilot_tui.domain.model import Frozen
from copilot_tui.domain.prompts import name_problem, text_problem

NonEmpty = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Major = Annotated[int, Field(ge=0, le=999)]


class _Section(Frozen):
    """A table of config.toml: TOML has types of its own, so "180" is no number and 1 is no truth value."""

    model_config = ConfigDict(strict=True)


class ContextSettings(_Section):
    """``[context]``: what goes with a new conversation's questions."""

    org: str = Field(
        default="",
        max_length=200,
        description='The organization to ask in, such as "acme"; "" for the one that the Pulumi CLI works in.',
    )
    url: str = Field(
        default="",
        max_length=2000,
        description='A page of https://app.pulumi.com; "" for the stack of the folder that you start in.',
    )

    @field_validator("org")
    @classmethod
    def _check_org(cls, org: str) -> str:
        if org and (problem := org_problem(org)):
            raise ValueError(problem)
        return org.strip()

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if url and (problem := url_problem(url)):
            raise ValueError(problem)
        return url.strip()


class ContextPreset(ContextSettings):
    """``[[contexts]]``: a context with a name, to choose from."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)] = Field(
        description="What it is called in the picker."
    )

    @model_validator(mode="after")
    def _check_named(self) -> Self:
        if not (self.org or read_console_url(self.url).org):
            raise ValueError("it names no organization: give org, or a url that has one.")
        return self

    @property
    def context(self) -> CloudContext:
        """The context itself."""
        org = self.org or read_console_url(self.url).org
        return CloudContext(org=org, url=self.url or console_url(org))


class PromptSetting(_Section):
    """``[[prompts]]``: a text of the person's own, reached by its name."""

    name: str = Field(description="What is typed after a slash to reach it.")
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] = Field(
        description="The question, with places to fill: {org} {project} {stack} {url} {language} {ask:Which one?}."
    )

    @field_validator("name")
    @classmethod
    def _check_name(cls, name: str) -> str:
        if problem := name_problem(name):
            raise ValueError(problem)
        return name

    @field_validator("text")
    @classmethod
    def _check_text(cls, text: str) -> str:
        if problem := text_problem(text):
            raise ValueError(problem)
        return text


class UiSettings(_Section):
    """``[ui]``: how the screen behaves."""

    start: Literal["new", "last", "overview"] = Field(
        default="new",
        description="What is open at the start: a new conversation, the last one, or the overview.",
    )
    show_traces: bool = Field(default=False, description="Whether trace messages are unfolded at the start.")
    gutter: bool = Field(default=True, description="Whether times and durations stand beside the transcript.")
    show_list: bool = Field(
        default=DEFAULT_SHOWN, description="Whether the conversations stand at the left, where there is room."
    )
    show_context: bool = Field(
        default=DEFAULT_SHOWN, description="Whether the context stands at the right, where there is room."
    )
    list_width: int = Field(
        default=BY_ITSELF, ge=0, le=200, description="How wide the list of conversations is, in columns; 0 by itself."
    )
    context_width: int = Field(
        default=BY_ITSELF, ge=0, le=200, description="How wide the context panel is, in columns; 0 by itself."
    )


class ExportSettings(_Section):
    """``[export]``: where programs and conversations go."""

    folder: NonEmpty = Field(default=".", description="The folder that is offered for exports.")
    versions: dict[str, Major] = Field(
        default={},
        description="Major versions for exported projects, by provider; they go before the built-in table.",
        examples=[{"aws": 6, "azure-native": 2}],
    )


class Settings(_Section):
    """All of config.toml; what the file leaves out stands at its default."""

    theme: NonEmpty = Field(default=DEFAULT_THEME, description="The theme's name, as the command palette shows it.")
    mouse: bool = Field(
        default=DEFAULT_MOUSE, description="Whether the mouse works in the app; false leaves it to the terminal."
    )
    reduced_motion: bool = Field(default=False, description="Whether spinners and animations stand still.")
    keymap: Literal["default", "vim"] = Field(
        default="default", description="The keys to start from; [keys] changes single ones."
    )
    notify: Literal["auto", "bell", "off"] = Field(
        default="auto",
        description="How an answer makes itself known while the terminal is in the background.",
    )
    warn_on_secrets: bool = Field(
        default=True, description="Whether a question that seems to hold a secret is asked about before it is sent."
    )
    log_level: Literal["info", "debug"] = Field(
        default="info",
        description="How much goes into the log: debug adds each step of a connection; questions and answers never do.",
    )
    language: Literal["typescript", "javascript", "python", "go", "csharp", "fsharp", "java", "yaml"] = Field(
        default="typescript",
        description="The language that programs are asked for in: it stands first, and for {language} in prompts.",
    )
    cloud_details: bool = Field(
        default=True,
        description="Whether your account, your stacks and their last updates are read from the Pulumi Cloud.",
    )
    token_command: tuple[NonEmpty, ...] = Field(
        default=(),
        strict=False,  # TOML has lists only
        max_length=100,
        description="A program and its arguments that print the access token; run without a shell.",
        examples=[("op", "read", "op://Private/Pulumi/token")],
    )
    request_timeout_seconds: float = Field(
        default=180, ge=1, le=3600, description="How long one question may take in all, in seconds."
    )
    connect_timeout_seconds: float = Field(
        default=10, ge=0.1, le=300, description="How long connecting may take, in seconds."
    )
    silence_timeout_seconds: float = Field(
        default=120, ge=1, le=3600, description="How long the service may send nothing at all, in seconds."
    )
    max_answer_megabytes: int = Field(
        default=32, ge=1, le=1024, description="The largest answer that is read, in megabytes after decompression."
    )
    max_concurrent_requests: int = Field(
        default=4, ge=1, le=32, description="How many conversations may be asked at the same time; the rest wait."
    )
    trash_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="How many days deleted conversations stay in the bin before they are removed for good.",
    )
    context: ContextSettings = Field(
        default=ContextSettings(), description="What goes with a new conversation's questions."
    )
    contexts: tuple[ContextPreset, ...] = Field(
        default=(),
        strict=False,  # TOML has lists only
        max_length=200,
        description="Contexts to choose from with a few keys, each with a name.",
        examples=[{"name": "prod", "url": "https://app.pulumi.com/acme/project1/prod"}],
    )
    prompts: tuple[PromptSetting, ...] = Field(
        default=(),
        strict=False,  # TOML has lists only
        max_length=200,
        description=(
            "Questions of your own, reached by /name in the composer. {org} {project} {stack} {url} {language} are "
            "filled in from the context, {ask:Which one?} is asked, {{org}} stands for the word itself."
        ),
        examples=[
            {"name": "cost", "text": "What does {project}/{stack} cost a month, and what drives {ask:Which part?}"}
        ],
    )
    ui: UiSettings = Field(default=UiSettings(), description="How the screen behaves.")
    export: ExportSettings = Field(default=ExportSettings(), description="Where programs and conversations go.")
    keys: dict[str, NonEmpty] = Field(
        default={},
        description="Other keys for actions, by the action's id: several keys with commas between them.",
        examples=[{"new": "ctrl+n,f5"}],
    )
