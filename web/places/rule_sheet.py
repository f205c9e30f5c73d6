"""审查规则: the office's own sheet as a form, kept for everybody at once; as a file, out and in; the last keeping undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import gradio as gr
from pydantic import Field, StringConstraints, ValidationError

from office.desk import Desk
from office.one_review import rules_in_force
from office.permissions import Act
from office.sheet_fields import filled, refusals
from office.sheet_file import read_sheet, sheet_toml
from review.settings import ReviewSettings, plain_sheet
from web.calls import Asked, Line, Nothing, served
from web.face import Face
from web.views.rule_sheet import origin_said, sheet_html

_NAME = "审查设置.toml"
_MEANWHILE = "别人刚才改过规则；您填的还在，再点一次“保存”就以您填的为准。"
_LONGEST, _MOST_FIELDS = 200_000, 5000

Text = Annotated[str, StringConstraints(max_length=_LONGEST)]


class Typed(Asked):
    """The form as it was filled in; `basis` is the sheet that it was shown for."""

    typed: Annotated[dict[Line, Text], Field(max_length=_MOST_FIELDS)]
    basis: Line


class SheetText(Asked):
    """The text of a file with a sheet."""

    text: Text


def rule_sheet(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
    """The form with the sheet in force, and where that comes from."""
    desk.permit(Act.SET)
    origin, settings = desk.workspace.office.rules_origin(), desk.workspace.office.rules()
    return {
        "html": sheet_html(settings),
        "said": origin_said(origin),
        "undo": origin.undoable,
        "reset": ("改用服务器上的文件" if origin.file else "全部恢复默认") if origin.on_page else "",
        "basis": rules_in_force(settings),
    }


def _checked(asked: Typed) -> ReviewSettings | dict[str, str]:
    """The sheet that was filled in, or for each field that is wrong the sentence that says why."""
    form = filled(asked.typed)
    try:
        return ReviewSettings.model_validate(form.sheet)
    except ValidationError as error:
        return refusals(error, form)


def keep_rule_sheet(desk: Desk, asked: Typed, request: Any) -> dict[str, Any]:
    """Puts the sheet in force for everybody."""
    desk.permit(Act.SET)
    sheet = _checked(asked)
    if not isinstance(sheet, ReviewSettings):
        return {"wrong": sheet}
    now = rules_in_force(desk.workspace.office.rules())
    if asked.basis != now:
        return {"error": _MEANWHILE, "basis": now}
    desk.use_rules(plain_sheet(sheet))
    return {"kept": True}


def read_rule_sheet(desk: Desk, asked: SheetText, request: Any) -> dict[str, Any]:
    """The form with the sheet of a file, which is not kept yet."""
    desk.permit(Act.SET)
    return {"html": sheet_html(read_sheet(asked.text))}


def undo_rule_sheet(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
    """Takes the last keeping back."""
    desk.take_back_rules()
    return rule_sheet(desk, asked, request)


def reset_rule_sheet(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
    """Goes back to the file of the environment, or to the defaults without one."""
    desk.use_rules(None)
    return rule_sheet(desk, asked, request)


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the form."""

    def rule_sheet_file(desk: Desk, asked: Typed, request: Any) -> dict[str, Any]:
        """The form as it stands, as a file."""
        desk.permit(Act.SET)
        sheet = _checked(asked)
        if not isinstance(sheet, ReviewSettings):
            return {"wrong": sheet}
        return {"file": face.made_file(request, _NAME, sheet_toml(sheet))}

    return [
        served(face, Nothing, rule_sheet),
        served(face, Typed, keep_rule_sheet),
        served(face, Typed, rule_sheet_file),
        served(face, SheetText, read_rule_sheet),
        served(face, Nothing, undo_rule_sheet),
        served(face, Nothing, reset_rule_sheet),
    ]
