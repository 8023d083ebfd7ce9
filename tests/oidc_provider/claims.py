"""What the provider says of its people. The last name tells how sure it is of the address."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {"name": "profile", "email_verified": "email"}

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """`email_verified` as the person's last name says: "verified", "unverified", or not at all."""
        person = request.user
        claims = {"name": person.first_name, "email": person.email}
        if person.last_name in ("verified", "unverified"):
            claims["email_verified"] = person.last_name == "verified"
        return claims
