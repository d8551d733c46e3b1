"""A pure fold over a story's versions: what stands. Time is an argument, Kafka is elsewhere.

standing.py     which version stands, and what becomes of the next one
"""
