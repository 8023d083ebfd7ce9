"""Operators: those who run the installation. They see organizations and people, and no answers.

What an operator does here is written into the operators' trail, and into that of each organization of the
person concerned.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from organizations.accounts.people import hold_organizations_of
from organizations.accounts.sessions import end_all_sessions, end_generation
from organizations.audit.recording import record_for_person
from organizations.models import RoleGrant, User
from organizations.offers.offering import revoke_all_to
from organizations.scoping import scopes_disabled


class OnlyOperator(DomainError):
    code = "only_operator"
    message = _("%(name)s is the only operator. Make somebody else one first.")


class OnlyOwnerSomewhere(DomainError):
    code = "only_owner_somewhere"
    message = _("%(name)s is the only owner of %(organizations)s. Make somebody else an owner there first.")


def close_account(person: User, *, by: User | None) -> None:
    """Let a person sign in no more; wherever they are signed in, it is over at once.

    Links that set a password, and offers to the address, are dead for good.

    Raises:
        OnlyOperator: nobody else runs the installation.
        OnlyOwnerSomewhere: an organization would be left without an owner.
    """
    with transaction.atomic():
        with scopes_disabled():
            # Against owners of the same organizations who go at the same moment; before any row of people.
            hold_organizations_of(person)
        _check_other_owners(person)
        operators = _held_operators(person)
        if person.pk in operators:
            _check_other_operator(person, operators)
        if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
            record_for_person("account.closed", person, by=by)
        end_generation(person)
        end_all_sessions(person)
        revoke_all_to(person.email)
    person.refresh_from_db()


def open_account(person: User, *, by: User | None) -> None:
    """Let a person whose account was closed sign in again."""
    with transaction.atomic():
        if User.objects.filter(pk=person.pk, is_active=False, erased_at=None).update(is_active=True):
            record_for_person("account.opened", person, by=by)
    person.refresh_from_db()


def sign_out_everywhere(person: User, *, by: User | None) -> None:
    """End all sessions of a person, who can sign in again."""
    with transaction.atomic():
        end_generation(person)
        end_all_sessions(person)
        record_for_person("account.signed_out_everywhere", person, by=by)


def make_operator(person: User, *, by: User | None) -> None:
    """Let a person run the installation; nothing changes where they are an operator already."""
    with transaction.atomic():
        if User.objects.filter(pk=person.pk, is_superuser=False).update(is_superuser=True):
            record_for_person("operator.made", person, by=by)
    person.refresh_from_db()


def unmake_operator(person: User, *, by: User | None) -> None:
    """Let a person run the installation no more.

    Raises:
        OnlyOperator: nobody else does.
    """
    with transaction.atomic():
        _check_other_operator(person, _held_operators(person))
        if User.objects.filter(pk=person.pk, is_superuser=True).update(is_superuser=False):
            record_for_person("operator.unmade", person, by=by)
    person.refresh_from_db()


def _held_operators(person: User) -> set[int]:
    """Who runs the installation. Their rows and the person's are held, all in one order.

    So of two operators who close each other's account one is told, and neither waits for ever.
    """
    concerned = User.objects.select_for_update(no_key=True).filter(Q(pk=person.pk) | Q(is_superuser=True))
    return {one.pk for one in concerned.order_by("pk") if one.is_superuser and one.is_active}


def _check_other_operator(person: User, operators: set[int]) -> None:
    if not operators - {person.pk}:
        raise OnlyOperator(name=str(person))


def _check_other_owners(person: User) -> None:
    """The caller holds the organizations of the person, so the answer stays true until it commits."""
    with scopes_disabled():
        owned = [
            grant.membership.organization
            for grant in RoleGrant.objects.lasting_owners()
            .filter(membership__user=person)
            .select_related("membership__organization")
        ]
        others = RoleGrant.objects.lasting_owners().exclude(membership__user=person)
        shared = set(
            others.filter(membership__organization__in=owned).values_list(
                "membership__organization", flat=True
            )
        )
    alone = [organization.name for organization in owned if organization.pk not in shared]
    if alone:
        raise OnlyOwnerSomewhere(name=str(person), organizations=", ".join(alone))
