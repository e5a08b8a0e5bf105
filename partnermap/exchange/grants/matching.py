"""Whom a funder or recipient stands for: by identifier, else by alias, and never by its name alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from partnermap.domain.changes import new_id
from partnermap.domain.organisation import Alias, Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import LegalForm, OrganisationType, Sector
from partnermap.exchange.bodies.kinds import BodyKind, kind_of_publisher
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.bodies.org_ids import (
    CHARITY_SCHEMES,
    COMPANY_SCHEME,
    OrgId,
    organisations_by_org_id,
)
from partnermap.exchange.grants.grant import Body
from partnermap.exchange.spend.payees import Candidates, alias_tiers, name_tiers

_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a body.

    Attributes:
        organisation_id: who it is; None where that is not settled.
        claimed_by: organisations among which its identifiers or aliases do not decide.
        same_name: organisations that only its name points at, which is not enough.
    """

    organisation_id: str | None = None
    claimed_by: tuple[str, ...] = ()
    same_name: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether nothing in the place could be this body, so that it may be added."""
        return self.organisation_id is None and not self.claimed_by and not self.same_name


class Bodies:
    """The organisations of a place, and those that an import adds to it.

    Attributes:
        created: records of the bodies added.
        added: names of the bodies added, with what identifies them.
    """

    def __init__(self, place: Place, source: str, source_names: Iterable[str]) -> None:
        """Gather identifiers, aliases and names.

        Args:
            place: the records as they stand.
            source: file name, noted on everything made.
            source_names: what the user may call this source in the aliases: its file, its funders.
        """
        self.created: list[Record] = []
        self.added: list[str] = []
        self._source = source
        self._ids_of: dict[str, set[OrgId]] = defaultdict(set)
        self._by_org_id: dict[OrgId, set[str]] = defaultdict(set)
        for org_id, ids in organisations_by_org_id(place).items():
            for organisation_id in ids:
                self._learn(organisation_id, org_id)
        own, general, _ = alias_tiers(place, source_names)
        self._aliases = (_copied(own), _copied(general))
        self._names = _copied(*name_tiers(place))
        self._name_of = {body.id: body.name for body in place.organisations.values()}

    @property
    def have_identifiers(self) -> bool:
        """Whether any organisation has one."""
        return bool(self._by_org_id)

    def find(self, body: Body) -> Found:
        """Who it is, as far as the place and the bodies added by now tell."""
        claimed = {key for org_id in body.org_ids for key in self._by_org_id.get(org_id, ())}
        if claimed:
            return _settled(claimed)
        key = name_key(body.name)
        for aliases in self._aliases:
            if candidates := self._possible(body, aliases.get(key, ())):
                return _settled(candidates)
        return Found(same_name=tuple(sorted(self._possible(body, self._names.get(key, ())))))

    def name_of(self, organisation_id: str) -> str:
        """The name of an organisation of the place, or of one that was added."""
        return self._name_of[organisation_id]

    def is_called(self, organisation_id: str, name: str) -> bool:
        """Whether the organisation has, had or goes by the name, with or without its article."""
        key = name_key(name).removeprefix(_ARTICLE)
        return any(
            organisation_id in tier.get(form, ())
            for tier in (self._names, *self._aliases)
            for form in (key, f"{_ARTICLE}{key}")
        )

    def add(self, body: Body, known_to: str) -> str:
        """Record a body that is new.

        Args:
            body: as the file has it.
            known_to: the funder, under whose name an alias is kept for a body that no register knows.

        Returns:
            the organisation's id.
        """
        organisation = _organisation(body, self._source)
        self.created.append(organisation)
        for org_id in body.org_ids:
            self._learn(organisation.id, org_id)
            self.created.append(
                Identifier(
                    id=new_id(),
                    source=self._source,
                    organisation_id=organisation.id,
                    scheme=org_id.scheme,
                    value=org_id.value,
                )
            )
        key = name_key(body.name)
        self._name_of[organisation.id] = body.name
        self._names[key].add(organisation.id)
        if not body.official_ids:
            self._aliases[0][key].add(organisation.id)
            self.created.append(
                Alias(id=new_id(), source=known_to, name=body.name, organisation_id=organisation.id)
            )
        first = f" ({body.org_ids[0].text})" if body.org_ids else ""
        self.added.append(f"{body.name}{first}")
        return organisation.id

    def _learn(self, organisation_id: str, org_id: OrgId) -> None:
        self._by_org_id[org_id].add(organisation_id)
        self._ids_of[organisation_id].add(org_id)

    def _possible(self, body: Body, candidates: Collection[str]) -> set[str]:
        """Those that no other number of the same register tells apart from it."""
        schemes = {org_id.scheme for org_id in body.official_ids}
        return {
            key for key in candidates if not any(mine.scheme in schemes for mine in self._ids_of[key])
        }


def _settled(candidates: Collection[str]) -> Found:
    if len(candidates) == 1:
        return Found(next(iter(candidates)))
    return Found(claimed_by=tuple(sorted(candidates)))


def _copied(*tiers: Candidates) -> dict[str, set[str]]:
    """Tiers as one, to which bodies may be added."""
    joined: dict[str, set[str]] = defaultdict(set)
    for tier in tiers:
        for key, ids in tier.items():
            joined[key] |= ids
    return joined


def _organisation(body: Body, source: str) -> Organisation:
    kind = _kind(body)
    return Organisation(
        id=new_id(),
        source=source,
        name=body.name,
        sector=kind.sector,
        type=kind.type,
        legal_form=kind.legal_form,
    )


def _kind(body: Body) -> BodyKind:
    """A registered charity is one; of others what the name says for certain."""
    schemes = {org_id.scheme for org_id in body.official_ids}
    corporate = LegalForm.BODY_CORPORATE if COMPANY_SCHEME in schemes else None
    if schemes & CHARITY_SCHEMES:
        return BodyKind(Sector.VCSE, OrganisationType.CHARITY, corporate)
    by_name = kind_of_publisher(body.name)
    return BodyKind(by_name.sector, by_name.type, by_name.legal_form or corporate)
