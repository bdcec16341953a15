"""Files as they leave: always a download, never a page of this site."""

import re
from urllib.parse import quote

from fastapi import Response

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


def download(data: bytes, *, filename: str, content_type: str) -> Response:
    """The bytes as an attachment that no browser renders, under a name in plain and in full spelling (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", filename) or "file"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
    headers = {**SAFE_HEADERS, "Content-Disposition": disposition}
    return Response(content=data, media_type=content_type, headers=headers)
