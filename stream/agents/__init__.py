"""The Faust agents, one file a hop."""
