"""Kills things while stories flow, and proves that none is lost.

stories.py    5,000 stories of real length, made from a seed
workers.py    workers as an operator starts them
kills.py      seeded kills: SIGKILL, SIGTERM, a hop, a pool's child
account.py    the law of accounting: every item ends as exactly one outcome
run.py        one run on one broker
actions.py    mixed actions on stories' lives
lives.py      the same actions undisturbed and with kills: the same end
"""
