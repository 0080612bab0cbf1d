"""How fast the bot is, and beside what: measured with one command, its raw samples kept. See docs/benchmarks.md."""
