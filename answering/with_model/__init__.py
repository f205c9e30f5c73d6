"""A question asked of a configured model: what it sees, what it may say, and how each sentence is checked."""
