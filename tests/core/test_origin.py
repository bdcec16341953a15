"""Where a request comes from, as browsers tell it."""

import pytest

from core.origin import is_from_own_page, is_own_origin, origin_of

PUBLIC = "https://experts.example/search"


@pytest.mark.parametrize(
    ("method", "headers", "own"),
    [
        ("POST", {"origin": "http://h"}, True),
        ("POST", {"origin": "http://h", "sec-fetch-site": "same-origin"}, True),
        ("POST", {"origin": "http://h", "sec-fetch-site": "cross-site"}, False),
        ("POST", {"origin": "http://other"}, False),
        ("POST", {"origin": "null"}, False),
        ("POST", {"origin": ""}, False),
        ("POST", {}, False),
        ("POST", {"sec-fetch-site": "same-origin"}, True),
        ("POST", {"sec-fetch-site": "same-site"}, False),
        ("GET", {}, True),
        ("GET", {"sec-fetch-site": "cross-site"}, False),
        ("GET", {"origin": "http://other"}, False),
    ],
)
def test_a_request_is_our_own_pages_when_the_browser_says_so(method, headers, own):
    assert is_from_own_page(method, {"host": "h"} | headers, None) is own


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://h", "h", True),
        ("http://h", "h:80", True),
        ("http://h:80", "h", True),
        ("https://h", "h:443", True),
        ("https://h", "h", True),
        ("http://H", "h", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("http://h:8000", "h", False),
        ("http://h", "h:443", False),
        ("http://h:0", "h", False),
        ("http://h.evil", "h", False),
        ("ftp://h", "h", False),
        ("http://h:port", "h", False),
        ("http://[", "[", False),
        ("http://", "", False),
        ("https://experts.example", "inner:8000", True),
        ("https://experts.example:443", "inner:8000", True),
        ("http://experts.example", "inner:8000", False),
    ],
)
def test_our_own_are_the_asked_host_and_the_public_address(origin, host, own):
    assert is_own_origin(origin, host=host, public_url=PUBLIC) is own


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        (PUBLIC, "https://experts.example"),
        ("https://experts.example:443", "https://experts.example"),
        ("http://[::1]:8000/x", "http://[::1]:8000"),
        ("no address", None),
    ],
)
def test_an_origin_is_written_as_browsers_do(url, origin):
    assert origin_of(url) == origin
