"""Bodies in pieces: decompressed here, with a limit that also holds for what is tiny on the way and huge once opened.

httpx would decompress whole pieces of any size (a gzip bomb of 400 KB costs hundreds of MB), so the raw bytes are
taken and given to zlib with a maximum length.
"""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from typing import TYPE_CHECKING, Final

import httpx

from copilot_tui.domain.errors import AnswerTooLarge, UnreadableAnswer
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ACCEPT_ENCODING: Final = "gzip"
_PIECE_BYTES: Final = 256 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS


async def read_whole(response: httpx.Response, limit: int) -> bytes:
    """Reads the body of a streamed response.

    Args:
        response: opened, nothing read of it.
        limit: the most bytes after decompression.

    Raises:
        AnswerTooLarge: more than `limit`; told as early as it is known.
        UnreadableAnswer: compressed otherwise than asked for, or damaged.
        httpx.TransportError: the connection failed.
    """
    if _declared(response) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for piece in _pieces(response, limit):
        body += piece
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


async def read_start(response: httpx.Response, limit: int, *, seconds: float = 1) -> bytes:
    """Reads the beginning of an error's body: at most `limit` bytes, what came in time, and never an error."""
    body = bytearray()
    with contextlib.suppress(httpx.TransportError, UnreadableAnswer, AnswerTooLarge, TimeoutError):
        async with asyncio.timeout(seconds):
            async for piece in _pieces(response, limit):
                body += piece
                if len(body) >= limit:
                    break
    return bytes(body[:limit])


async def _pieces(response: httpx.Response, limit: int) -> AsyncIterator[bytes]:
    gunzip = _decoder(response)
    async for chunk in response.aiter_raw():
        if response.num_bytes_downloaded > limit:
            raise _too_large(limit)
        if gunzip is None:
            yield chunk
            continue
        for piece in gunzip.pieces(chunk):
            yield piece
            await asyncio.sleep(0)  # a small chunk may hold a thousand pieces
    if gunzip is not None and not gunzip.complete:
        raise UnreadableAnswer("The answer was cut off on its way: its compressed form has no end.")


def _decoder(response: httpx.Response) -> _Gunzip | None:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return _Gunzip()
    raise UnreadableAnswer(f"The answer came compressed as {line(encoding, 40)}, which was not asked for.")


class _Gunzip:
    """Decompresses in pieces of bounded size."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP)

    @property
    def complete(self) -> bool:
        """Whether the end of the compressed stream was seen; what follows it is ignored."""
        return self._stream.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk opens to.

        Raises:
            UnreadableAnswer: it is not gzip, or damaged.
        """
        piece = b""
        while (chunk or len(piece) == _PIECE_BYTES) and not self._stream.eof:
            try:
                piece = self._stream.decompress(chunk, _PIECE_BYTES)
            except zlib.error as error:
                raise UnreadableAnswer("The answer is damaged: its compressed form does not open.") from error
            if piece:
                yield piece
            chunk = self._stream.unconsumed_tail


def _declared(response: httpx.Response) -> int:
    """The size that the server announced, in bytes; 0 where it did not."""
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _too_large(limit: int) -> AnswerTooLarge:
    size = f"{limit / 2**20:.0f} MB" if limit >= 2**20 else f"{limit} bytes"
    return AnswerTooLarge(f"The answer is larger than {size}; it was not read any further.")
