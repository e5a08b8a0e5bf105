"""What the user is told about an import of spending, in plain sentences."""

from collections.abc import Iterable, Iterator, Mapping

from partnermap.domain.agreement import PaymentLine
from partnermap.domain.money import money_in_words
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.exchange.spend.agreements import YearPlan, months_by_year
from partnermap.exchange.spend.payees import Match, PayeeMatcher
from partnermap.exchange.spend.totals import Sum
from partnermap.exchange.wording import some


def payer_created(payer: Organisation) -> str:
    """That an organisation was recorded for a payer, and what is known of it."""
    known = ", ".join(word.value for word in (payer.type, payer.sector) if word is not None)
    kind = f"as {known}" if known else "with sector and type not known"
    return (
        f"{payer.name}, who makes these payments, was not in this place and is added {kind}; "
        "if it is here under another name, undo, give that organisation this name as an alias and "
        "import again."
    )


def ambiguous_payer(place: Place, name: str, match: Match, sums: Iterable[Sum]) -> str:
    """Why no row of a payer was used."""
    rows = sum(total.rows for total in sums)
    return (
        f"its payer “{name}” could be {_either(place, match)}, so its {rows:,} rows were not used; "
        "record the name as an alias of the one that is meant."
    )


def months_replaced(payer: Organisation, months: tuple[str, ...]) -> Iterator[str]:
    """Which months said something else before."""
    if months:
        yield f"Payments by {payer.name} recorded before were replaced for {_span(months)}."


def parts_of_years(payer: Organisation, lines: Iterable[PaymentLine]) -> Iterator[str]:
    """Which financial years rest on fewer than twelve months."""
    short = [
        f"{year} ({len(months)})"
        for year, months in sorted(months_by_year(lines).items())
        if len(months) < 12
    ]
    if short:
        yield (
            f"Not all months of these years are recorded for {payer.name}, so their sums are parts "
            f"of a year (months recorded): {', '.join(short)}."
        )


def without_tie(place: Place, payer: Organisation, years: YearPlan) -> Iterator[str]:
    """Which payees and years come to nothing, and that nobody is tied to itself."""
    if years.without_tie:
        named = [f"{place.name_of(payee_id)} in {year}" for payee_id, year in years.without_tie]
        yield f"Payments by {payer.name} net to nothing or less, so no tie is made: {some(named)}."
    if years.to_itself:
        yield f"{payer.name} also pays itself; that makes no tie."


def share_on_the_map(payees: Mapping[str, Sum], matcher: PayeeMatcher) -> Iterator[str]:
    """How much of the money goes to organisations of the place."""
    total = sum(item.pence for item in payees.values())
    matched = sum(
        item.pence for name, item in payees.items() if matcher.match(name).organisation_id is not None
    )
    share = f", {matched / total:.0%}," if total > 0 else ""
    yield (
        f"{money_in_words(matched)} of {money_in_words(total)}{share} is paid to organisations in "
        "this place; aliases and identifiers bring in more of the names listed as unmatched."
    )


def ambiguous_payees(place: Place, payees: Mapping[str, Sum], matcher: PayeeMatcher) -> Iterator[str]:
    """Which names could be several organisations and were therefore left unmatched."""
    matches = {
        name: matcher.match(name) for name in sorted(payees, key=lambda name: -payees[name].pence)
    }
    named = [f"“{name}” ({_either(place, match)})" for name, match in matches.items() if match.could_be]
    if named:
        yield (
            f"Names that could be more than one organisation were left unmatched: {some(named)}; "
            "record each as an alias of the one that is meant."
        )


def _either(place: Place, match: Match) -> str:
    names = [
        f"{place.name_of(key)} ({place.organisations[key].ref})"
        if place.organisations[key].ref
        else place.name_of(key)
        for key in match.could_be
    ]
    return " or ".join(names)


def _span(months: tuple[str, ...]) -> str:
    return months[0] if len(months) == 1 else f"{len(months)} months, {months[0]} to {months[-1]}"
