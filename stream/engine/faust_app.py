"""A Faust application with the settings under which it loses nothing.

Each one was measured: no leader topic (its first join takes 30 s on the embedded broker), no topics
declared by Faust, no web server (it listens on every address without a password), bounded buffers,
short sessions so that a dead worker's partitions move in seconds, no waiting for empty streams at a
rebalance (the mover drains within a limit of its own), and an environment prefix so that a stray
`BROKER_URL` can't point it elsewhere.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import faust
from mode.supervisors import CrashingSupervisor

from stream.broker.clients import tls
from stream.engine.consumer import POLLS, HopConsumer
from stream.settings import Settings

BUFFER, SMALL = 512, 2048
"""Records that a stream could buffer; `SMALL`: records are small and many.

`stream.engine.consumer` fetches no more before a buffer is full: Faust would then fetch nothing
at all, of no topic, and sleep for a whole second.
"""


def faust_app(
    settings: Settings,
    group: str,
    folder: Path,
    *,
    hop: str,
    work_left: Callable[[], float],
    buffer: int = BUFFER,
) -> Any:
    """An application whose id, and so whose consumer group, is `group`. Not started.

    `hop` is its name in the metrics, `work_left` says for how many seconds it has work.
    """
    app = faust.App(
        group,
        broker=[f"kafka://{server}" for server in settings.bootstrap.split(",")],
        broker_credentials=_credentials(settings),
        datadir=folder,
        env_prefix="WIRESTREAM_FAUST_",
        autodiscover=False,
        web_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        processing_guarantee="at_least_once",
        # An agent that crashes ends the worker: restarted in place it would skip what it held.
        agent_supervisor=CrashingSupervisor,
        stream_buffer_maxsize=buffer,
        broker_max_poll_records=buffer // POLLS,
        stream_wait_empty=False,
        stream_recovery_delay=0.0,
        broker_session_timeout=settings.session_seconds,
        broker_rebalance_timeout=settings.session_seconds,
        broker_heartbeat_interval=settings.heartbeat_seconds,
        broker_commit_interval=settings.commit_seconds,
        broker_request_timeout=max(30.0, settings.session_seconds * 2),
        consumer_auto_offset_reset="earliest",
        producer_request_timeout=settings.publish_seconds,
        producer_acks=-1,
    )
    # Faust makes its consumer when it starts, by calling this.
    consumer = partial(HopConsumer, hop=hop, work_left=work_left)
    app.transport.Consumer = consumer  # type: ignore[misc,assignment]
    return app


def raw_topic(app: Any, *names: str) -> Any:
    """Topics whose keys and values stay bytes: decoding is work, and done where it can fail."""
    raw = {"key_type": bytes, "value_type": bytes, "key_serializer": "raw"}
    return app.topic(*names, **raw, value_serializer="raw", allow_empty=True)


def _credentials(settings: Settings) -> Any:
    """What Faust needs to log in; a password never without TLS (the settings see to that)."""
    if settings.security == "PLAINTEXT":
        return None
    context = tls(settings)
    if settings.security == "SSL" or settings.sasl_password is None:
        return faust.SSLCredentials(context)
    return faust.SASLCredentials(
        username=settings.sasl_username,
        password=settings.sasl_password.get_secret_value(),
        mechanism=settings.sasl_mechanism,
        ssl_context=context,
    )
