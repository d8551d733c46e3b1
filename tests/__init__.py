"""Tests mirror schemas/ and stream/; tests/brokers starts the brokers that they run on."""
