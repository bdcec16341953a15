"""What an answer may contain. A CV or a model must not make the page load or offer anything from outside.

Markdown images and raw HTML go, links stay only when they lead to our own pages, and a bare address loses its
scheme: readable, but nothing to click. Works on a stream: what might become one of these is held back until it
is whole.
"""

import re

LONGEST_HELD = 2000  # characters; an unfinished construct longer than this is defused and let go
IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])?")
LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?[^()]*\)")
AUTOLINK = re.compile(r"<((?:[a-z][a-z0-9+.-]*:|www\.)[^<>\s]*)>", re.IGNORECASE)
HTML = re.compile(r"<!--.*?-->|</?[a-z!?][^<>]*>", re.IGNORECASE | re.DOTALL)
BARE = re.compile(r"(?:(?:https?|ftp)://|www\.)([^\s<>]*)", re.IGNORECASE)
REFERENCE = re.compile(r"\]:")  # a link's target given elsewhere
TAG_BEGINS = re.compile(r"<(?=[a-zA-Z!?/])")
OPENING_TAG = re.compile(r"<(?=[a-zA-Z!?/]|$)[^>]*$")


class OutputGuard:
    """Cleans an answer while it streams. `own` is the address of our own pages, such as "http://127.0.0.1:8000"."""

    def __init__(self, own: str = "") -> None:
        self._own = own.rstrip("/")
        self._held = ""

    def feed(self, delta: str) -> str:
        """What may be shown by now of everything fed so far."""
        self._held += delta
        cut = _safe_until(self._held)
        if len(self._held) - cut > LONGEST_HELD:
            return self.close()
        ready, self._held = self._held[:cut], self._held[cut:]
        return clean(ready, self._own)

    def close(self) -> str:
        """The rest. What was left unfinished is made harmless."""
        rest, self._held = clean(self._held, self._own), ""
        tail = _open_construct(rest)
        return rest if tail is None else rest[:tail] + _defused(rest[tail:])


def clean(text: str, own: str = "") -> str:
    """`text` without images, raw HTML and links to elsewhere. Cleaning twice changes nothing more."""
    before = None
    while before != text:
        before = text
        text = IMAGE.sub(r"\1", text)
        text = LINK.sub(lambda link: link[0] if _leads_home(link[2], own) else link[1], text)
        text = AUTOLINK.sub(r"\1", text)
        text = HTML.sub("", text)
        text = REFERENCE.sub("] :", text)
        text = BARE.sub(lambda address: address[0] if _leads_home(address[0], own) else address[1], text)
    return TAG_BEGINS.sub("&lt;", text)


def _leads_home(address: str, own: str) -> bool:
    if address.startswith("/"):
        return not address.startswith(("//", "/\\"))
    return bool(own) and (address == own or address.startswith(f"{own}/"))


def _safe_until(text: str) -> int:
    """Everything before this place is complete. The last word may still grow, hence is not."""
    words = max(text.rfind(" "), text.rfind("\n")) + 1
    unfinished = _open_construct(text[:words])
    return words if unfinished is None else unfinished


def _open_construct(text: str) -> int | None:
    """Where a link, an image or a tag begins that the text does not finish."""
    places = [place for place in (_open_bracket(text), _open_tag(text)) if place is not None]
    return min(places, default=None)


def _open_tag(text: str) -> int | None:
    tag = OPENING_TAG.search(text)
    return tag.start() if tag else None


def _open_bracket(text: str) -> int | None:
    stack: list[int] = []
    for place, letter in enumerate(text):
        if letter == "[":
            stack.append(place - 1 if place and text[place - 1] == "!" else place)
        elif letter == "]" and stack:
            start = stack.pop()
            after = text[place + 1 : place + 2]
            if not stack and (not after or (after == "(" and ")" not in text[place:])):
                return start
    return stack[0] if stack else None


def _defused(text: str) -> str:
    return text.replace("[", "\\[")
