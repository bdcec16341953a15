"""A multipart upload with the standard library alone, as any client would send it."""

import json
import urllib.request
import uuid
from typing import Any

from tests.product import Product


def upload(product: Product, token: str, name: str, data: bytes) -> Any:
    """`POST /api/v1/cv/upload`; returns the answer's JSON."""
    edge = uuid.uuid4().hex
    quoted = name.replace('"', "%22")
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    request = urllib.request.Request(f"{product.url}/api/v1/cv/upload", data=body, method="POST")  # noqa: S310
    request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
    request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.loads(answer.read())
