"""The plan of importing a 360Giving file: agreements, bodies added, grants left out, names unmatched."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from partnermap.domain.agreement import Contribution
from partnermap.domain.changes import Changes
from partnermap.domain.errors import BadValue, SourceError
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined
from partnermap.exchange.grants import sentences
from partnermap.exchange.grants.agreements import Ends, changed_records, created_agreement
from partnermap.exchange.grants.choice import Choice
from partnermap.exchange.grants.files import read_grants
from partnermap.exchange.grants.grant import Body, Grant, ToIndividual, read_grant
from partnermap.exchange.grants.matching import Bodies, Found
from partnermap.exchange.grants.outcome import Outcome
from partnermap.exchange.plan import ImportPlan, Skipped, Unmatched
from partnermap.jobs.token import Token


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Read a 360Giving file and match funders and recipients; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: JSON, a CSV file, a workbook, or a folder of CSV files.
        select: `recipient` (`all`, or identifiers) and `funder` (identifiers) add bodies that the
            place does not have, with their grants; `all` takes in every grant.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the source cannot be read, holds no grants, or the selection is no identifier.
        Cancelled: the token was cancelled.
    """
    choice, outcome = Choice.of(select), Outcome()
    grants, read = _grants(source, outcome, token)
    if not read:
        raise SourceError(f"{source.name} has no grants below its header; check the export.")
    funders = {body.name for grant in grants for body in grant.funders}
    bodies = Bodies(place, source.name, (source.name, *sorted(funders)))
    token.report(0.6, f"Matching the grants of {source.name}")
    _Taking(place, source.name, choice, bodies, outcome).take(grants)
    return ImportPlan(
        label=f"Import of {source.name}",
        read=read,
        changes=Changes(create=(*bodies.created, *outcome.create), update=tuple(outcome.update)),
        unchanged=outcome.unchanged,
        skipped=tuple(sorted(outcome.skipped, key=lambda row: (row.source, row.row))),
        unmatched=_unmatched(outcome),
        warnings=tuple(sentences.of_import(source.name, grants, choice, bodies, outcome)),
        rows=(outcome.created, outcome.updated),
        offers=tuple(sentences.offers(choice, outcome)),
    )


def _grants(source: Path, outcome: Outcome, token: Token) -> tuple[list[Grant], int]:
    """The grants that can be used, and how many were read."""
    grants: dict[str, Grant] = {}
    read = 0
    for raw in read_grants(source, token):
        read += 1
        try:
            grant = read_grant(raw)
            if first := grants.get(grant.id):
                raise BadValue(f"the identifier {grant.id} stands in row {first.row} too.")
            grants[grant.id] = grant
        except BadValue as problem:
            outcome.individuals += isinstance(problem, ToIndividual)
            outcome.skipped.append(Skipped(raw.place, raw.row, str(problem)))
    return list(grants.values()), read


class _Taking:
    """Takes grants in one by one, with the bodies that they need."""

    def __init__(
        self, place: Place, source: str, choice: Choice, bodies: Bodies, outcome: Outcome
    ) -> None:
        self._source, self._choice = source, choice
        self._bodies, self._outcome = bodies, outcome
        self._by_ref = {item.ref: item for item in place.agreements.values() if item.ref}
        self._contributions: dict[str, list[Contribution]] = defaultdict(list)
        for item in place.of(Contribution).values():
            self._contributions[item.agreement_id].append(item)

    def take(self, grants: Sequence[Grant]) -> None:
        """Take in what can be, until no body that was added brings in more.

        Bodies with identifiers go first, so that the others are held against their names.
        """
        waiting = sorted(grants, key=lambda grant: not all(body.org_ids for body in _ends(grant)))
        taken = True
        while taken:
            left = [grant for grant in waiting if not self._is_taken(grant)]
            taken, waiting = len(left) < len(waiting), left
        for grant in waiting:
            self._leave_out(grant)

    def _is_taken(self, grant: Grant) -> bool:
        """Record a grant unless a body at one of its ends keeps it out."""
        found = {body: self._bodies.find(body) for body in _ends(grant)}
        if self._blocking(grant, found):
            return False
        ends = Ends(self._ids(grant.funders, grant), self._ids(grant.recipients, grant))
        if set(ends.funders) & set(ends.recipients):
            reason = f"{grant.funders[0].name} would grant to itself; check who receives it."
            self._outcome.skipped.append(Skipped(grant.place, grant.row, reason))
            return True
        self._outcome.taken.append(grant)
        self._record(grant, ends)
        return True

    def _blocking(self, grant: Grant, found: Mapping[Body, Found]) -> list[Body]:
        """The recipients where none of them is in the place, else the bodies that are in doubt."""
        here = {body for body, match in found.items() if match.organisation_id is not None}
        funder_is_here = not here.isdisjoint(grant.funders)
        if here.isdisjoint(grant.recipients) and not self._choice.takes(
            grant, funder_is_here=funder_is_here
        ):
            return list(grant.recipients)
        return [body for body, match in found.items() if body not in here and not match.is_new]

    def _leave_out(self, grant: Grant) -> None:
        found = {body: self._bodies.find(body) for body in _ends(grant)}
        blocking = self._blocking(grant, found)
        self._outcome.left_out.append(grant)
        self._outcome.left_by_funders_here += any(found[body].organisation_id for body in grant.funders)
        self._outcome.keep_out(blocking, grant)
        for body in blocking:
            if not found[body].is_new:
                self._outcome.in_doubt[body] = found[body]

    def _ids(self, bodies: Iterable[Body], grant: Grant) -> tuple[str, ...]:
        """The organisations of the bodies; those that are new are added."""
        ids = []
        for body in bodies:
            found = self._bodies.find(body).organisation_id
            if found is None:
                found = self._bodies.add(body, known_to=grant.funders[0].name)
            elif not self._bodies.is_called(found, body.name):
                self._outcome.other_names[body] = self._bodies.name_of(found)
            ids.append(found)
        return tuple(dict.fromkeys(ids))

    def _record(self, grant: Grant, ends: Ends) -> None:
        there = self._by_ref.get(grant.id)
        if there is None:
            names = [joined([body.name for body in side]) for side in (grant.funders, grant.recipients)]
            self._outcome.create += created_agreement(grant, ends, names, self._source)
            self._outcome.created += 1
            return
        try:
            changed = list(changed_records(there, self._contributions[there.id], grant, ends))
        except BadValue as problem:
            self._outcome.skipped.append(Skipped(grant.place, grant.row, str(problem)))
            return
        self._outcome.update += changed
        self._outcome.updated += bool(changed)
        self._outcome.unchanged += not changed


def _ends(grant: Grant) -> tuple[Body, ...]:
    return (*grant.funders, *grant.recipients)


def _unmatched(outcome: Outcome) -> tuple[Unmatched, ...]:
    found = [Unmatched(name, rows, amount) for name, (rows, amount) in outcome.unmatched.items()]
    return tuple(sorted(found, key=lambda item: (-(item.amount or 0), item.name)))
