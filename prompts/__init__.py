"""What is said to the model: one Markdown file a prompt; the loader splits off the note on what it must achieve."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

FOLDER = Path(__file__).resolve().parent


@cache
def prompt_text(name: str) -> tuple[str, str]:
    """System and user text of prompts/<name>.md; what stands before the first heading is a note to its readers."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    parts = text.split("\n## ")
    sections = {p.split("\n", 1)[0].strip(): p.split("\n", 1)[1].strip() for p in parts[1:]}
    return sections["system"], sections["user"]


def load_prompt(name: str) -> ChatPromptTemplate:
    """The prompt as a LangChain template; its variables are filled as data and are never templates themselves."""
    from langchain_core.prompts import ChatPromptTemplate

    system, user = prompt_text(name)
    return ChatPromptTemplate.from_messages([("system", system), ("user", user)])
