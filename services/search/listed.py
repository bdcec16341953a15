"""Skills whose names are also letters and everyday words: what makes a running text mean the skill.

The patterns are regular expressions that PostgreSQL and Python read alike; their groups hold the skill's name.
"""

import re
from functools import cache

from services.search.cues import question_data

SIGNS = r",;/|•·"
AND = r"(?:and|or|und|oder|et|ou|y|o|&)"
BETWEEN = rf"(?:\s*[{SIGNS}]\s*|\s+{AND}\s+)"
ITEM = rf"[^\n:.{SIGNS}]+"
END = rf"(?=\s*[{SIGNS}.)\n]|\s*$|\s+{AND}\s)"
BEFORE, BEHIND = r"(?<![\w+#&])", r"(?![\w+#&'’-])"


def is_listed(label: str) -> bool:
    """Whether running text must say more than the name itself."""
    return label in question_data()["listed"]["skills"]


@cache
def listed_pattern(label: str) -> str:
    """The name as an item beside a known skill or behind a cue with a colon, or told by a role or a verb."""
    name, beside = re.escape(label), _beside()
    starts = rf"(?:^|[\n:({SIGNS}]\s*|{BEFORE}{_any('prepositions')}\s+)"
    options = (
        rf"{BEFORE}{beside}(?:{BETWEEN}{ITEM})?{BETWEEN}({name}){END}",
        rf"{BEFORE}{beside}/({name}){BEHIND}",
        rf"{starts}({name}){BETWEEN}(?:{ITEM}{BETWEEN})?{beside}{BEHIND}",
        rf"{BEFORE}{_any('cues')}\s*:\s*(?:[^\n:]*{BETWEEN})?({name}){END}",
        rf"{BEFORE}({name})[ -]{_any('roles')}(?!\w)",
        rf"{BEFORE}{_any('writing')}{BEHIND}[^.\n]*\s{_any('prepositions')}\s+({name}){BEHIND}"
        rf"(?!\s+(?:{_any('never')}|\d))",
    )
    return "|".join(options)


@cache
def _beside() -> str:
    """Names of software and techniques that are nothing else: few, as the pattern runs over many passages."""
    labels = [form for label in question_data()["listed"]["beside"] for form in (label, label.lower())]
    labels.sort(key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, labels))})"


@cache
def _any(name: str) -> str:
    """One of a list's words, small or with a capital."""
    words = question_data()["listed"][name]
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{re.escape(word[1:])}' for word in words)})"
