"""读取待核: what was read with doubt, to be compared with the original before anything else is done."""

from __future__ import annotations

from office.one_review import Review
from web.escape import safe
from web.views.finding_rows import place_attributes


def _doubts(review: Review) -> str:
    return "".join(
        f'<li><button type="button" class="locate" data-report="" '
        f"{place_attributes(f.location.paragraph, f.quote, f.cells)}>{safe(f.message)}</button></li>"
        for f in review.doubts
    )


def _name_field(review: Review) -> str:
    """Where the name of an agency that was not read is typed once; "" where it was read."""
    if review.report.agency is not None:
        return ""
    return (
        '<form id="name-form" class="tools" data-act="decide"><label>没有读出单位名称，请填写全称 '
        '<input name="agency" maxlength="60" required placeholder="如：云溪县民政局"></label>'
        '<button type="submit">记下名称</button></form>'
    )


def reading_card(review: Review) -> str:
    """The card that stands before the findings while the reading is to be verified, a line once it was; before it the
    field for a name that was not read."""
    return _name_field(review) + _card(review)


def _card(review: Review) -> str:
    if not review.report.reading.to_verify or not review.doubts:
        return ""
    if not review.to_verify:
        said = (
            "读取无误，以此为据的问题已列出"
            if review.read_right
            else "有没有读对的，以此为据的问题不写入意见"
        )
        return f'<p class="quiet verified">已对照原件：{said}。</p>'
    held = sum(1 for f in review.findings if f.held is not None)
    rests = f"有{held}条问题以这些地方为据，核对后再定。" if held else ""
    return (
        '<section class="verify" aria-labelledby="verify-title"><h2 id="verify-title">先核对读取结果</h2>'
        f"<p>本系统对下列地方没有读准，请对照原件。{rests}核对前不出意见。</p><ul>{_doubts(review)}</ul>"
        '<div class="tools"><button type="button" class="go" data-original>看原件</button>'
        '<button type="button" data-act="decide" data-verify="1">已核对，读取无误</button>'
        '<button type="button" data-act="decide" data-verify="">没有读对</button></div></section>'
    )
