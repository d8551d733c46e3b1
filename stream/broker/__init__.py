"""Brokers: the embedded one, the topics' administration, plain clients."""
