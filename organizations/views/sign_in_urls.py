"""The addresses under /accounts/: of django-allauth's views those that are used here, by its own names.

What is not listed does not exist: codes by mail, telephone numbers, registering, connecting accounts by hand.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from organizations.requests import confirmed_lately, signed_in
from organizations.views import sign_on
from organizations.views.entry import RemovePasskey, SignIn, SignInWithPasskey

to_account = RedirectView.as_view(pattern_name="organizations:account")

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", signed_in(confirmed_lately(account.password_set)), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # Other companies' sign-in services.
    path("sso/<slug:service>/", sign_on.begin, name="sign_on"),
    path("sso/<slug:provider_id>/login/callback/", sign_on.come_back, name="openid_connect_callback"),
    path("sso/cancelled/by-you/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("factors/", to_account, name="mfa_index"),
    path("second-step/", factors.authenticate, name="mfa_authenticate"),
    path("reauthenticate/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("app/add/", app.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/", to_account, name="mfa_list_webauthn"),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/sign-in/", SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/rename/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]

if settings.SAML_IN_USE:
    urlpatterns.append(path("", include("allauth.socialaccount.providers.saml.urls")))
