"""What the review of sixty parsed reports costs of the processor, on texts read for the first time and again.

The corpus is loaded by the review of one more report before the clock starts; the clock counts this process alone, so
that what else the machine does matters little. Run: python -m benchmarks.review_time [rounds]
"""

from __future__ import annotations

import statistics
import sys
import time
from itertools import islice

from benchmarks.generate import make_content
from benchmarks.golden_rows import reports
from benchmarks.planted import read
from reports.model import Report
from review.reviewer import review

_COUNT = 60


def _sixty() -> list[Report]:
    """The samples and the prose reports of the benchmarks, filled up with generated ones."""
    known = [report for _, report in islice(reports(), _COUNT)]
    return known + [read(make_content(seed)) for seed in range(_COUNT - len(known))]


def seconds(reviewed: list[Report]) -> float:
    """Processor time of the review of each of some reports."""
    start = time.process_time()
    for report in reviewed:
        review(report)
    return time.process_time() - start


def main() -> None:
    """Prints the first round and the median of those in which the same texts come again."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    reviewed = _sixty()
    review(read(make_content(1000)))
    first, *again = [seconds(reviewed) for _ in range(max(rounds, 2))]
    print(
        f"{len(reviewed)} reports reviewed: {first:.2f} s of the processor, {first / len(reviewed) * 1000:.1f} ms each"
    )
    print(f"the same reports again: {statistics.median(again):.2f} s")


if __name__ == "__main__":
    main()
