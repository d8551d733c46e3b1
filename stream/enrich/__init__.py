"""Story to Enrichment. Knows spaCy; knows nothing of Kafka."""
