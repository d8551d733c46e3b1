"""Apache Kafka's jars, fetched once by Maven into .cache/kafka and kept by the pom's hash."""

import fcntl
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).parents[2] / ".cache" / "kafka"
JAVA_AT_LEAST = 17  # Kafka 4 brokers: KIP-1013
FETCH_LIMIT_S = 240


class KafkaMissingError(Exception):
    """Kafka can't be run here; the message says what isn't there."""


def java() -> str:
    """The path of a Java that runs Kafka. Raises KafkaMissingError."""
    found = shutil.which("java")
    if found is None:
        raise KafkaMissingError("Apache Kafka needs Java 17 or later, and there is no `java`")
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < JAVA_AT_LEAST:
        raise KafkaMissingError(f"Apache Kafka needs Java {JAVA_AT_LEAST} or later: {found} isn't")
    return found


def jars() -> Path:
    """The folder of Kafka's jars, fetched where it isn't there. Raises KafkaMissingError."""
    folder = CACHE / hashlib.sha256(POM.read_bytes()).hexdigest()[:16]
    if folder.is_dir():
        return folder
    with _locked():
        if not folder.is_dir():
            _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    """Fetch beside `folder`, then rename: half a fetch must not look like a whole one."""
    maven = shutil.which("mvn")
    if maven is None:
        raise KafkaMissingError(
            "Apache Kafka's jars aren't here, and there is no `mvn` to fetch them"
        )
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    command = [maven, "-q", "-B", "-f", str(POM), *copy]
    try:
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=FETCH_LIMIT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        last = str(failed.stdout or failed)[-500:]
        raise KafkaMissingError(f"Maven can't fetch Apache Kafka's jars: {last}") from failed
    part.rename(folder)


@contextmanager
def _locked() -> Iterator[None]:
    """One fetch at a time, whoever else is testing in this checkout."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
