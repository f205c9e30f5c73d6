"""Facts become sentences: numbers in slots, prose in spans, citations attached."""
