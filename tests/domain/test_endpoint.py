"""Which addresses a token may be sent to."""

from __future__ import annotations

import pytest

from copilot_tui.domain.endpoint import check_base_url, host_of, is_loopback, is_pulumi_cloud
from copilot_tui.domain.errors import WrongSettings


@pytest.mark.parametrize(
    "url",
    [
        "https://api.pulumi.com",
        "https://api.pulumi.com/",
        "https://copilot.example:8443/base",
        "http://127.0.0.1:8080",
        "http://127.8.0.1",
        "http://localhost:1",
        "http://[::1]:9",
    ],
)
def test_https_anywhere_and_http_at_home_will_do(url: str) -> None:
    assert check_base_url(f" {url} ") == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "no URL"),
        ("api.pulumi.com", "no URL"),
        ("https://", "no URL"),
        ("https://[", "no URL"),
        ("https://a b", "no URL"),
        ("https://xn\u00e4.example", "no URL"),
        ("https://host:99999", "port"),
        ("http://api.pulumi.com", "plain http"),
        ("http://127.0.0.1.evil.example", "plain http"),
        ("http://localhost.evil.example", "plain http"),
        ("https://me:hunter2@api.pulumi.com", "no user"),
        ("https://api.pulumi.com@evil.example", "no user"),
        ("https://api.pulumi.com/?a=b", "no user, query"),
        ("ftp://api.pulumi.com", "neither https nor http"),
        ("file:///etc/passwd", "no URL"),
    ],
)
def test_other_addresses_are_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        check_base_url(url)
    assert why in caught.value.message
    assert "hunter2" not in caught.value.message


def test_only_the_cloud_itself_is_the_cloud() -> None:
    assert is_pulumi_cloud("https://api.pulumi.com")
    assert is_pulumi_cloud("https://API.pulumi.com:443/")
    for other in (
        "http://api.pulumi.com",
        "https://api.pulumi.com:8443",
        "https://api.pulumi.com.evil.example",
        "https://api.pulumi.com@evil.example",
        "https://user@api.pulumi.com",
        "https://app.pulumi.com",
        "https://evil.example/api.pulumi.com",
        "",
    ):
        assert not is_pulumi_cloud(other)


def test_loopback_is_told_by_the_parsed_host() -> None:
    assert is_loopback("http://[::1]")
    assert not is_loopback("http://127.0.0.1.example")
    assert not is_loopback("nonsense")


def test_a_host_is_named_without_its_user() -> None:
    assert host_of("https://me:secret@host.example:8443/path") == "host.example:8443"
