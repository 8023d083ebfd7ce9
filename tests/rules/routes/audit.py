"""The audit trail."""

from tests.rules.routes.shapes import READS_TRAIL, Page

PAGES: dict[str, Page] = {
    "organizations:audit": Page(
        rights=READS_TRAIL,
        get=200,
        queries_ignored=lambda w: [f"?thing=membership:{w.cast.otto.pk}", "?who=otto", "?text=Canary"],
        shows=("CanaryDraft",),  # an auditor reads that a round was planned, though not the draft
    ),
    "organizations:download_audit": Page(
        rights=READS_TRAIL,
        post=200,
        data=lambda w: {"kind": "people", "text": "Canary"},
        shows=("CanaryDraft",),
    ),
}
