"""The operations of a plan are run: typed facts, each with its place."""
