"""Run one module under the settings at hand: run.py MODULE [JSON]. Its `main` gets the JSON, and says JSON.

The module is one of this folder, by its plain name, or any other that this interpreter finds. Those of this
folder run inside whatever build is measured, so they import the product, and nothing of `bench`.
"""

import importlib
import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    wanted = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
    print(json.dumps(importlib.import_module(sys.argv[1]).main(**wanted)))
