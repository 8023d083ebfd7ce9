"""What the catalog carries out after a commit."""

from typing import Any

from django.core.management import call_command

from core.outbox import handles

BUILT_IN = "mlops"


@handles("built_in_model.wanted")
def load_built_in_model(payload: dict[str, Any]) -> None:
    """Load the built-in model from its fixture; once more changes nothing."""
    call_command("loaddata", BUILT_IN, verbosity=0)
