"""Loading a folder: every file, also those in archives, ends as an outcome."""

import zipfile
from pathlib import Path

from services.access import load_caller
from services.bulk_load import files_below, take_in
from services.runtime import Services

TEXT = b"Ada Example\nada@example.org\n\nExperience\nEngineer, Example Ltd, 2019 - 2021\n"


async def test_files_and_those_in_archives_are_taken_in(
    services: Services, session, make_user, tmp_path: Path
) -> None:
    caller = await load_caller(session, (await make_user(role="admin")).id)
    (tmp_path / "ada.txt").write_bytes(TEXT)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("bob.txt", TEXT.replace(b"Ada", b"Bob"))
        archive.writestr("empty.txt", b"")
    (tmp_path / "torn.zip").write_bytes(b"PK\x03\x04 torn")
    outcomes = [outcome async for outcome in take_in(services, caller, files_below(tmp_path))]
    assert [str(outcome.path.relative_to(tmp_path)) for outcome in outcomes] == [
        "ada.txt", "more.zip/bob.txt", "more.zip/empty.txt", "torn.zip",
    ]  # fmt: skip
    assert [outcome.cv_id is not None for outcome in outcomes] == [True, True, False, False]
    assert outcomes[2].problem == "The file is empty."
    assert "damaged" in (outcomes[3].problem or "")
