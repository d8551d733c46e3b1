"""Wirestream: the rooms that a story passes through. See docs/design.md for the plan."""
