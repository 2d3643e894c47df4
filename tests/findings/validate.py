# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a document against DIR/NAME.json, with the other files of DIR for what that one refers to."""
import json
import pathlib
import sys

import jsonschema

folder, name, path = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
schemas = {p.name: json.loads(p.read_text()) for p in folder.glob("*.json")}
store = {schema.get("$id", schema.get("id", "")): schema for schema in schemas.values()}
schema = schemas[f"{name}.json"]
kind = jsonschema.validators.validator_for(schema)
resolver = jsonschema.RefResolver(schema.get("$id", schema.get("id", "")), schema, store=store)
errors = list(kind(schema, resolver=resolver).iter_errors(json.load(open(path))))
for error in errors[:10]:
    print("/".join(map(str, error.absolute_path)), error.message[:300], file=sys.stderr)
sys.exit(1 if errors else 0)
