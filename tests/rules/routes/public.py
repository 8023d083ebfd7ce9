"""Addresses outside any organization."""

from tests.rules.routes.shapes import Public, open_to_all

PUBLIC: dict[str, Public] = {
    "reminders:stop": Public(
        visitor={"GET": 404, "POST": 404},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"token": "nothing"},
        by_mail=True,
    ),
    "healthz": open_to_all(),
    "readyz": open_to_all(),
    "core:help": open_to_all(),
    "core:accessibility": open_to_all(),
    "core:privacy": open_to_all(),
    "core:language": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 302},
        data=lambda world: {"language": "en", "next": "/"},
    ),
    "core:theme": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 302},
        data=lambda world: {"theme": "dark", "next": "/"},
    ),
    "organizations:home": Public(visitor={"GET": 200, "POST": 405}, signed_in={"GET": 302, "POST": 405}),
    "organizations:setup": open_to_all(get=302, post=302),  # closed: somebody is here
    "organizations:account": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 302},
        data=lambda world: {"name": "Somebody Else", "time_zone": ""},
    ),
    "organizations:erase_me": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 422},  # without the tick; tests/db/test_erasing.py does it
        data=lambda world: {"sure": ""},
    ),
    "organizations:found": Public(  # only operators found organizations here
        visitor={"GET": 302, "POST": 302}, signed_in={"GET": 404, "POST": 404}
    ),
    "organizations:second_step": Public(
        visitor={"GET": 302, "POST": 405}, signed_in={"GET": 200, "POST": 405}
    ),
    "organizations:drop_change": Public(
        visitor={"GET": 405, "POST": 302}, signed_in={"GET": 405, "POST": 302}
    ),
    "organizations:end_session": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 404},  # of nobody here
        values=lambda world: {"pk": 2**31},
    ),
    "organizations:end_other_sessions": Public(
        visitor={"GET": 405, "POST": 302}, signed_in={"GET": 405, "POST": 302}
    ),
    "account_login": Public(visitor={"GET": 200, "POST": 200}, signed_in={"GET": 302, "POST": 302}),
    "account_logout": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 200, "POST": 302}),
    "account_inactive": open_to_all(post=405),
    "account_signup": Public(visitor={"GET": 200, "POST": 200}, signed_in={"GET": 302, "POST": 302}),
    "account_reauthenticate": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 200, "POST": 200}),
    "account_email": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 302},  # to change it, first the password once more
        data=lambda world: {"email": "somebody@elsewhere.example", "action_add": "1"},
    ),
    "account_email_verification_sent": open_to_all(post=405),
    "account_confirm_email": Public(
        visitor={"GET": 200, "POST": 404},
        signed_in={"GET": 200, "POST": 404},
        values=lambda world: {"key": "nothing"},
    ),
    "account_change_password": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 200, "POST": 200}),
    "account_set_password": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 302, "POST": 302}),
    "account_reset_password": open_to_all(post=200),
    "account_reset_password_done": open_to_all(post=405),
    "account_reset_password_from_key": Public(
        visitor={"GET": 200, "POST": 200},
        signed_in={"GET": 200, "POST": 200},
        values=lambda world: {"uidb36": "1", "key": "nothing"},
    ),
    "account_reset_password_from_key_done": open_to_all(post=405),
    # The pages of an offer go by the cookie of an opened link; nobody here has opened one.
    "offers:answer": open_to_all(get=401, post=401),
    "offers:decline": open_to_all(get=405, post=401),
    "offers:arrive": Public(
        visitor={"GET": 404, "POST": 404},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"token": "x" * 43},
    ),
    "offers:accept_here": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 404},  # nobody here is offered anything by Boreal
        values=lambda world: {"slug": "boreal"},
    ),
    "offers:decline_here": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 404},
        values=lambda world: {"slug": "boreal"},
    ),
    # No other company's sign-in service is set up here.
    "sign_on": Public(
        visitor={"GET": 404, "POST": 404},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"service": "main"},
    ),
    "openid_connect_callback": Public(
        visitor={"GET": 404, "POST": 405},
        signed_in={"GET": 404, "POST": 405},
        values=lambda world: {"provider_id": "main"},
    ),
    "socialaccount_login_cancelled": open_to_all(post=405),
    # Factors: nobody here has one; everybody has just signed in, so nobody is asked for the password again.
    "mfa_index": open_to_all(get=302, post=302),
    "mfa_list_webauthn": open_to_all(get=302, post=302),
    "mfa_authenticate": open_to_all(get=302, post=302),  # nobody is halfway in
    "mfa_reauthenticate": open_to_all(get=302, post=302),
    "mfa_reauthenticate_webauthn": open_to_all(get=302, post=302),
    "mfa_activate_totp": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 200},
    ),
    "mfa_deactivate_totp": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 404, "POST": 404}),
    "mfa_view_recovery_codes": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 404, "POST": 405}),
    "mfa_generate_recovery_codes": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 200},
    ),
    "mfa_add_webauthn": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 200},
    ),
    "mfa_login_webauthn": open_to_all(get=302, post=302),
    "mfa_edit_webauthn": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"pk": 2**31},
    ),
    "mfa_remove_webauthn": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"pk": 2**31},
    ),
    # The answering pages go by the pass of an invitation, not by who is signed in; nobody here holds one.
    "answer:start": open_to_all(get=401, post=401),
    "answer:dimension": Public(
        visitor={"GET": 401, "POST": 401},
        signed_in={"GET": 401, "POST": 401},
        values=lambda world: {"key": world.dimension},
    ),
    "answer:save": open_to_all(get=405, post=401),
    "answer:check": open_to_all(get=401, post=405),
    "answer:submit": open_to_all(get=405, post=401),
    "answer:reopen": open_to_all(get=405, post=401),
    "answer:done": open_to_all(get=401, post=405),
    "result:receipt": open_to_all(get=401, post=405),
    "result:team": open_to_all(get=401, post=405),
    "result:dimension": Public(
        visitor={"GET": 401, "POST": 405},
        signed_in={"GET": 401, "POST": 405},
        values=lambda world: {"key": world.dimension},
    ),
    "result:criterion": Public(
        visitor={"GET": 401, "POST": 405},
        signed_in={"GET": 401, "POST": 405},
        values=lambda world: {"key": "x"},
    ),
    "answer:arrive": Public(
        visitor={"GET": 404, "POST": 404},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"token": "x" * 43},
    ),
}
