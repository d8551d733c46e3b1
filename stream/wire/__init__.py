"""Bytes to Story: one parser a format. Knows nothing of Kafka, of NLP or of the clock."""
