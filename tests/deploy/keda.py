"""What KEDA 2.16 takes, as far as our files use it: its definitions of ScaledObject and so on.

Kubernetes' schemas don't know these kinds; packages that keep KEDA's bring a cluster's tools.
"""

from typing import Any

COUNT = {"type": "integer", "minimum": 0}
NAME = {"type": "string", "pattern": r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}


def taking(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """An object with these properties and no others."""
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | {"required": list(required)}


def object_of(kind: str, spec: dict[str, Any]) -> dict[str, Any]:
    """A whole object of KEDA's."""
    said = {"apiVersion": {"const": "keda.sh/v1alpha1"}, "kind": {"const": kind}}
    parts = said | {"metadata": taking({"name": NAME}, "name"), "spec": spec}
    return taking(parts, *parts)


# The scaler for Apache Kafka; every value of a trigger is text.
NUMBER = {"type": "string", "pattern": r"^[1-9][0-9]*$"}
KAFKA = taking(
    {
        "bootstrapServersFromEnv": {"type": "string"},
        "consumerGroup": {"type": "string"},
        "topic": {"type": "string"},
        "lagThreshold": NUMBER,
        "activationLagThreshold": NUMBER,
        "offsetResetPolicy": {"enum": ["latest", "earliest"]},
        "sasl": {"enum": ["plaintext", "scram_sha256", "scram_sha512", "none"]},
        "tls": {"enum": ["enable", "disable"]},
    },
    "bootstrapServersFromEnv",
    "consumerGroup",
    "topic",
)
TRIGGER = taking(
    {
        "type": {"const": "kafka"},
        "metadata": KAFKA,
        "authenticationRef": taking({"name": NAME, "kind": {"type": "string"}}, "name"),
    },
    "type",
    "metadata",
)
# Its behaviour is Kubernetes' own, and checked as such.
AUTOSCALER = taking({"behavior": {"type": "object"}, "name": NAME})
KINDS = {
    "ScaledObject": object_of(
        "ScaledObject",
        taking(
            {
                "scaleTargetRef": taking({"name": NAME}, "name"),
                "minReplicaCount": COUNT,
                "maxReplicaCount": COUNT,
                "pollingInterval": COUNT,
                "cooldownPeriod": COUNT,
                "fallback": taking(
                    {"failureThreshold": COUNT, "replicas": COUNT}, "failureThreshold", "replicas"
                ),
                "advanced": taking({"horizontalPodAutoscalerConfig": AUTOSCALER}),
                "triggers": {"type": "array", "minItems": 1, "items": TRIGGER},
            },
            "scaleTargetRef",
            "triggers",
        ),
    ),
    "TriggerAuthentication": object_of(
        "TriggerAuthentication",
        taking(
            {
                "secretTargetRef": {
                    "type": "array",
                    "items": taking(
                        {
                            "parameter": {"enum": ["username", "password"]},
                            "name": NAME,
                            "key": {"type": "string"},
                        },
                        "parameter",
                        "name",
                        "key",
                    ),
                }
            },
            "secretTargetRef",
        ),
    ),
}
