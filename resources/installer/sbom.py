"""Writes the list of components in the form of CycloneDX 1.6, and checks it against its schema."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component as Part
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from resources.installer.carried import Carried
from resources.installer.contents import Component

_INSIDE = {"sqlcipher3": ("SQLCipher", "OpenSSL", "SQLite"), "pypdfium2": ("PDFium",)}
"""What is linked into the libraries of a distribution."""


def sbom(
    parts: Iterable[Component], version: str, sha256: str, made: int, digests: Mapping[str, str]
) -> str:
    """Give the list as JSON; the same parts at the same moment give the same bytes.

    Args:
        version: of the program.
        sha256: of its executable.
        made: moment of the sources, in seconds since 1970.
        digests: library in the folder → its SHA-256.

    Raises:
        ValueError: the list is not valid CycloneDX 1.6.
    """
    program = Part(
        name="tthc-desk",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="tthc-desk",
        licenses=[LicenseFactory().make_from_string("MIT")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256)],
    )
    bom = Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"tthc-desk/{version}/{sha256}"),
        metadata=BomMetaData(component=program, timestamp=datetime.fromtimestamp(made, UTC)),
    )
    known = {part.name: _part(part, digests) for part in parts}
    bom.components.update(known.values())
    for outer, inner in _INSIDE.items():
        bom.register_dependency(known[outer], [known[name] for name in inner])
    inside = {name for names in _INSIDE.values() for name in names}
    direct = [part for name, part in known.items() if name not in inside]
    bom.register_dependency(program, direct)
    return _checked(JsonV1Dot6(bom).output_as_string(indent=2))


def _part(part: Component, digests: Mapping[str, str]) -> Part:
    return Part(
        name=part.name,
        version=part.version or None,
        bom_ref=part.purl,
        purl=PackageURL.from_string(part.purl),
        licenses=[LicenseFactory().make_from_string(part.licence)] if part.licence else (),
        components=[
            *(_carried(part, given) for given in part.inner),
            *_libraries(part, digests),
        ],
    )


def _carried(outer: Component, given: Carried) -> Part:
    return Part(
        name=given.name,
        version=given.version or None,
        bom_ref=f"{outer.purl}|{given.name}@{given.version}",
        purl=PackageURL.from_string(given.purl) if given.purl else None,
        licenses=[LicenseFactory().make_from_string(given.licence)],
    )


def _libraries(part: Component, digests: Mapping[str, str]) -> Iterator[Part]:
    """Give each file of it that is a library, as it lies in the folder."""
    for name in part.files:
        if name in digests:
            yield Part(
                name=name,
                type=ComponentType.FILE,
                bom_ref=f"{part.purl}|{name}",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digests[name])],
            )


def _checked(text: str) -> str:
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if found is not None:
        raise ValueError(f"not CycloneDX 1.6: {found}")
    return json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
