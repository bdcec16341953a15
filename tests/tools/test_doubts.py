"""What was read with doubt is the same for the model and for the page's card."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import PersonalInfo
from services.doubts import not_stated, unsure
from services.profiles import load_profile
from services.runtime import Services
from tests.tools.calls import run_of, turn_of
from tools.show_profile import show_profile


async def test_the_tool_names_the_doubts_that_the_card_names(
    services: Services, session: AsyncSession, make_user: Any, make_cv: Any
) -> None:
    cv = await make_cv(full_name="Ada Ahlers", location="Kiel")
    info = (await session.scalars(sa.select(PersonalInfo).where(PersonalInfo.cv_file_id == cv.id))).one()
    info.evidence = {**info.evidence, "location": {**info.evidence["location"], "confidence": 0.65}}
    await session.commit()

    shown = await show_profile(run_of(turn_of(services, await make_user())), cv.id)

    profile = await load_profile(session, cv)
    assert shown.unsure == unsure(profile) == ["Place"]
    assert {"E-mail", "Skills"} <= set(not_stated(profile))
