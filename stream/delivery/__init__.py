"""Alerts to receivers: channels, signatures, what is refused. Knows nothing of Kafka.

Where to look:
    channels.py   the channels' settings: addresses and keys, by name
    guard.py      addresses that nobody may be sent to by mistake
    signing.py    signatures, as the Standard Webhooks specification has them
    shapes.py     an alert as JSON, for Slack, for Teams, as a mail
    webhook.py    over HTTP
    mail.py       over SMTP
    outcome.py    what became of an attempt, and whether another makes sense
    breaker.py    a receiver that fails again and again is left alone for a while
    sending.py    attempts with growing pauses, channel by channel
"""
