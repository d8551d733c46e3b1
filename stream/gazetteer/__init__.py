"""Places by name: countries and cities with their ids. Facts in a compact file."""
