"""How many examples the laws are tried on: `CI` for the same ones every time, `deep` for many."""

import os

from hypothesis import settings

settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("local", max_examples=100, deadline=None)
settings.register_profile("deep", max_examples=20_000, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
