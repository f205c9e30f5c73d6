"""The three places of the page: each module has the calls of one part of a place, and hands them to its component."""
