"""Who, what and where: the names in a story."""
