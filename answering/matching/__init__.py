"""A matcher of meaning: what a question wants, which clause of a report offers it, and whether that is the answer."""
