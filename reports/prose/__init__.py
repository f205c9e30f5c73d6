"""What Chinese prose states, read in one place: sentences, quantities, listings, shares, changes.

`quantities.quantities(text)` reads every number, `quantities.counts(text)` those that count something, and
`comparison.strange(text, source)` names those of a text that a source does not bear out. Nothing else reads numbers in prose.
"""
