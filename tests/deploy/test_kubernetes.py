"""deploy/kubernetes is valid by Kubernetes' schemas and KEDA's, closed, and fits the software."""

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from stream.agents.decide import DecideHop
from stream.agents.deliver import DeliverHop
from stream.agents.enrich import EnrichHop
from stream.agents.intake import IntakeHop
from stream.agents.match import MatchHop
from stream.app import HOPS
from stream.engine.supervisor import SPARE_SECONDS
from stream.settings import FILE_VARIABLE, Settings, load
from stream.topics import TopicNames
from tests.deploy.keda import KINDS
from tests.monitoring import program, told

FOLDER = Path(__file__).parents[2] / "deploy/kubernetes"
KUSTOMIZATION: dict[str, Any] = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
OBJECTS: list[dict[str, Any]] = [
    it
    for file in KUSTOMIZATION["resources"]
    for it in yaml.safe_load_all((FOLDER / file).read_text())
]
KEDA = [it for it in OBJECTS if it["apiVersion"].startswith("keda.sh/")]
CORE = [it for it in OBJECTS if it not in KEDA]
POD_KINDS = {"Deployment", "Job"}
OLDEST, NEWEST = "1.29", "1.37"


def named(it: dict[str, Any]) -> str:
    return f"{it['kind']}-{it['metadata']['name']}"


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {it["metadata"]["name"]: it for it in OBJECTS if it["kind"] == kind}


DEPLOYMENTS = of_kind("Deployment")
PODS = {named(it): it["spec"]["template"] for it in OBJECTS if it["kind"] in POD_KINDS}


def keda_schema(kind: str) -> Draft202012Validator:
    return Draft202012Validator(KINDS[kind])


def settings_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """What the software reads in a pod; the login is the secret's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    given = of_kind("ConfigMap")["wirestream-settings"]["data"]
    for name, value in given.items():
        assert isinstance(value, str)
        monkeypatch.setenv(name, value)
    for reference in of_kind("TriggerAuthentication")["kafka"]["spec"]["secretTargetRef"]:
        monkeypatch.setenv(reference["key"], "invented")
    return load().settings


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("given", CORE, ids=named)
def test_it_is_valid_by_the_schema_of_kubernetes(given: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(given, version, strict=True)


def test_a_typo_in_a_pod_would_be_seen() -> None:
    container = DEPLOYMENTS["enrich"]["spec"]["template"]["spec"]["containers"][0]
    given = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}}
    spec = {"containers": [container | {"livenesProbe": container["livenessProbe"]}]}
    with pytest.raises(kubernetes_validate.ValidationError, match="livenesProbe"):
        kubernetes_validate.validate(given | {"spec": spec}, NEWEST, strict=True)


@pytest.mark.parametrize("given", KEDA, ids=named)
def test_it_is_valid_by_the_schema_of_keda(given: dict[str, Any]) -> None:
    keda_schema(given["kind"]).validate(given)


def test_a_typo_in_the_scaling_would_be_seen() -> None:
    given = of_kind("ScaledObject")["enrich"]
    spec = given["spec"] | {"maxReplicasCount": 3}
    with pytest.raises(ValidationError, match="maxReplicasCount"):
        keda_schema("ScaledObject").validate(given | {"spec": spec})


@pytest.mark.parametrize("hop", HOPS)
def test_how_pods_come_and_go_is_valid_by_the_schema_of_kubernetes(hop: str) -> None:
    spec = of_kind("ScaledObject")[hop]["spec"]
    behavior = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]
    target = {"apiVersion": "apps/v1", "kind": "Deployment", "name": hop}
    made = {"scaleTargetRef": target, "maxReplicas": spec["maxReplicaCount"], "behavior": behavior}
    given = {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "spec": made}
    kubernetes_validate.validate(given | {"metadata": {"name": hop}}, NEWEST, strict=True)


def test_every_file_is_applied() -> None:
    files = {it.name for it in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    assert files == set(KUSTOMIZATION["resources"])


def test_every_hop_is_deployed_scaled_and_kept_from_eviction() -> None:
    for kind in ("Deployment", "ScaledObject", "PodDisruptionBudget"):
        assert of_kind(kind).keys() == set(HOPS)


@pytest.mark.parametrize("name", PODS)
def test_a_pod_is_as_closed_as_the_namespace_asks(name: str) -> None:
    spec = PODS[name]["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    for container in spec["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["limits"]["memory"]
        channels = ["/etc/wirestream"] if name == "Deployment-deliver" else []
        assert [it["mountPath"] for it in container["volumeMounts"]] == ["/tmp", *channels]


@pytest.mark.parametrize("hop", HOPS)
def test_a_pod_runs_its_hop_and_answers_where_the_software_listens(
    hop: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_of(monkeypatch, tmp_path)
    template = DEPLOYMENTS[hop]["spec"]["template"]["spec"]
    (container,) = template["containers"]
    assert container["args"] == ["worker", "--hops", hop]
    (port,) = container["ports"]
    assert port["containerPort"] == settings.metrics_port + HOPS.index(hop)
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"] == {"path": "/metrics", "port": port["name"]}
    assert template["terminationGracePeriodSeconds"] > 2 * settings.stop_seconds + SPARE_SECONDS


def test_a_pod_grows_with_the_lag_of_its_own_group(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_of(monkeypatch, tmp_path)
    names = TopicNames(settings.topic_prefix)
    inputs = {"intake": IntakeHop.inputs, "enrich": EnrichHop.inputs, "match": MatchHop.inputs}
    inputs |= {"decide": DecideHop.inputs, "deliver": DeliverHop.inputs}
    for hop in HOPS:
        spec = of_kind("ScaledObject")[hop]["spec"]
        assert spec["scaleTargetRef"]["name"] == hop
        # One pod more than partitions would have nothing to read.
        assert 2 <= spec["minReplicaCount"] < spec["maxReplicaCount"] <= settings.partitions
        asked = [it["metadata"] for it in spec["triggers"]]
        assert {it["topic"] for it in asked} == {names(it) for it in inputs[hop]}
        assert {it["consumerGroup"] for it in asked} == {names.group(hop)}


def test_the_login_is_in_no_file() -> None:
    assert not of_kind("Secret")
    assert not re.search(r"(?i)password: *\S", (FOLDER / "settings.yaml").read_text())


def test_nothing_passes_unless_it_is_named() -> None:
    policies = of_kind("NetworkPolicy")
    shut = policies["nothing"]["spec"]
    assert shut == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    (kafka,) = policies["kafka"]["spec"]["podSelector"]["matchLabels"].items()
    assert all(kafka in it["metadata"]["labels"].items() for it in PODS.values())
    (served,) = policies["metrics"]["spec"]["podSelector"]["matchExpressions"]
    assert set(served["values"]) == set(HOPS)


def test_prometheus_understands_what_it_does_with_the_pods_that_it_finds(tmp_path: Path) -> None:
    config = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    (job,) = config["scrape_configs"]
    # Debian's own is built without this way of finding targets.
    (found,) = job.pop("kubernetes_sd_configs")
    assert found == {"role": "pod", "namespaces": {"names": [KUSTOMIZATION["namespace"]]}}
    assert job["job_name"] == "wirestream"
    path = tmp_path / "prometheus.yml"
    path.write_text(yaml.safe_dump(config))
    told(program("promtool"), "check", "config", path)
