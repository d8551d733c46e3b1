"""The worker raced against its peers: the same texts, broker, partitions and processors."""
