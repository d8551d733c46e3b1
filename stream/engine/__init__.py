"""Moves work: batches, process pool, acknowledgement in order, dead letters. Knows no news."""
