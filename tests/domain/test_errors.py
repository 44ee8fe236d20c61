"""The family of failures: each says what happened and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain import errors

if TYPE_CHECKING:
    from collections.abc import Iterator


def family(root: type[errors.CopilotError] = errors.CopilotError) -> Iterator[type[errors.CopilotError]]:
    for child in root.__subclasses__():
        if child.__module__.startswith(f"{errors.__name__}."):
            yield child
            yield from family(child)


@pytest.mark.parametrize("failure", list(family()), ids=lambda failure: failure.__name__)
def test_every_failure_stands_in_the_drawing_and_becomes_a_value(failure: type[errors.CopilotError]) -> None:
    assert errors.__doc__ is not None
    assert f" {failure.__name__} " in errors.__doc__
    value = failure("It failed.", status=500, request_id="r").as_failure()
    assert (value.message, value.status, value.request_id) == ("It failed.", 500, "r")
    assert value.hint == failure.default_hint
    assert failure("x", hint="Do this.").as_failure().hint == "Do this."
    assert errors.Failure.model_validate_json(value.model_dump_json()) == value
