"""Summaries, judgements and drafts: material that is computed, lines that stand for it, chosen to fit a form."""
