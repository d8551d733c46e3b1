"""Coverage-guided fuzzing of the wire room's door: `make fuzz`."""
