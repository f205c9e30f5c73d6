"""A question becomes an Answer whose every claim carries a citation that can be opened."""
