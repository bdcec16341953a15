"""The accounts a fresh installation begins with, and what it prints at later starts."""

import json
import stat

import pytest
import sqlalchemy as sa

from core.errors import SettingsProblem
from core.settings import Settings
from models import Corpus, User
from services.accounts import set_password, user_by_email
from services.first_run import prepare_accounts, refresh_first_run, settle_embedding_model


@pytest.fixture
def fresh(tmp_path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", auth_secret="s" * 40)


async def test_three_accounts_are_made_once_and_written_for_their_owner_only(
    session, fresh: Settings
) -> None:
    await prepare_accounts(session, fresh)
    await prepare_accounts(session, fresh)
    content = json.loads(fresh.first_run_file.read_text())
    assert content["url"] == fresh.url
    assert {account["role"] for account in content["accounts"]} == {"recruiter", "candidate", "admin"}
    assert await session.scalar(sa.select(sa.func.count()).select_from(User)) == 3
    assert stat.S_IMODE(fresh.first_run_file.stat().st_mode) == 0o600


async def test_a_changed_password_is_not_announced_again(session, fresh: Settings) -> None:
    await prepare_accounts(session, fresh)
    await set_password(session, await user_by_email(session, "admin@example.com"), "a better one than that")
    announced = await refresh_first_run(session, fresh)
    assert {account["role"] for account in announced} == {"recruiter", "candidate"}
    assert json.loads(fresh.first_run_file.read_text())["accounts"] == announced


async def test_an_external_database_begins_with_the_admin_of_the_environment(session, tmp_path) -> None:
    external = Settings(
        _env_file=None, data_dir=tmp_path / "data", database_url="postgresql://nowhere/x", auth_secret="s" * 40,
        admin_email="Boss@example.com", admin_password="a long enough one",
    )  # fmt: skip
    await prepare_accounts(session, external)
    await prepare_accounts(session, external)
    assert list(await session.scalars(sa.select(User.email))) == ["boss@example.com"]
    assert not external.first_run_file.exists()


async def test_another_embedding_model_is_taken_only_while_nothing_is_embedded(session, make_cv) -> None:
    await settle_embedding_model(session, "text-embedding-3-small")
    assert (await session.get_one(Corpus, 1)).embedding_model == "text-embedding-3-small"
    await settle_embedding_model(session, "builtin")
    await make_cv(skills=["Python"])
    with pytest.raises(SettingsProblem, match=r"^EMBEDDING_MODEL: "):
        await settle_embedding_model(session, "text-embedding-3-small")
