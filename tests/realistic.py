"""A department's report in the prose that offices really write, whose text and tables agree in every number."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.generate import Content, make_content

_APPLICATIONS = {
    ("new_received", "natural_person"): 13, ("new_received", "business"): 2, ("carried_over", "natural_person"): 1,
    ("granted", "natural_person"): 6, ("granted", "business"): 1, ("partially_granted", "natural_person"): 2,
    ("denied_process", "natural_person"): 1, ("unable_not_held", "natural_person"): 3,
    ("rejected_repeat", "business"): 1, ("total", "natural_person"): 12, ("total", "business"): 2,
    ("carried_forward", "natural_person"): 2,
}  # fmt: skip


def department_report() -> Content:
    """The report of an education bureau on 2022."""
    content = make_content(5, level="department", year=2022)
    content.agency = "淮北市相山区教育局"
    content.title = f"{content.agency}2022年政府信息公开工作年度报告"
    applications = content.tables["applications"]
    for row, cells in applications.items():
        for column in cells:
            cells[column] = Decimal(_APPLICATIONS.get((row, column), 0))
        cells["total"] = sum((v for c, v in cells.items() if c != "total"), Decimal(0))
    for cells in content.tables["disputes"].values():
        cells.update(dict.fromkeys(cells, Decimal(0)))
    content.tables["disputes"]["review"].update(upheld=Decimal(1), total=Decimal(1))
    disclosure = content.tables["active_disclosure"]
    disclosure["行政规范性文件"] = {
        "本年制发件数": Decimal(2),
        "本年废止件数": Decimal(1),
        "现行有效件数": Decimal(9),
    }
    for row, count in (("行政许可", 35), ("行政处罚", 3), ("行政强制", 0)):
        disclosure[row] = {"本年处理决定数量": Decimal(count)}
    content.preamble = "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第五十条规定，按照《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求编制。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六个部分组成。报告中所列数据的统计期限自2022年1月1日起至2022年12月31日止。如对报告有疑问，请与相山区教育局办公室联系（地址：安徽省淮北市相山区人民中路256号，邮编：235000，电话：0561-3198766）。"
    content.sections["一"] = [
        "2022年，区教育局坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神，认真落实《条例》和《2022年政务公开工作要点》，全面推进政务公开工作。",
        "（一）主动公开情况。全年通过区政府信息公开网主动公开各类政府信息425条，较2021年的386条增长10.1%，其中政策文件类32条，财政信息类54条，教育领域信息231条，其他信息108条。通过“相山教育”微信公众号发布信息312篇，阅读量累计达20余万人次。制定规范性文件2件，开展政策解读8次，其中图解5次、文字解读3次。公开2021年部门决算和2022年部门预算。作出行政许可决定35件、行政处罚决定3件。",
        "（二）依申请公开情况。2022年共收到政府信息公开申请15件，其中自然人13件，法人或其他组织2件；上年结转1件。申请内容主要涉及学校建设、教师招聘等方面。按时办结14件，结转下年度2件。其中，予以公开7件，部分公开2件，不予公开1件，无法提供3件，不予处理1件。全年因政府信息公开申请行政复议1件，结果维持1件；未发生行政诉讼。",
        "（三）政府信息管理情况。严格落实“三审三校”制度，规范信息发布流程，对已发布的127条信息进行了清理。",
        "（四）政府信息公开平台建设情况。维护好区政府信息公开网教育局专栏，新设“双减”专题1个，调整栏目3个。",
        "（五）监督保障情况。全年开展业务培训4次，培训120余人次。将政务公开纳入对各学校的年度考核，未发生责任追究情况。",
    ]
    content.sections["五"] = [
        "2022年，我局政府信息公开工作取得了一定成效，但仍存在一些问题：一是政策解读形式不够丰富；二是依申请公开答复的规范性有待提高；三是专职人员力量不足。",
        "2023年，我局将从以下三个方面改进：一是丰富解读形式，多采用图解、视频等方式；二是加强答复文书的审核把关，邀请法律顾问参与；三是配齐配强工作人员，开展不少于4次业务培训。针对2021年度报告提出的“信息更新不及时”的问题，2022年已建立周检查制度，目前栏目更新率达到100%。",
    ]
    content.sections["六"] = [
        "（一）2022年度，本机关未收取信息处理费。",
        "（二）落实上级年度政务公开工作要点情况。已完成《2022年相山区政务公开工作要点》任务12项，占全部任务的100%。",
    ]
    return content
