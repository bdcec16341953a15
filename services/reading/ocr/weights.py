"""Which words of a piece are printed in bold, by how thick their strokes are."""

from services.reading.ocr.words import Word

BOLD = 1.16  # times the page's usual thickness: nineteen in twenty regular words are thinner, nearly all bold thicker
ENOUGH = 8  # letters on either side of a change
APART = 0.22  # of the usual thickness: by so much bold words differ from regular ones beside them


def bold_words(words: list[Word], usual: float) -> list[bool]:
    """For each word whether it is bold; weight changes once in a piece, or not at all.

    `usual` is the thickness of most strokes of the page. A single word's is not told well enough: words are judged
    together, all of them or the first ones against the rest.
    """
    if usual <= 0:
        return [False] * len(words)
    cut = _change(words, usual)
    first, rest = _mean(words[:cut]) / usual >= BOLD, cut < len(words) and _mean(words[cut:]) / usual >= BOLD
    return [first] * cut + [rest] * (len(words) - cut)


def _change(words: list[Word], usual: float) -> int:
    """Where the weight changes: the cut that explains most of what strokes differ; behind the last word for none."""
    best, cut = 0.0, len(words)
    for place in range(1, len(words)):
        before, behind = _letters(words[:place]), _letters(words[place:])
        first, rest = _mean(words[:place]) / usual, _mean(words[place:]) / usual
        explained = before * behind / (before + behind) * (first - rest) ** 2
        if min(before, behind) >= ENOUGH and explained > best:
            best, cut = explained, place
    if cut == len(words):
        return cut
    first, rest = _mean(words[:cut]) / usual, _mean(words[cut:]) / usual
    told = max(first, rest) >= BOLD and min(first, rest) < BOLD and abs(first - rest) >= APART
    return cut if told else len(words)


def _mean(words: list[Word]) -> float:
    return sum(word.stroke * len(word.text) for word in words) / max(1, _letters(words))


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)
