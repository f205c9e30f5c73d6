"""What a generated report says: agency, year, numbers that satisfy every identity, and prose that agrees with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from reports.editions import Edition, edition_for

_PLACES = ("青山市", "临河县", "望江区", "云岭市东湖区", "安平县", "南溪区", "石桥市", "北原县")
_AGENCIES = {
    "department": (
        "民政局",
        "教育局",
        "财政局",
        "卫生健康委员会",
        "农业农村局",
        "市场监督管理局",
        "交通运输局",
        "司法局",
    ),
    "government": ("人民政府",),
    "township": ("柳林镇人民政府", "白石乡人民政府", "高桥镇人民政府"),
    "organisation": ("残疾人联合会", "红十字会", "科学技术协会"),
}
_SELF = {"department": "本单位", "government": "本级政府", "township": "本级政府", "organisation": "本会"}
_APPLICANTS = ("natural_person", "business", "research", "social", "legal", "other_org")
_PROBLEMS = (
    (
        "信息发布的时效性有待提高，个别栏目更新不及时",
        "健全信息发布台账，按月检查栏目更新情况，形成常态化的提醒机制",
    ),
    ("政策解读的形式比较单一，通俗化程度不够", "综合运用图解、问答等方式解读政策，提高解读的针对性和可读性"),
    ("工作人员业务能力还需加强，答复文书不够规范", "组织业务培训和案例研讨，统一答复文书的格式和审核流程"),
    ("公众参与渠道不够丰富，互动回应不够充分", "拓展意见征集渠道，及时反馈公众意见的采纳情况"),
)
_CATEGORIES = ("机构职能", "政策文件", "财政信息", "重大项目", "民生保障", "人事信息", "应急管理", "行政执法")


@dataclass
class Content:
    """The whole content of a report; tables as `tables[kind][row][column]`.

    `headings` holds the sections in their order. What a planted defect needs besides: `raw` writes a cell, given as
    (kind, row, column), as some text instead of its number, `names` a row of a table under another label; a row or
    table that is taken out of `tables` is not written.
    """

    agency: str
    level: str
    year: int
    edition: Edition
    tables: dict[str, dict[str, dict[str, Decimal]]]
    title: str
    preamble: str
    sections: dict[str, list[str]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    raw: dict[tuple[str, str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def _split(random: Random, total: int, parts: int) -> list[int]:
    cuts = sorted(random.randint(0, total) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def _applications(random: Random, edition: Edition) -> dict[str, dict[str, Decimal]]:
    details = [
        r.key for r in edition.application_rows
        if r.key not in ("new_received", "carried_over", "total", "carried_forward")
    ]  # fmt: skip
    rows: dict[str, dict[str, Decimal]] = {r.key: {} for r in edition.application_rows}
    busy = random.random() < 0.8
    for column in _APPLICANTS:
        new = random.randint(0, 40) if busy and (column == "natural_person" or random.random() < 0.5) else 0
        old = random.randint(0, 4) if busy and random.random() < 0.4 else 0
        forward = random.randint(0, min(5, new + old))
        done = new + old - forward
        rows["new_received"][column], rows["carried_over"][column] = Decimal(new), Decimal(old)
        rows["carried_forward"][column], rows["total"][column] = Decimal(forward), Decimal(done)
        for key, value in zip(details, _split(random, done, len(details)), strict=True):
            rows[key][column] = Decimal(value)
    for cells in rows.values():
        cells["total"] = sum(cells.values(), Decimal(0))
    return rows


def _disputes(random: Random, edition: Edition) -> dict[str, dict[str, Decimal]]:
    rows = {}
    for row in edition.dispute_rows:
        parts = [Decimal(random.choice((0, 0, 0, 1, 2))) for _ in range(4)]
        rows[row.key] = dict(
            zip(
                ("upheld", "corrected", "other", "pending", "total"),
                [*parts, sum(parts, Decimal(0))],
                strict=True,
            )
        )
    return rows


def _disclosure(random: Random, edition: Edition) -> dict[str, dict[str, Decimal]]:
    rows: dict[str, dict[str, Decimal]] = {}
    for group in edition.active_disclosure:
        for row in group.rows:
            cells = {c.key: Decimal(random.randint(0, 60)) for c in group.columns}
            if row.key == "规章":
                cells = dict.fromkeys(cells, Decimal(0))
            elif "现行有效件数" in cells:
                cells["现行有效件数"] = cells["本年制发件数"] + random.randint(0, 30)
            elif "对外公开总数量" in cells:
                cells["本年新公开数量"] = cells["本年新制作数量"]
                cells["对外公开总数量"] = cells["本年新公开数量"] + random.randint(0, 30)
            elif "采购总金额" in cells:
                count = random.choice((0, random.randint(1, 20)))
                cells = {
                    "采购项目数量": Decimal(count),
                    "采购总金额": Decimal(random.randint(1, 99999)) / 100 if count else Decimal(0),
                }
            elif "本年增/减" in cells:
                cells["本年增/减"] = Decimal(random.randint(-5, 5))
            elif len(cells) == 1 and "万元" in next(iter(cells)):
                cells = {k: Decimal(random.randint(0, 99999)) / 100 for k in cells}
            rows[row.key] = cells
    return rows


def _made_plausible(content: Content) -> None:
    """A body without powers reports no decisions; without applications there are no disputes over them."""
    applications, disputes = content.tables["applications"], content.tables["disputes"]
    if content.level == "organisation":
        for row in ("行政许可", "行政处罚", "行政强制"):
            cells = content.tables["active_disclosure"].get(row, {})
            cells.update(dict.fromkeys(cells, Decimal(0)))
    handled = applications["new_received"]["total"] + applications["carried_over"]["total"]
    if not handled:
        idle = list(disputes)
    elif not disputes["review"]["total"]:
        idle = ["litigation_after_review"]
    else:
        idle = []
    for row in idle:
        disputes[row] = dict.fromkeys(disputes[row], Decimal(0))


def _sum(rows: dict[str, dict[str, Decimal]], prefix: str) -> Decimal:
    return sum((c["total"] for k, c in rows.items() if k.startswith(prefix)), Decimal(0))


def _overview(content: Content, random: Random) -> list[str]:
    applications = content.tables["applications"]
    own = _SELF[content.level]
    counts = [random.randint(1, 60) for _ in _CATEGORIES]
    listed = "，".join(f"{n}{c}条" for n, c in zip(_CATEGORIES, counts, strict=True))
    new, done = applications["new_received"]["total"], applications["total"]["total"]
    received = (
        f"全年新收政府信息公开申请{new}件，办结{done}件，其中予以公开{applications['granted']['total']}件，"
        f"部分公开{applications['partially_granted']['total']}件，不予公开{_sum(applications, 'denied')}件，"
        f"结转下年度继续办理{applications['carried_forward']['total']}件。"
        if new or done
        else "全年没有收到政府信息公开申请。"
    )
    supervision = "组织业务培训两次，接受社会监督，未发生责任追究情形。"
    if content.level in ("government", "township"):
        supervision = "将政府信息公开纳入年度工作考核，开展社会评议，结果良好；未发生责任追究情形。"
    return [
        f"（一）主动公开。{content.year}年，{own}新增主动公开政府信息{sum(counts)}条，其中：{listed}。",
        f"（二）依申请公开。{received}",
        "（三）政府信息管理。完善信息发布审核制度，做好规范性文件的动态调整和管理。",
        "（四）政府信息公开平台建设。加强政府网站和政务新媒体的日常维护，优化公开栏目设置。",
        f"（五）监督保障。{supervision}",
    ]


def _prose(content: Content, random: Random) -> None:
    chosen = random.sample(_PROBLEMS, 2)
    marks = ("一是", "二是")
    problems = "；".join(f"{m}{p[0]}" for m, p in zip(marks, chosen, strict=True))
    measures = "；".join(f"{m}{p[1]}" for m, p in zip(marks, chosen, strict=True))
    content.sections = {
        "一": _overview(content, random),
        "二": [],
        "三": [],
        "四": [],
        "五": [
            f"存在的主要问题：{problems}。",
            f"改进措施：{content.year + 1}年，将从以下方面改进。{measures}。",
        ],
        "六": ["本年度未收取信息处理费。没有其他需要报告的事项。"],
    }
    content.headings = {s.number: f"{s.number}、{s.title}" for s in content.edition.sections}


def make_content(seed: int, *, level: str | None = None, year: int | None = None) -> Content:
    """A consistent report; the same seed gives the same report."""
    random = Random(seed)
    level = level or random.choice(tuple(_AGENCIES))
    year = year or random.randint(2019, 2024)
    edition = edition_for(year)
    assert edition is not None
    agency = random.choice(_PLACES) + random.choice(_AGENCIES[level])
    content = Content(
        agency=agency,
        level=level,
        year=year,
        edition=edition,
        tables={
            "active_disclosure": _disclosure(random, edition),
            "applications": _applications(random, edition),
            "disputes": _disputes(random, edition),
        },
        title=f"{agency}{year}年政府信息公开工作年度报告",
        preamble=(
            f"根据《中华人民共和国政府信息公开条例》的规定，{agency}编制{year}年政府信息公开工作年度报告。"
            f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如有疑问，请与{agency}办公室联系"
            "（地址：人民路18号，邮编：230001，电话：0551-62345678）。"
        ),
    )
    _made_plausible(content)
    _prose(content, random)
    return content
