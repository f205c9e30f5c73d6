"""What the rules of several modules are based on."""

from __future__ import annotations

from review.basis import regulation, six_parts
from review.finding import Basis
from review.rule import Context


def form_of_report(context: Context) -> tuple[Basis, ...]:
    """What a report has to hold, by the Regulation and by the uniform format of its year."""
    return (regulation(50, "应当包括下列内容"), six_parts(context.due_edition))


def accuracy(context: Context) -> tuple[Basis, ...]:
    """That what is made public has to be right."""
    return (regulation(6),)


def report_duty(context: Context) -> tuple[Basis, ...]:
    """That a report is made public each year, in the uniform format."""
    return (regulation(49), regulation(50, "统一格式"))
