from organizations.models.audit import AuditEvent
from organizations.models.imports import ImportMapping
from organizations.models.offers import MembershipOffer, OfferLink, OfferMail
from organizations.models.people import User
from organizations.models.roles import Membership, Role, RoleGrant
from organizations.models.tenants import Label, Organization, Team

__all__ = [
    "AuditEvent",
    "ImportMapping",
    "Label",
    "Membership",
    "MembershipOffer",
    "OfferLink",
    "OfferMail",
    "Organization",
    "Role",
    "RoleGrant",
    "Team",
    "User",
]
