"""Files of data: a key that no schema knows is refused with one sentence, in whatever file and table it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import data_files
from answering import claims, domain, help, hostile, trends
from answering.matching import form, scoring, wanted
from answering.overview import commonplaces, frames
from answering.plan import contacts, lexicon, rates, request, routing, spelling, wordings
from answering.with_model import articles as standing
from answering.with_model.settled import wordings as settled
from data_files import DataFileError
from letters import polish, template
from office import sheet_words
from regulation import articles, fees, guides
from reports import editions, names, period, vocabulary
from reports.prose import units
from reports.reading import characters, web_article
from retrieval import synonyms
from review import examples, reasons_told
from review.rules import (
    documents,
    impossible_times,
    misprints,
    part_five,
    personal_data,
    plans_and_congresses,
    plausibility,
)
from review.wordings import load_wordings

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
LOADERS: dict[str, Callable[[], object]] = {
    "agencies/levels.toml": names.kinds,
    "agencies/names.toml": names.names,
    "agencies/other_standards.toml": names.standards,
    "agencies/powers.toml": plausibility.agency_powers,
    "charts/themes.toml": trends.themes,
    "help/help.toml": help.help_entries,
    "letters/polish.toml": polish.polish_words,
    "letters/template.toml": template.letter_template,
    "lexicon/claims.toml": claims.load_claims,
    "lexicon/commonplaces.toml": commonplaces.commonplaces,
    "lexicon/contacts.toml": contacts.contact_wordings,
    "lexicon/domain.toml": domain.domain_words,
    "lexicon/figures.toml": vocabulary.vocabulary,
    "lexicon/forms.toml": form.forms,
    "lexicon/genres.toml": frames.genres,
    "lexicon/hostile.toml": hostile.hostile,
    "lexicon/questions.toml": wordings.wordings,
    "lexicon/matching.toml": scoring.calibration,
    "lexicon/rates.toml": rates.rates,
    "lexicon/report_words.toml": lexicon.report_words,
    "lexicon/requests.toml": request.requests,
    "lexicon/routing.toml": routing.routing,
    "lexicon/settled.toml": settled.settled_wordings,
    "lexicon/standing_articles.toml": standing.standings,
    "lexicon/spelling.toml": spelling.spelling,
    "lexicon/stop_words.toml": synonyms.stop_words,
    "lexicon/synonyms.toml": synonyms.synonyms,
    "lexicon/units.toml": units.load_units,
    "lexicon/wanted.toml": wanted.wanted_kinds,
    "reading/period.toml": period.period_wordings,
    "reading/radicals.toml": characters.radicals,
    "reading/web_noise.toml": web_article.web_noise,
    "regulation/guides.toml": guides.guides,
    "regulation/processing_fee.toml": fees.fee_standard,
    "regulation/questions.toml": articles.notes,
    "rule_sheet/form.toml": sheet_words.sheet_words,
    "review/articles.toml": documents.article_topics,
    "review/days.toml": impossible_times.kept_days,
    "review/documents.toml": documents.cited_documents,
    "review/names.toml": personal_data.name_words,
    "review/part_five.toml": part_five.words,
    "review/reasons.toml": reasons_told.reasons,
    "review/terms.toml": misprints.fixed_terms,
    "review/times.toml": plans_and_congresses.times,
}
FILES = sorted(str(p.relative_to(CORPUS)) for p in CORPUS.rglob("*.toml"))


def _load(file: str) -> object:
    """Reads a file anew, past what is kept of it."""
    if file.startswith("rules/"):
        return examples.rule_examples.__wrapped__(Path(file).stem)
    if file.startswith("formats/"):
        return editions.load_edition.__wrapped__(Path(file).stem)
    loader = LOADERS.get(file)
    if loader is None:
        return load_wordings.__wrapped__(Path(file).stem)
    return loader.__wrapped__()  # type: ignore[attr-defined]


def _slips(text: str) -> list[str]:
    """The file with an unknown key at its top, and in the first table of each kind."""
    tables = {m[0]: m.end() for m in reversed(list(re.finditer(r"^\[.+\]$", text, re.M)))}
    return ["unknwon = 1\n" + text, *(f"{text[:end]}\nunknwon = 1{text[end:]}" for end in tables.values())]


@pytest.mark.parametrize("file", FILES)
def test_an_unknown_key_is_refused_in_every_file_and_table(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (CORPUS / file).read_text(encoding="utf-8")
    for slip in _slips(text):
        monkeypatch.setattr(data_files, "read_text", lambda path, slip=slip: slip)
        with pytest.raises(DataFileError) as refused:
            _load(file)
        said = str(refused.value)
        assert Path(file).name in said and "unknwon" in said and said.count("。") == 1


@pytest.mark.parametrize("file", FILES)
def test_every_file_fits_its_schema(file: str) -> None:
    assert _load(file)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("words = [", encoding="utf-8")
    with pytest.raises(
        DataFileError, match=r"broken\.toml 无法使用：不能读取或不是 TOML 格式；请更正后重试。"
    ):
        data_files.load_data(broken, data_files.Data)
