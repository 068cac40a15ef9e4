"""Reads STIX objects, one JSON text a line, and answers each with `ok` or `bad` and its reasons.

Runs PyPI's stix2-validator with what its package ships: no schema is fetched. Its warnings are left
out, because a verdict is about MUST.
"""

import json
import logging
import os
import sys

import stix2validator
from stix2validator import ValidationOptions, validate_instance


def main():
    schemas = os.path.join(os.path.dirname(stix2validator.__file__), "schemas-2.1", "schemas")
    if not os.path.isdir(schemas):
        sys.exit("this release of stix2-validator ships no schemas; 3.2.0 does")
    logging.disable(logging.CRITICAL)
    options = ValidationOptions(version="2.1", silent=True, disabled=["all"])
    for line in sys.stdin:
        print(verdict(json.loads(line), options))


def verdict(instance, options):
    try:
        errors = validate_instance(instance, options).errors or []
    except Exception as error:  # some of its checks fail on kinds they do not expect
        return f"bad {type(error).__name__}: {error}".replace("\n", " ")
    if not errors:
        return "ok"
    return "bad " + "; ".join(str(error) for error in errors).replace("\n", " ")[:300]


if __name__ == "__main__":
    main()
