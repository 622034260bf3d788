"""Times full-text searches of a library; prints the median of each in seconds."""

import sys
import time
from pathlib import Path
from statistics import median

from studykit.content.catalog import Catalog


def main() -> None:
    catalog = Catalog.open([Path(sys.argv[1])], Path(sys.argv[2]))
    catalog.refresh()
    for words in ("evidence", "e", "the", "question evidence", "qu", "point of the answer", "zzz"):
        times = []
        for _ in range(21):
            begun = time.perf_counter()
            catalog.search(words)
            times.append(time.perf_counter() - begun)
        print(f"`{words}`", median(times))
    catalog.close()


if __name__ == "__main__":
    main()
