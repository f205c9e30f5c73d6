"""Who made a report and for which year, from titles as offices write them."""

from __future__ import annotations

import pytest

from reports.metadata import agency_in, level_of


@pytest.mark.parametrize(
    ("title", "agency", "level"),
    [
        ("2023年下各镇政府信息公开工作年度报告", "下各镇", "township"),
        ("利辛县望疃镇2023政府信息公开工作年度报告", "利辛县望疃镇", "township"),
        ("关于报送青石区民政局2021年度政府信息公开工作年度报告的函", "青石区民政局", "department"),
        ("2022年度政府信息公开工作年度报告（市场监管局）", "市场监管局", "department"),
        ("北京市海淀区卫生健康委员会二〇二二年政府信息公开工作年度报告", "北京市海淀区卫生健康委员会", "department"),
        ("濉溪县气象局 2023 年政府信息公开工作年度报告", "濉溪县气象局", "department"),
        ("杜集区2021年政府信息公开工作年度报告", "杜集区", "government"),
        ("合肥高新区2022年政府信息公开工作年度报告", "合肥高新区", "organisation"),
        ("相山经济开发区管理委员会2021年政府信息公开工作年度报告", "相山经济开发区管理委员会", "organisation"),
        ("庐阳区人民政府办公室2020年政府信息公开年度报告", "庐阳区人民政府办公室", "department"),
        ("相山区人民政府东街道办事处2022年政府信息公开工作年度报告", "相山区人民政府东街道办事处", "township"),
        ("金寨县教育局关于2019年政府信息公开工作年度报告", "金寨县教育局", "department"),
    ],
)  # fmt: skip
def test_the_agency_and_its_level_are_told_from_the_title(title: str, agency: str, level: str) -> None:
    assert agency_in(title) == agency
    assert level_of(agency).value == level
