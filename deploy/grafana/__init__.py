"""Grafana's dashboards, from Python: `python -m deploy.grafana` writes dashboards/, checked in.

glance.py     Wire at a glance: for the desk
pipeline.py   Pipeline: rate, errors and duration of each hop, lag
workers.py    Workers: use, saturation and errors of each process
alerting.py   Alerts & delivery: what fires, how fast promises are spent, what was sent
panels.py     how a panel is described; frame.py makes Grafana's JSON of it
"""
