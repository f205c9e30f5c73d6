"""The licence of every installed package, checked: what we give on must not oblige whoever uses it.

Run: python -m benchmarks.licences. Ends with 1 where a package has a licence that is not on the list, or tells none.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions

# Each permits use, change and passing on; MPL and LGPL oblige only as to the package's own files.
_PERMITTED = re.compile(
    r"\b(?:MIT(?:-0|-CMU)?|BSD|0BSD|Apache|ISC|Python Software Foundation|PSF|Python-2\.0|MPL|Mozilla Public|LGPL|"
    r"Lesser General Public|Unlicense|HPND|Historical Permission|Zlib|CC0|Public Domain|Expat)",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\bAGPL|Affero|(?<!L)(?<!Lesser )\b(?:GPL|General Public License)\b|Commercial|Proprietary",
    re.IGNORECASE,
)
# Packages that tell their licence in a file alone, or offer a choice; each was read.
_READ = {"axe-playwright-python": "MIT"}


def told(package: Distribution) -> str:
    """What a package says of its licence: its expression, else its classifiers, else the beginning of its text."""
    data = package.metadata
    if "License-Expression" in data:
        return data["License-Expression"]
    classifiers = [
        c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or () if c.startswith("License ::")
    ]
    text = data["License"] if "License" in data else ""  # noqa: SIM401
    return " / ".join(classifiers) or text[:200].strip()


def refused(licence: str) -> bool:
    """Whether a licence is not one of those that we may build on; a choice is as good as its best part."""
    choices = re.split(r"\bOR\b|;|/", licence)
    return not any(_PERMITTED.search(c) and not _REFUSED.search(c) for c in choices)


def _packages() -> Iterator[tuple[str, str]]:
    for package in distributions():
        name = str(package.metadata["Name"])
        if name != "nianbao":
            yield name, _READ.get(name, told(package))


def main() -> None:
    """Prints how many packages have which licence, and those that are refused."""
    packages = sorted(set(_packages()))
    for licence, count in Counter(licence for _, licence in packages).most_common(5):
        print(f"{count:4d} {licence}")
    wrong = [(name, licence) for name, licence in packages if refused(licence)]
    for name, licence in wrong:
        print(f"refused: {name}: {licence or 'tells no licence'}")
    print(f"{len(packages)} packages, {len(wrong)} refused")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
