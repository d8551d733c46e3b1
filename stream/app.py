"""The only place that puts the rooms together."""
