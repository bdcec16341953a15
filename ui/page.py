"""The served page: Chainlit's own, without its requests to other hosts, under a strict policy."""

import base64
import hashlib
import re
from functools import cache

from chainlit import server as chainlit_server

OUTSIDE_LINKS = re.compile(r"<link\b[^>]*https?://[^>]*>", re.S)
OUTSIDE_META = re.compile(r"<meta\b[^>]*content=\"https?://[^>]*>", re.S)
INLINE_SCRIPTS = re.compile(r"<script>(.*?)</script>", re.S)
# Cards are compiled in the browser, which needs eval; everything else comes from files of this server.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# For files that users handed in: nothing in them may run, whoever opens them.
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@cache
def page_html() -> str:
    """The page. It loads with no network but this server."""
    html = chainlit_server.get_html_template("")
    return OUTSIDE_META.sub("", OUTSIDE_LINKS.sub("", html))


@cache
def page_policy() -> str:
    """The Content-Security-Policy that allows exactly the page's own inline scripts, by their hashes."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in INLINE_SCRIPTS.findall(page_html()))
    return POLICY.format(hashes=hashes)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
