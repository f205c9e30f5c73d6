"""Reports and the Regulation become passages that can be found: lexically, by vector, and both fused."""
