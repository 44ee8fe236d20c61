"""Answers that were saved by curl, as far as they mean harm; that they can be taken in is told by the import."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from copilot_tui.api.saved import read_saved
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import UnreadableAnswer

NOW = datetime(2026, 8, 4, tzinfo=UTC)


def test_headers_without_end_cost_no_more_than_they_are_long() -> None:
    began = time.thread_time()
    with pytest.raises(UnreadableAnswer):
        read_saved(b"HTTP/1.1 100 Continue\r\n\r\n" * 200_000, CloudContext(org="acme"), NOW)
    assert time.thread_time() - began < 5  # copying what is left each time takes minutes


def test_several_blocks_of_headers_stand_before_an_answer() -> None:
    answer = b'{"conversationId": "c", "messages": [{"role": "assistant", "kind": "response", "content": "Hi"}]}'
    conversation, turns = read_saved(b"HTTP/1.1 307 R\r\n\r\nHTTP/2 200\n\n" + answer, CloudContext(org="acme"), NOW)
    assert (conversation.service_id, len(turns)) == ("c", 1)
