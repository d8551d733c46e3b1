"""docker-compose.yml is valid, pinned, closed to the outside, and set as the software is."""

import json
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from stream.app import HOPS
from stream.errors import SettingsError
from stream.settings import FILE_VARIABLE, PREFIX, load
from stream.topics import BATCH_BYTES

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "deploy/Dockerfile"
FILE: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
EXACT = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9-]+:v?\d+\.\d+\.\d+(?:-[a-z0-9.-]+)?")


def base_images() -> list[str]:
    return re.findall(r"^FROM (\S+)", DOCKERFILE.read_text(), re.MULTILINE)


def settings_of(service: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **more: str) -> Any:
    """The settings that the software reads inside the container, where there is no file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    for name, value in (SERVICES[service]["environment"] | more).items():
        assert isinstance(value, str), f"{name} of {service} must be quoted"
        monkeypatch.setenv(name, value)
    return load().settings


def test_it_is_valid_by_the_compose_specification() -> None:
    kept = distribution("check-jsonschema").locate_file(
        "check_jsonschema/builtin_schemas/vendor/compose-spec.json"
    )
    schema = json.loads(Path(str(kept)).read_text())
    validator_for(schema)(schema).validate(FILE)


def test_docker_compose_reads_it() -> None:
    docker = shutil.which("docker")
    if docker is None:
        pytest.skip("no docker")
    if subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("docker has no compose plugin")
    command = [docker, "compose", "--file", str(COMPOSE), "config", "--quiet"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    "image", [*(service["image"] for service in SERVICES.values()), *base_images()]
)
def test_every_image_is_pinned_to_an_exact_version(image: str) -> None:
    assert EXACT.fullmatch(image)


def test_our_image_is_tagged_with_our_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert {SERVICES[name]["image"] for name in OURS} == {f"wirestream:{version}"}


def test_the_kafka_that_runs_is_the_kafka_that_is_tested() -> None:
    pom = (ROOT / "tests/brokers/pom.xml").read_text()
    tested = re.search(r"<artifactId>kafka_2\.13</artifactId>\s*<version>(.+?)</version>", pom)
    assert tested is not None
    assert SERVICES["kafka"]["image"] == f"apache/kafka:{tested[1]}"


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_published_on_loopback_alone(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_may_gain_rights(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in SERVICES[name]["security_opt"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_cannot_write_outside_tmp(name: str) -> None:
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["tmpfs"] == ["/tmp"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_stands_in_it(name: str) -> None:
    assert not re.search(r"(?i)password|secret|token|jaas", json.dumps(SERVICES[name]))


@pytest.mark.parametrize("name", OURS)
def test_our_software_knows_every_setting_that_it_is_given(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert settings_of(name, monkeypatch, tmp_path).bootstrap == "kafka:9092"
    assert all(variable.startswith(PREFIX) for variable in SERVICES[name]["environment"])


def test_grafana_is_the_one_that_the_dashboards_are_made_for() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    (sdk,) = [it for it in wanted if it.startswith("grafana-foundation-sdk")]
    assert SERVICES["grafana"]["image"] == f"grafana/grafana:{sdk.partition('!')[2]}"


def test_a_setting_with_a_typo_would_fail_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="WIRE_BOOTSTARP"):
        settings_of("worker-1", monkeypatch, tmp_path, WIRE_BOOTSTARP="kafka:9092")


@pytest.mark.parametrize("name", ["worker-1", "worker-2"])
def test_a_worker_is_given_more_time_to_stop_than_it_takes(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    grace = int(SERVICES[name]["stop_grace_period"].removesuffix("s"))
    assert grace > settings_of(name, monkeypatch, tmp_path).stop_seconds


def metrics_ports(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    first = settings_of(name, monkeypatch, tmp_path).metrics_port
    return [first + number for number in range(len(HOPS))]


@pytest.mark.parametrize("name", ["worker-1", "worker-2"])
def test_a_worker_is_healthy_when_each_hop_answers(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ports = metrics_ports(name, monkeypatch, tmp_path)
    *_, program = SERVICES[name]["healthcheck"]["test"]
    compile(program, "healthcheck", "exec")
    assert [int(port) for port in re.findall(r"\b\d{4}\b", program)] == ports


@pytest.mark.parametrize("name", ["worker-1", "worker-2"])
def test_the_metrics_of_each_hop_are_published(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ports = metrics_ports(name, monkeypatch, tmp_path)
    (published,) = SERVICES[name]["ports"]
    assert published.endswith(f":{ports[0]}-{ports[-1]}")


def test_workers_start_after_the_topics_are_made_and_these_after_kafka_answers() -> None:
    done, healthy = "service_completed_successfully", "service_healthy"
    assert SERVICES["topics"]["depends_on"] == {"kafka": {"condition": healthy}}
    for worker in ("worker-1", "worker-2"):
        assert SERVICES[worker]["depends_on"] == {"topics": {"condition": done}}
    assert "healthcheck" in SERVICES["kafka"]


def test_kafka_takes_the_largest_record_of_our_topics() -> None:
    assert int(SERVICES["kafka"]["environment"]["KAFKA_MESSAGE_MAX_BYTES"]) >= BATCH_BYTES


def test_the_image_is_built_from_hashed_packages_and_runs_without_root() -> None:
    lines = DOCKERFILE.read_text().splitlines()
    installs = [line for line in lines if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    last_stage = lines[max(i for i, line in enumerate(lines) if line.startswith("FROM")) :]
    assert "USER 10001:10001" in last_stage


def test_the_image_finds_all_that_it_copies() -> None:
    kept = {
        line.removeprefix("!")
        for line in (ROOT / "deploy/Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.MULTILINE)
    assert {name for line in copied for name in line.split()} == kept
    assert all((ROOT / name).exists() for name in kept)
