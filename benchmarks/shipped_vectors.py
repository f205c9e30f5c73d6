"""Makes the vectors that come with the product: of the Regulation, its everyday questions, the guides and the sample report.

Run after any of them changes: python -m benchmarks.shipped_vectors
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from office.opening import SAMPLES
from reports.parse import parse_file
from retrieval.embeddings import make_embeddings
from retrieval.passages import guide_passages, regulation_passages, report_passages
from retrieval.vectors import SHIPPED, Computed, Vector, digest


def texts() -> list[str]:
    """What has a vector from the first start on."""
    samples = (parse_file(Path(f)) for f in sorted(SAMPLES.glob("*.txt")))
    ruled = (*regulation_passages(), *guide_passages())
    passages = [*ruled, *(p for report in samples for p in report_passages(report, ""))]
    return list(dict.fromkeys(t for p in passages for t in p.embedded))


def ship(identity: str, vectors: Mapping[str, Vector]) -> Path:
    """Writes the vectors that come with the product, a byte a number."""
    names = sorted(vectors)
    rows = np.stack([vectors[n] / np.abs(vectors[n]).max() * 127 for n in names])
    file = SHIPPED / f"{identity}.npz"
    file.parent.mkdir(exist_ok=True)
    digests = np.frombuffer(bytes.fromhex("".join(names)), dtype=np.uint8).reshape(-1, 16)
    np.savez_compressed(file, digests=digests, vectors=np.round(rows).astype(np.int8))
    return file


def main() -> None:
    """Writes them; what is shipped already and still wanted is not made again."""
    named = make_embeddings()
    known = Computed(named).known(texts())
    print(ship(named.identity, {digest(t): v for t, v in known.items()}), len(known))


if __name__ == "__main__":
    main()
