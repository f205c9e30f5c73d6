"""How often an everyday question finds its article, next to plain methods in the same run.

questions/regulation_tuned.tsv: question and article; synonyms and everyday questions of the index were extended after
looking at what failed there. Nothing was tuned on the other two: questions/regulation_everyday.tsv asks as most people
would, questions/regulation_heldout.tsv in roundabout words; the difference is what new wordings cost. Run: python -m benchmarks.questions
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from regulation import load_regulation
from retrieval.passages import regulation_passages
from retrieval.search import PassageSearch
from retrieval.terms import pairs

FOLDER = Path(__file__).resolve().parent / "questions"
Ranker = Callable[[str], list[int]]


def load(name: str) -> list[tuple[str, int]]:
    """Questions with the number of the article that answers them."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(question, int(article)) for question, article in (line.split("\t") for line in lines)]


def ours() -> Ranker:
    """The product's search."""
    search = PassageSearch(regulation_passages())
    return lambda question: [h.passage.article or 42 for h in search.search(question, 10)]


def bm25() -> Ranker:
    """Plain BM25 over the articles' texts."""
    import bm25s

    articles = load_regulation().articles
    index = bm25s.BM25()
    index.index([list(pairs(a.text)) for a in articles], show_progress=False)

    def rank(question: str) -> list[int]:
        terms = [t for t in pairs(question) if t in index.vocab_dict]
        scores = index.get_scores(terms) if terms else [0.0] * len(articles)
        return [articles[i].number for i in sorted(range(len(articles)), key=lambda i: -scores[i])[:10]]

    return rank


def tf_idf() -> Ranker:
    """Plain TF-IDF cosine over the articles' texts."""
    articles = load_regulation().articles
    counts = [Counter(pairs(a.text)) for a in articles]
    frequency = Counter(t for c in counts for t in c)

    def vector(count: Counter[str]) -> dict[str, float]:
        raw = {t: n * math.log((1 + len(articles)) / (1 + frequency[t])) for t, n in count.items()}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {t: v / length for t, v in raw.items()}

    vectors = [vector(c) for c in counts]

    def rank(question: str) -> list[int]:
        asked = vector(Counter(pairs(question)))
        scores = [sum(v * d.get(t, 0.0) for t, v in asked.items()) for d in vectors]
        return [articles[i].number for i in sorted(range(len(articles)), key=lambda i: -scores[i])[:10]]

    return rank


def split_and_embedded() -> Ranker:
    """LangChain's splitter over the whole text and Chroma with the offline vectors: the usual way to begin."""
    import chromadb
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from retrieval.embeddings import HashedEmbeddings

    articles = load_regulation().articles
    whole = "\n\n".join(f"{a.name} {a.text}" for a in articles)
    starts = [whole.index(f"{a.name} {a.text}") for a in articles]
    splitter = RecursiveCharacterTextSplitter(chunk_size=300, chunk_overlap=50, add_start_index=True)
    pieces = splitter.create_documents([whole])
    embeddings = HashedEmbeddings()
    collection = chromadb.EphemeralClient().create_collection("plain", embedding_function=None)
    collection.add(
        ids=[str(n) for n in range(len(pieces))],
        embeddings=embeddings.embed_documents([p.page_content for p in pieces]),
    )
    owner = [max(n for n, s in enumerate(starts) if s <= p.metadata["start_index"]) for p in pieces]

    def rank(question: str) -> list[int]:
        found = collection.query(query_embeddings=[embeddings.embed_query(question)], n_results=20)["ids"][0]
        return list(dict.fromkeys(articles[owner[int(i)]].number for i in found))[:10]

    return rank


def measure(rank: Ranker, asked: list[tuple[str, int]]) -> tuple[float, float, float]:
    """hit@1, hit@3 and MRR."""
    ranked = [(rank(q), a) for q, a in asked]
    first = sum(r[:1] == [a] for r, a in ranked) / len(ranked)
    third = sum(a in r[:3] for r, a in ranked) / len(ranked)
    return first, third, sum(1 / (r.index(a) + 1) for r, a in ranked if a in r) / len(ranked)


def main() -> None:
    """Prints a line for each file and method."""
    methods = (
        ("nianbao", ours), ("BM25", bm25), ("TF-IDF", tf_idf), ("splitter + Chroma", split_and_embedded),
    )  # fmt: skip
    rankers = [(name, make()) for name, make in methods]
    for file in ("regulation_tuned", "regulation_everyday", "regulation_heldout"):
        asked = load(file)
        for name, rank in rankers:
            first, third, mrr = measure(rank, asked)
            print(
                f"{file:19s} {name:18s} n={len(asked)}  hit@1 {first:.2f}  hit@3 {third:.2f}  MRR {mrr:.2f}"
            )


if __name__ == "__main__":
    main()
