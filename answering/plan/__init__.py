"""A question is read once: what it asks, as data."""
