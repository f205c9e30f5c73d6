"""The program: every verb registered under one command, and what ends it early told in one sentence."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from typing import Annotated

import typer

from cli import accounts, backups, letters, library, questions, reports, serving
from cli.help import Verbs
from cli.printing import UNUSABLE, complain, say
from cli.trail import trail
from cli.worker import worker

app = Verbs(
    name="nianbao",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
for verb in (
    reports.parse, reports.review, questions.ask, questions.search, letters.draft, letters.annotate, letters.ledger,
    library.index, backups.backup, backups.restore, trail, worker, serving.mcp, serving.serve,
):  # fmt: skip
    app.command()(verb)
app.add_typer(accounts.users, name="users")


def _log_faults() -> None:
    """Faults go to the log of the data folder and not to the terminal."""
    from office.logs import write_logs
    from settings import Settings

    write_logs(Settings().data_dir)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        say(f"nianbao {version('nianbao')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """年报审阅：审查政府信息公开工作年度报告，回答提问，起草审核意见。"""


def main() -> None:
    """The entry point `nianbao`."""
    from pydantic import ValidationError
    from typer.exceptions import TyperException

    from cli.usage import sentence_of
    from errors import NO_FAULT, NianbaoError
    from library.faults import sentence_of as fault

    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        _log_faults()
        sys.exit(app(standalone_mode=False) or 0)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            say(str(error))
            sys.exit(0)
        complain(sentence_of(error))
        sys.exit(UNUSABLE)
    except typer.Abort:
        sys.exit(UNUSABLE)
    except ValidationError as error:
        fields = (str(e["loc"][0]) for e in error.errors() if e["loc"])
        # A setting with a name of its own is told by it.
        names = "、".join(f if f.isupper() else f"NIANBAO_{f.upper()}" for f in fields)
        complain(f"设置 {names} 的值无法使用；请检查相应的环境变量。")
        sys.exit(UNUSABLE)
    except NianbaoError as error:
        complain(str(error))
        sys.exit(UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except NO_FAULT:
        raise
    except BaseException as error:
        logging.getLogger("nianbao").error("a command failed", exc_info=error)
        complain(fault(error))
        sys.exit(UNUSABLE)
