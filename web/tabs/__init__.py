"""The tabs of the page; each module builds its components and returns what connects them to the chooser."""
