"""A pure fold over a story's versions: what stands, what is late. Time is an argument."""
