"""The `wire` command, one file a group of commands."""
