"""People, their passwords and second steps, and other companies' sign-in services."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import IN_PRODUCTION, env

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "organizations.accounts.backends.PersonBackend",
    # Sessions hold the name of the backend that opened them: these two go on with theirs and open none.
    "organizations.sign_in.backends.PersonBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "organizations.accounts.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organizations.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organizations.accounts.forms.LoginForm",
    "change_password": "organizations.accounts.forms.ChangePasswordForm",
    "set_password": "organizations.accounts.forms.SetPasswordForm",
    "reset_password": "organizations.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "organizations.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "organizations.accounts.forms.ReauthenticateForm",
    "add_email": "organizations.accounts.forms.ChangeAddressForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "organizations.accounts.tokens.PasswordTokens"  # noqa: S105 (no password)
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Patamar: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told to its owner
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # an address counts once a link that came to it was opened
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one takes its place when it is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, all others end
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# By network address, behind which a whole company may sit, and by account.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "30/m/ip,5/h/key",
}
MFA_RATE_LIMITS: dict[str, str] | bool = {"webauthn_login": "60/m/ip"}

# The second step
REQUIRE_MFA = env.str("PATAMAR_REQUIRE_MFA", "owners_and_admins" if IN_PRODUCTION else "nobody")
if REQUIRE_MFA not in ("nobody", "owners_and_admins", "everyone"):
    raise ImproperlyConfigured(
        f"PATAMAR_REQUIRE_MFA is {REQUIRE_MFA!r}, must be one of nobody, owners_and_admins, everyone."
    )
MFA_ADAPTER = "organizations.accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "organizations.accounts.forms.CodeForm",
    "reauthenticate": "organizations.accounts.forms.ConfirmByCodeForm",
    "activate_totp": "organizations.accounts.forms.AddAppForm",
    "edit_webauthn": "organizations.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # signing in asks for a confirmed address already
MFA_TOTP_ISSUER = "Patamar"
MFA_TOTP_TOLERANCE = 1  # clocks may differ by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Other companies' sign-in services
SOCIALACCOUNT_ADAPTER = "organizations.sign_on.adapter.SignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
