"""`python -m cli` is `nianbao`."""

from cli import main

main()
