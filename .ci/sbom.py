"""Write what briefbook rests on, from its lock, as CycloneDX 1.6: ``sbom.py LOCK VERSION``.

The lock has every package with its version and hashes already, so that nothing is resolved or
installed to say so. The same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> Iterator[dict[str, object]]:
    """Yield the component of each pinned package, in the order of the lock."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        if match := _PINNED.match(entry):
            name, version = match["name"].lower(), match["version"]
            purl = f"pkg:pypi/{name}@{version}"
            hashes = [{"alg": "SHA-256", "content": each} for each in _HASH.findall(entry)]
            yield {
                "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
                "externalReferences": [
                    {"type": "distribution", "url": purl, "hashes": hashes}
                ],
            }  # fmt: skip


def sbom(lock: str, version: str) -> str:
    """Return the bill of materials of a version of briefbook."""
    purl = f"pkg:pypi/briefbook@{version}"
    found = list(components(lock))
    data = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": purl, "name": "briefbook", "version": version,
                "purl": purl,
            }
        },
        "components": found,
        "dependencies": [{"ref": purl, "dependsOn": [each["bom-ref"] for each in found]}],
    }  # fmt: skip
    return json.dumps(data, indent=1) + "\n"


if __name__ == "__main__":
    _, path, release = sys.argv
    sys.stdout.write(sbom(Path(path).read_text(encoding="utf-8"), release))
