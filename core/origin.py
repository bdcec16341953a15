"""Which website a request comes from, told by what browsers send and no page can forge."""

from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})
PORTS = {"http": 80, "https": 443}


def is_from_own_page(method: str, headers: Mapping[str, str], public_url: str | None) -> bool:
    """Whether a request with a cookie may be one of our own page's. `headers` have lower-case names.

    A browser names the page's origin with every request that changes something, so one without a name is
    refused, unless the browser says in the other way (Fetch Metadata) that the page is ours. A plain GET
    carries no origin where it stays on its site.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in OWN_SITE:
        return False
    if origin is None:
        return method in SAFE_METHODS or site is not None
    return is_own_origin(origin, host=headers.get("host", ""), public_url=public_url)


def is_own_origin(origin: str, *, host: str, public_url: str | None) -> bool:
    """Whether `origin` is the host that was asked, or the address under which users know this server.

    The scheme of the host that was asked is not known behind a proxy: the origin's is taken.
    """
    place = _place(origin)
    if place is None:
        return False
    ours = [f"{place[0]}://{host}"] + ([public_url] if public_url else [])
    return place in map(_place, ours)


def origin_of(url: str) -> str | None:
    """The origin of an address as browsers write it: without a path, and without the scheme's own port.

    None for what is no address of a website.
    """
    place = _place(url)
    if place is None:
        return None
    scheme, name, port = place
    shown = f"[{name}]" if ":" in name else name
    return f"{scheme}://{shown}" + ("" if port == PORTS[scheme] else f":{port}")


def _place(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port, the port spelled out; None for what is no address of a website."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, PORTS[parts.scheme] if port is None else port
