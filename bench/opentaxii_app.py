"""OpenTAXII's application. Its release 0.9.3 hands UUIDs to `json.dumps`, which refuses them; here it gets their text."""

import functools
import json
import types

import opentaxii.taxii2.http

opentaxii.taxii2.http.json = types.SimpleNamespace(dumps=functools.partial(json.dumps, default=str))

from opentaxii.http import app, logconfig_dict  # noqa: E402,F401
