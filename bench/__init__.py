"""Benchmarks, each beside a peer that does the same work in the same run.

python -m bench              the worker beside a bare pool of processes
python -m bench.topics       the topic lexicon on two public collections
python -m bench.alerts       alert rules, beside a plain loop over them
python -m bench.entities     names found, repaired and bare
"""
