"""What code settles of a sentence by itself: counting, comparing, ranking, who says it, what it denies of the question."""
