"""Chainlit: chat events in, one call each. What they do is in `ui`."""

import chainlit as cl
from chainlit.config import config
from chainlit.types import ThreadDict

from ui.actions import ACTIONS, run_action
from ui.data_layer import ChatDataLayer
from ui.mount import develop
from ui.sign_in import sign_in_user
from ui.turns import answer_message, resume_conversation
from ui.welcome import profiles_for

# Set without Chainlit's decorator, which would swallow the sentence that says why a sign-in was refused.
config.code.password_auth_callback = sign_in_user


@cl.data_layer
def data_layer() -> ChatDataLayer:
    return ChatDataLayer()


@cl.set_chat_profiles
async def chat_profiles(current_user: cl.User | None) -> list[cl.ChatProfile]:
    return profiles_for(current_user)


@cl.on_message
async def on_message(message: cl.Message) -> None:
    await answer_message(message)


@cl.on_chat_resume
async def on_chat_resume(thread: ThreadDict) -> None:
    await resume_conversation(thread)


@cl.on_chat_end
async def on_chat_end() -> None:
    cl.chat_context.clear()


for name in ACTIONS:
    cl.action_callback(name)(run_action)

develop()
