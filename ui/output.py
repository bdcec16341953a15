"""The last check of what the page shows: no picture is loaded from an address that somebody wrote into a text.

A Markdown image would send its address, and whatever was put into it, to another host without a click. The page's
Content-Security-Policy refuses that, too; this keeps the words and makes the picture an ordinary link.
"""

STOPPED = "\n\n*Stopped.*"


def without_images(text: str) -> str:
    """The text with every Markdown image made a link."""
    gate = ImageGate()
    return gate.passed(text) + gate.rest()


def failure_text(sentence: str, reference: str | None) -> str:
    """What a user is told of a failure; the reference finds its trace in the log."""
    return f"{sentence} The reference is {reference}." if reference else sentence


class ImageGate:
    """The same for a text that arrives in pieces: an exclamation mark waits for what follows it."""

    def __init__(self) -> None:
        self._held = ""

    def passed(self, piece: str) -> str:
        """What may be shown now."""
        text = self._held + piece
        self._held = ""
        while "![" in text:
            text = text.replace("![", "[")
        if text.endswith("!"):
            text, self._held = text.rstrip("!"), "!" * (len(text) - len(text.rstrip("!")))
        return text

    def rest(self) -> str:
        """What was still held when the text ended."""
        held, self._held = self._held, ""
        return held
