"""Story to enrichment. Knows spaCy; knows nothing of Kafka.

    Enricher(model="md").enrich(parsed) -> EnrichedStory
"""
