"""Reads STIX objects, one JSON text a line, and answers each with `ok` or `bad` and its reasons.

Runs PyPI's stix2-validator with what its package ships: no schema is fetched. With `--warnings` the
answer is the numbers of its SHOULD checks that warn, instead of the verdict.
"""

import json
import logging
import pathlib
import re
import sys

import stix2validator.validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from stix2validator import ValidationOptions, validate_instance

SCHEMAS = pathlib.Path(stix2validator.__file__).parent / "schemas-2.1" / "schemas"


def main():
    if not SCHEMAS.is_dir():
        sys.exit("this release of stix2-validator ships no schemas; 3.2.0 does")
    logging.disable(logging.CRITICAL)
    read_schemas_once()
    answer, disabled = (warnings, []) if "--warnings" in sys.argv else (verdict, ["all"])
    options = ValidationOptions(version="2.1", silent=True, disabled=disabled)
    for line in sys.stdin:
        print(answer(json.loads(line), options))


def read_schemas_once():
    """The package reads its schema files anew for every object; this gives it all of them read."""
    package = stix2validator.validator
    read = []
    for path in SCHEMAS.rglob("*.json"):
        schema = package.patch_schema(json.loads(path.read_text("utf-8")), path)
        read.append((path.as_uri(), DRAFT202012.create_resource(schema)))
    registry = Registry().with_resources(read).crawl()

    def load_validator(schema_path, schema, schema_dir):
        return package.STIXValidator(
            package.patch_schema(schema, schema_path),
            registry=registry,
            format_checker=package.Draft202012Validator.FORMAT_CHECKER,
        )

    package.load_validator = load_validator


def verdict(instance, options):
    try:
        errors = validate_instance(instance, options).errors or []
    except Exception as error:  # some of its checks fail on kinds they do not expect
        return f"bad {type(error).__name__}: {error}".replace("\n", " ")
    if not errors:
        return "ok"
    return "bad " + "; ".join(str(error) for error in errors).replace("\n", " ")[:300]


def warnings(instance, options):
    try:
        found = validate_instance(instance, options).warnings or []
    except Exception:  # the verdict speaks of these
        return "failed"
    return " ".join(sorted(set(re.findall(r"\{(\d+)\}", " ".join(map(str, found))))))


if __name__ == "__main__":
    main()
