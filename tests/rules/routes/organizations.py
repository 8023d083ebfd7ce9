"""Teams and people."""

from tests.pictures import encoded, picture
from tests.rules.routes.objects import (
    bounced_offer,
    confirmed,
    foreign_label,
    foreign_offer,
    foreign_team,
    foreign_upload,
    label,
    mauro,
    other_offer,
    other_team,
    otto,
    suspended,
    team,
    upload,
)
from tests.rules.routes.shapes import (
    EVERYBODY,
    INVITES,
    MANAGES,
    OWNS,
    READS_OFFERS,
    READS_PEOPLE,
    SEES,
    SEES_ALL,
    SHAPES,
    Page,
)

PAGES: dict[str, Page] = {
    "organizations:settings": Page(rights=EVERYBODY, get=200),
    "organizations:general": Page(
        rights=MANAGES,
        get=200,
        post=302,
        data=lambda w: {
            "name": "Aurora",
            "language": "en",
            "languages": ["en"],
            "time_zone": "UTC",
            "min_group_size": 5,
            "retention_months": 24,
        },
    ),
    "organizations:set_logo": Page(
        rights=MANAGES, post=302, data=lambda w: {"picture": picture(content=encoded(size=(9, 9)))}
    ),
    "organizations:remove_logo": Page(rights=MANAGES, post=302),
    "organizations:logo": Page(rights=EVERYBODY, get=200),
    "organizations:leave": Page(rights=EVERYBODY, get=200, post=302, special_post={"olga": 409}),
    "organizations:end_organization": Page(
        rights=OWNS, get=200, post=302, data=lambda w: {"name": "Aurora Seguros"}
    ),
    # Nobody has asked for the end, so there is nothing to take back; tests/web/test_ending.py does both.
    "organizations:take_back_end": Page(rights=OWNS, post=409, only_answers=True),
    "organizations:hand_on": Page(
        rights=OWNS,
        get=200,
        post=302,
        data=lambda w: {"to": w.cast.ada.pk, "afterwards": "steps_down", "sure": "on"},
        smuggled=lambda w: [{"to": w.cast.otto.pk, "afterwards": "stays", "sure": "on"}],
    ),
    "organizations:teams": Page(
        rights=SEES,
        query=lambda w: "?team=pricing&label=brazil",
        queries_elsewhere=lambda w: ["?team=fraud", "?label=canaryrisky-line"],
        queries_foreign=lambda w: ["?team=logistics", "?label=canaryforeign-line"],
        queries_ignored=lambda w: [f"?team=pricing&from={w.abroad.slug}"],
        reach_elsewhere=SEES_ALL,
        get=200,
    ),
    "organizations:add_unit": Page(
        rights=SHAPES,
        special_post={"davi": 422},  # who adds units, but names no managers
        queries_ignored=lambda w: [f"?in={w.abroad.slug}"],
        get=200,
        post=302,
        data=lambda w: {"name": "Claims", "parent": w.cast.retail.pk, "led_by": w.cast.marta.pk},
        smuggled=lambda w: [
            {"name": "Claims", "parent": w.abroad.pk},
            {"name": "Claims", "led_by": w.cast.otto.pk},
        ],
    ),
    "organizations:add_team": Page(
        rights=SHAPES,
        queries_ignored=lambda w: [f"?in={w.abroad.slug}", f"?from={w.cast.logistics.slug}"],
        get=200,
        post=302,
        data=lambda w: {"name": "Claims", "parent": w.cast.retail.pk, "led_by": w.cast.lia.pk},
        smuggled=lambda w: [
            {"name": "Claims", "parent": w.abroad.pk},
            {"name": "Claims", "led_by": w.cast.otto.pk},
            {"name": "Claims", "split_from": w.cast.logistics.pk},
        ],
    ),
    "organizations:change_team": Page(
        rights=SHAPES,
        own=team,
        elsewhere=other_team,
        foreign=foreign_team,
        get=200,
        post=302,
        data=lambda w: {
            "name": "Prices",
            "parent": w.cast.risk.pk,
            "labels": ["canarychurn-line"],
            "key": "P-1",
        },
        smuggled=lambda w: [
            {"name": "Prices", "parent": w.abroad.pk},
            {"name": "Prices", "labels": ["canaryforeign-line"]},
        ],
    ),
    "organizations:move_team": Page(
        rights=SHAPES,
        own=team,
        foreign=foreign_team,
        post=302,
        data=lambda w: {"parent": "risk", "seen_below": "retail"},
        smuggled=lambda w: [
            {"parent": w.abroad.slug, "seen_below": "retail"},
            {"parent": "risk", "seen_below": w.abroad.slug},
        ],
    ),
    "organizations:merge_team": Page(
        rights=SHAPES,
        own=lambda w: {"team": w.cast.retail.slug},
        foreign=foreign_team,
        query=lambda w: f"?into={w.cast.risk.pk}",
        queries_foreign=lambda w: [f"?into={w.abroad.pk}"],
        get=200,
        post=302,
        data=lambda w: {"into": w.cast.risk.pk},
        smuggled=lambda w: [{"into": w.abroad.pk}],
    ),
    "organizations:import": Page(
        rights=INVITES,
        get=200,
        post=302,
        data=lambda w: {"text": "nina@aurora.example; Nina; Member; Retail / CanaryPricing"},
        smuggled=lambda w: [{"text": "n@a.example", "role": "member", "team": w.cast.logistics.pk}],
        only_answers=True,  # it keeps the rows in a file, for the page that asks whether to import them
    ),
    "organizations:import_columns": Page(
        rights=INVITES,
        own=upload,
        foreign=foreign_upload,
        get=200,
        post=302,
        data=lambda w: {"column": ["email", "team"]},
    ),
    "organizations:import_faults": Page(rights=INVITES, own=upload, foreign=foreign_upload, get=200),
    "organizations:import_check": Page(
        rights=INVITES, own=upload, foreign=foreign_upload, get=200, post=302, data=confirmed
    ),
    "organizations:import_workbook": Page(rights=SHAPES, get=200),
    "organizations:import_teams": Page(rights=SHAPES, get=200),
    "organizations:import_people": Page(rights=SHAPES, get=200),
    "organizations:labels": Page(rights=SHAPES, get=200),
    "organizations:label": Page(
        rights=SHAPES, own=label, foreign=foreign_label, get=200, post=302, data=lambda w: {"name": "Brasil"}
    ),
    "organizations:merge_label": Page(
        rights=SHAPES,
        own=label,
        foreign=foreign_label,
        post=302,
        data=lambda w: {"into": w.other_label.pk},
        smuggled=lambda w: [{"into": w.foreign_label.pk}],
    ),
    "organizations:delete_label": Page(rights=SHAPES, own=label, foreign=foreign_label, post=302),
    "organizations:add_person": Page(
        rights=SHAPES,
        own=team,
        elsewhere=other_team,
        foreign=foreign_team,
        post=302,
        data=lambda w: {"person": w.cast.mauro.pk, "role": "lead"},
        smuggled=lambda w: [{"person": w.cast.otto.pk, "role": "lead"}],
    ),
    "organizations:archive_team": Page(
        rights=SHAPES, own=team, elsewhere=other_team, foreign=foreign_team, post=302
    ),
    "organizations:restore_team": Page(
        rights=SHAPES,
        own=lambda w: {"team": w.shelved.slug},
        elsewhere=other_team,
        foreign=foreign_team,
        post=302,
    ),
    "organizations:people": Page(rights=READS_PEOPLE, get=200),
    "organizations:person": Page(rights=READS_PEOPLE, own=mauro, foreign=otto, get=200),
    "organizations:grant": Page(
        rights=MANAGES,
        own=mauro,
        foreign=otto,
        post=302,
        data=lambda w: {"role": "lead", "team": w.cast.churn.pk},
        smuggled=lambda w: [{"role": "lead", "team": w.cast.logistics.pk}],
    ),
    "organizations:suspend": Page(rights=MANAGES, own=mauro, foreign=otto, post=302),
    "organizations:bring_back": Page(rights=MANAGES, own=suspended, foreign=otto, post=302),
    "organizations:erase_member": Page(
        rights=OWNS, own=mauro, foreign=otto, get=200, post=302, data=lambda w: {"sure": "on"}
    ),
    "organizations:offers": Page(
        rights=READS_OFFERS,
        query=lambda w: "?team=pricing&role=member",
        queries_elsewhere=lambda w: ["?team=fraud"],
        queries_foreign=lambda w: ["?team=logistics"],
        reach_elsewhere=SEES_ALL,
        get=200,
    ),
    "organizations:send_offers": Page(
        rights=INVITES,
        post=302,
        data=lambda w: {"team": "pricing"},
        smuggled=lambda w: [{"team": "logistics"}],
    ),
    "organizations:offer": Page(
        rights=INVITES,
        queries_ignored=lambda w: ["?team=logistics", "?team=fraud"],
        get=200,
        post=302,
        data=lambda w: {
            "name": "Nina Faro",
            "email": "nina@aurora.example",
            "role": "member",
            "team": w.cast.pricing.pk,
            "language": "en",
        },
        smuggled=lambda w: [
            {"email": "n@a.example", "role": "member", "team": w.cast.logistics.pk, "language": "en"}
        ],
    ),
    "organizations:offer_many": Page(
        rights=INVITES,
        get=200,
        post=302,
        data=lambda w: {"text": "nina@aurora.example; Nina; Member; Retail / CanaryPricing"},
        smuggled=lambda w: [{"text": "n@a.example", "role": "member", "team": w.cast.logistics.pk}],
        only_answers=True,  # it keeps the rows in a file, for the page that asks whether to import them
    ),
    "organizations:send_offer": Page(
        rights=INVITES,
        own=bounced_offer,
        elsewhere=other_offer,
        reach_elsewhere=SHAPES,
        foreign=foreign_offer,
        post=302,
    ),
    "organizations:correct_offer": Page(
        rights=INVITES,
        own=bounced_offer,
        elsewhere=other_offer,
        reach_elsewhere=SHAPES,
        foreign=foreign_offer,
        get=200,
        post=302,
        data=lambda w: {"email": "right@aurora.example"},
    ),
    "organizations:revoke_offer": Page(
        rights=INVITES,
        own=bounced_offer,
        elsewhere=other_offer,
        reach_elsewhere=SHAPES,
        foreign=foreign_offer,
        post=302,
    ),
    "organizations:revoke": Page(
        rights=MANAGES,
        own=lambda w: mauro(w) | {"grant": w.grant("mauro").pk},
        foreign=lambda w: [
            {"pk": w.member("otto").pk, "grant": w.grant("otto").pk},
            {"pk": w.member("mauro").pk, "grant": w.grant("otto").pk},
        ],
        post=302,
    ),
    "organizations:end": Page(rights=MANAGES, own=mauro, foreign=otto, post=302),
}
