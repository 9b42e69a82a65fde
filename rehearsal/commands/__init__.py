"""One module a command: `add_arguments(parser)` and `run(chosen, console) -> exit code`."""
