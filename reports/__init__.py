"""A file becomes a Report: reading, sections, typed tables, metadata."""
