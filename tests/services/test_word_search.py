"""Words found in a text whatever white space is between them, in a time that grows with the text alone."""

import random
import re
import time

from services.word_search import span_of

TEXT = "Ada  Example\nPlatform\u00a0Engineer,\n\n Nordlicht GmbH\nAda Example again"


def test_words_are_found_across_any_white_space() -> None:
    start, end = span_of(TEXT, "Platform Engineer, Nordlicht") or (0, 0)
    assert TEXT[start:end] == "Platform\u00a0Engineer,\n\n Nordlicht"
    assert span_of(TEXT, "form\nEng") == (TEXT.index("form"), TEXT.index("ineer"))  # parts of words, too
    assert span_of(TEXT, "PlatformEngineer") is None
    assert span_of(TEXT, " \n ") is None


def test_the_page_that_is_meant_is_looked_at_alone() -> None:
    again = TEXT.rindex("Ada")
    assert span_of(TEXT, "Ada Example", again, len(TEXT)) == (again, again + len("Ada Example"))
    assert span_of(TEXT, "Nordlicht", again, len(TEXT)) is None


def test_places_are_those_that_a_pattern_finds() -> None:
    dice = random.Random(5)
    for _ in range(300):
        text = "".join(dice.choice("ab \n\t") for _ in range(30))
        words = "".join(dice.choice("ab ") for _ in range(5))
        pattern = r"\s+".join(re.escape(part) for part in words.split())
        found = re.search(pattern, text) if words.split() else None
        assert span_of(text, words) == (found.span() if found else None)


def test_many_words_in_a_long_text_take_no_longer_than_few() -> None:
    text = "a " * 250_000
    began = time.perf_counter()
    assert span_of(text, "a " * 900 + "b") is None
    assert time.perf_counter() - began < 2  # a pattern of these words takes minutes
