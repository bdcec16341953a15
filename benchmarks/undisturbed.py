"""Does a chat go on while the worker fights with files that are bombs? `python -m benchmarks.undisturbed`

Starts the product on a folder of its own, asks the same question again and again, first alone and then while every
bomb is being read, and prints both p95 and each bomb's end.
"""

import json
import tempfile
import time
import uuid
from pathlib import Path
from statistics import quantiles
from urllib import request

from benchmarks.bombs import BOMBS
from tests.product import Product

QUESTION = "Who knows Python?"
ALONE = 30.0  # seconds of questions before the bombs
PATIENCE = 400.0


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder) / "data")
        product.start()
        try:
            product.wait_until_read()
            _measure(product)
        finally:
            product.stop()


def _measure(product: Product) -> None:
    token = product.token("recruiter")
    bombs = {name: (make(), file_format) for name, (file_format, make) in BOMBS.items()}
    _ask(product, token)  # the first answer warms up
    deadline = time.monotonic() + ALONE
    alone = []
    while time.monotonic() < deadline:
        alone.append(_ask(product, token))
    ids = {name: _upload(product, token, data, file_format) for name, (data, file_format) in bombs.items()}
    beside, deadline = [], time.monotonic() + PATIENCE
    while time.monotonic() < deadline and _on_their_way(product, token, ids):
        beside.append(_ask(product, token))
    for name, cv_id in ids.items():
        state = product.call("GET", f"/api/v1/cv/{cv_id}", token=token)["processing_status"]
        print(f"{name:40} {state}")
    print(f"alone:  {len(alone)} answers, p95 {_p95(alone):.0f} ms")
    print(f"beside: {len(beside)} answers, p95 {_p95(beside):.0f} ms, {_p95(beside) / _p95(alone):.2f} times")


def _ask(product: Product, token: str) -> float:
    """Milliseconds until the whole answer."""
    began = time.perf_counter()
    product.call("POST", "/api/v1/chat", {"message": QUESTION}, token=token)
    return 1000 * (time.perf_counter() - began)


def _upload(product: Product, token: str, data: bytes, file_format: str) -> int:
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="cv.{file_format}"\r\n\r\n'
    asked = request.Request(f"{product.url}/api/v1/cv/upload", method="POST")  # noqa: S310
    asked.add_header("Authorization", f"Bearer {token}")
    asked.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
    asked.data = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    with request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        return int(json.loads(answer.read())["id"])


def _on_their_way(product: Product, token: str, ids: dict[str, int]) -> bool:
    states = (
        product.call("GET", f"/api/v1/cv/{cv_id}", token=token)["processing_status"] for cv_id in ids.values()
    )
    return any(state in ("pending", "processing") for state in states)


def _p95(milliseconds: list[float]) -> float:
    return quantiles(milliseconds, n=20)[-1]


if __name__ == "__main__":
    main()
