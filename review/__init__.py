"""A Report becomes Findings: rules decided by code, each with its place, its legal basis and what to do."""
