"""A partnership of the partner-mapping workbook laid over a place: what is new and what is there."""

from collections.abc import Iterator

from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Evidence, Statement
from partnermap.domain.organisation import Alias, Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.team import Member, Team
from partnermap.domain.words import EvidenceKind, LegalForm, OrganisationType, Sector, TeamKind
from partnermap.exchange.bodies.codes import ODS_SCHEME, organisations_by_code
from partnermap.exchange.bodies.kinds import BodyKind, kind_of_council, kind_of_partner
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.partnership.sheet import Column, LogEntry, Partner, Partnership
from partnermap.exchange.plan import Skipped

_STANDS_FOR_SEVERAL = "on behalf of"


class Bringing:
    """Gathers the records of one partnership.

    Partners are found by code. One without a code is found by its exact name only among
    organisations of this source and members of this forum, so that nothing merges by name alone.

    Attributes:
        forum: the partnership, as it stands or as it will be created.
        skipped: partners that could not be used.
        warnings: sentences for the user.
        unchanged: records that are there already.
    """

    def __init__(
        self, place: Place, partnership: Partnership, source: str, snapshot: PartialDate | None
    ) -> None:
        """Find or make the forum and the evidence behind it.

        Args:
            place: the records as they stand.
            partnership: as read.
            source: file name, noted on everything made.
            snapshot: the day on which the partners were partners; since when is not known.
        """
        self.skipped: list[Skipped] = []
        self.warnings: list[str] = []
        self.unchanged = 0
        self._created: list[Record] = []
        self._place, self._source, self._snapshot = place, source, snapshot
        self._by_code = dict(organisations_by_code(place))
        self.forum = self._forum(partnership)
        self._member_ids = {
            member.organisation_id
            for member in place.of(Member).values()
            if member.team_id == self.forum.id
        }
        self._named: set[str] = set()
        self._aliased: set[tuple[str, str]] = set()
        self._own_names = {
            name_key(body.name): body.id
            for body in place.organisations.values()
            if body.source == source or body.id in self._member_ids
        }
        self._add_evidence()

    @property
    def changes(self) -> Changes:
        """Everything to be created; nothing that is there is changed."""
        return Changes(create=tuple(self._created))

    def add_partner(self, partner: Partner, sheet: str, council_type: str) -> None:
        """Make a partner a member, as an organisation of the place or a new one."""
        if not partner.name or _STANDS_FOR_SEVERAL in partner.name.lower():
            self.skipped.append(Skipped(sheet, partner.row, _why_unusable(partner)))
            return
        organisation_id = self._organisation(partner, sheet, council_type)
        if organisation_id is None or organisation_id in self._named:
            return
        self._named.add(organisation_id)
        if organisation_id in self._member_ids:
            self.unchanged += 1
            return
        self._created.append(
            Member(
                id=new_id(),
                source=self._source,
                last_confirmed=self._snapshot,
                team_id=self.forum.id,
                organisation_id=organisation_id,
            )
        )

    def add_statement(self, entry: LogEntry) -> None:
        """Record a dated change as a statement about the forum, once."""
        statement = Statement(
            id=new_id(),
            source=self._source,
            about_table=Team.TABLE,
            about_id=self.forum.id,
            kind=entry.kind or None,
            text=entry.text,
            date=entry.date,
        )
        known = {(item.about_id, item.date, item.text) for item in self._place.of(Statement).values()}
        self._add(statement, (self.forum.id, entry.date, entry.text) in known)

    def no_longer_named(self) -> Iterator[str]:
        """Which members of the forum the workbook does not name."""
        names = sorted(self._place.name_of(key) for key in self._member_ids - self._named)
        if names:
            yield (
                f"These members of {self.forum.name} are not in {self._source} and stay as they are: "
                f"{', '.join(names)}."
            )

    def _add(self, record: Record, is_there: bool) -> None:
        if is_there:
            self.unchanged += 1
        else:
            self._created.append(record)

    def _forum(self, partnership: Partnership) -> Team:
        known = next((team for team in self._place.teams.values() if team.ref == partnership.code), None)
        facts = (
            f"ODS code {partnership.code}",
            f"ONS code {partnership.ons_code}" if partnership.ons_code else "",
            f"region {partnership.region}" if partnership.region else "",
        )
        forum = known or Team(
            id=new_id(),
            ref=partnership.code,
            source=self._source,
            last_confirmed=self._snapshot,
            notes="; ".join(filter(None, facts)) + ".",
            name=partnership.name,
            kind=TeamKind.FORUM,
        )
        self._add(forum, known is not None)
        return forum

    def _add_evidence(self) -> None:
        said = f", partners as at {self._snapshot.in_words()}" if self._snapshot else ""
        title = f"ODS partner-mapping workbook {self._source}{said}"
        evidence = Evidence(
            id=new_id(),
            source=self._source,
            about_table=Team.TABLE,
            about_id=self.forum.id,
            kind=EvidenceKind.DOCUMENT,
            title=title,
            date=self._snapshot,
        )
        known = {(item.about_id, item.title) for item in self._place.of(Evidence).values()}
        self._add(evidence, (self.forum.id, title) in known)

    def _organisation(self, partner: Partner, sheet: str, council_type: str) -> str | None:
        ids = self._by_code.get(partner.code, ()) if partner.code else ()
        if len(ids) > 1:
            reason = f"the code {partner.code} belongs to more than one organisation here."
            self.skipped.append(Skipped(sheet, partner.row, reason))
            return None
        if ids:
            self._confirm_name(ids[0], partner)
            return ids[0]
        own = self._own_names.get(name_key(partner.name)) if partner.code is None else None
        if own is not None:
            self.unchanged += 1
            return own
        return self._new_organisation(partner, council_type)

    def _new_organisation(self, partner: Partner, council_type: str) -> str:
        self._warn_of_namesake(partner)
        kind = _kind(partner, council_type)
        body = Organisation(
            id=new_id(),
            source=self._source,
            last_confirmed=self._snapshot,
            notes=f"Care Quality Commission number {partner.cqc_number}."
            if partner.cqc_number
            else None,
            name=partner.name,
            sector=kind.sector,
            type=kind.type,
            legal_form=kind.legal_form,
        )
        self._created.append(body)
        self._own_names[name_key(body.name)] = body.id
        if partner.code is not None:
            code = Identifier(
                id=new_id(),
                source=self._source,
                organisation_id=body.id,
                scheme=ODS_SCHEME,
                value=partner.code,
            )
            self._created.append(code)
            self._by_code[partner.code] = (body.id,)
        return body.id

    def _warn_of_namesake(self, partner: Partner) -> None:
        key = name_key(partner.name)
        if all(name_key(body.name) != key for body in self._place.organisations.values()):
            return
        way_out = (
            f"if they are one, undo, give it the identifier {ODS_SCHEME}-{partner.code} and import again"
            if partner.code
            else "if they are one, remove one of them"
        )
        self.warnings.append(
            f"An organisation named {partner.name} was here already, but nothing but its name says "
            f"that it is the partner of {self.forum.name}, which was added beside it; {way_out}."
        )

    def _confirm_name(self, organisation_id: str, partner: Partner) -> None:
        """Keep a differing name under which the workbook knows an organisation of this code."""
        self.unchanged += 1
        is_new = organisation_id not in self._place.organisations
        known_as = (organisation_id, name_key(partner.name))
        if is_new or known_as in self._aliased or known_as[1] in self._names_of(organisation_id):
            return
        self._aliased.add(known_as)
        self._created.append(
            Alias(
                id=new_id(),
                source=self._source,
                organisation_id=organisation_id,
                name=partner.name,
            )
        )
        self.warnings.append(
            f"{partner.code} is {self._place.name_of(organisation_id)} here and {partner.name} in "
            f"{self._source}; the second name was kept as an alias."
        )

    def _names_of(self, organisation_id: str) -> set[str]:
        place = self._place
        names = [
            item.name for item in place.of(PastName).values() if item.organisation_id == organisation_id
        ]
        names += [
            item.name for item in place.of(Alias).values() if item.organisation_id == organisation_id
        ]
        return {name_key(name) for name in (*names, place.name_of(organisation_id))}


def _why_unusable(partner: Partner) -> str:
    if not partner.name:
        return f"the code {partner.code} stands beside no name."
    return f"“{partner.name}” stands for several bodies."


def _kind(partner: Partner, council_type: str) -> BodyKind:
    if partner.column is Column.COUNCIL:
        return kind_of_council(partner.name, council_type)
    if partner.column is Column.TRUST:
        return BodyKind(Sector.NHS, OrganisationType.NHS_TRUST, LegalForm.BODY_CORPORATE)
    if partner.column is Column.CCG:
        return BodyKind(Sector.NHS, OrganisationType.OTHER, LegalForm.BODY_CORPORATE)
    return kind_of_partner(partner.name)
