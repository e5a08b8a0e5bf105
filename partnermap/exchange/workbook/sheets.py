"""Every sheet of the workbook as a table: which column holds which field, in which form.

The order of SHEETS is the order of the workbook; READING_ORDER puts what is pointed at first.
"""

from collections.abc import Mapping

from partnermap.domain import words
from partnermap.domain.agreement import Agreement, Contribution, Party, PaymentLine
from partnermap.domain.evidence import Action, Assumption, Evidence, Rating, Statement
from partnermap.domain.organisation import Alias, Identifier, Organisation, PastName
from partnermap.domain.place import PlaceInfo
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Delivery, Programme, ProgrammeOwner
from partnermap.domain.reorganisation import (
    Affected,
    Decision,
    Reorganisation,
    ScenarioChange,
    Succession,
)
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie
from partnermap.domain.view import Pin, SavedView
from partnermap.exchange.workbook.cells import (
    Date,
    FinancialYear,
    Form,
    Money,
    Month,
    Number,
    Pointer,
    Reference,
    RenewalTerm,
    Share,
    Word,
    YesNo,
)
from partnermap.exchange.workbook.columns import Column, ListColumn, SheetForm, plain, text_form
from partnermap.exchange.workbook.lists import (
    DeliveryEntry,
    IdentifierEntry,
    OwnerEntry,
    PastNameEntry,
)


def _text(title: str, field: str = "", hint: str = "") -> Column:
    return _column(title, text_form(title, hint), field)


def _texts(*titles: str) -> tuple[Column, ...]:
    return tuple(_text(title) for title in titles)


def _date(title: str) -> Column:
    return _column(title, Date())


def _dates(*titles: str) -> tuple[Column, ...]:
    return tuple(_date(title) for title in titles)


def _column(title: str, form: Form, field: str = "") -> Column:
    return Column(title, (field or title.lower().replace(" ", "_").replace("-", "_"),), form)


def _one(title: str, table: str, field: str = "") -> Column:
    return _column(title, Reference(table), field or title.lower().replace(" ", "_") + "_id")


_DELIVERING = tuple((plain(kind.TITLE), kind.TABLE) for kind in (Agreement, Post, Team, Tie))
_OTHERS = tuple(
    (plain(kind.TITLE), kind.TABLE) for kind in (Organisation, Programme, Reorganisation, Action)
)
_DELIVERS = Pointer(_DELIVERING, "Agreements:ID, Posts:ID, Teams:ID or Ties:ID")
_POINTER = Pointer(_DELIVERING + _OTHERS)

_ID = Column("ID", ("ref",), text_form("ID", "your own short name for the row, used once in the sheet"))
_ABOUT = Column("About", ("about_table", "about_id"), _POINTER)
_STRENGTH = _column("Strength", Number(1, 3, whole=True))
_ORGANISATION = _one("Organisation", "organisations")
_PEAKS = (_column("Peak low", Number(0, 1)), _column("Peak high", Number(0, 1)))
_TERM = _dates("Start", "End")

SHEETS: tuple[SheetForm, ...] = (
    SheetForm(
        PlaceInfo,
        (_text("Title"), _text("Description"), _column("Invented", YesNo())),
    ),
    SheetForm(
        Organisation,
        (
            _ID,
            *_texts("Name", "Short name"),
            _column("Sector", Word(words.Sector)),
            _column("Type", Word(words.OrganisationType)),
            _column("Legal form", Word(words.LegalForm)),
            _one("Acts through", "organisations"),
            *_dates("Opened", "Closed", "Operational until"),
            ListColumn("Identifiers", IdentifierEntry()),
            ListColumn("Past names", PastNameEntry()),
            _one("Part of", "organisations"),
        ),
        known_by="name",
    ),
    SheetForm(
        Alias,
        (
            _text("Source", hint="the source that writes it so; blank for any"),
            _text("Name"),
            _ORGANISATION,
        ),
        key=("source", "name"),
    ),
    SheetForm(
        Tie,
        (
            _ID,
            _one("From", "organisations"),
            _one("To", "organisations"),
            _column("Kind", Word(words.TieKind)),
            _STRENGTH,
            _column("Directed", YesNo()),
            *_TERM,
            *_texts("Name", "Function", "Legal carry-over", "Continuity"),
        ),
        key=("from_id", "to_id", "kind", "start", "name"),
    ),
    SheetForm(
        Agreement,
        (
            _ID,
            _text("Name"),
            _column("Kind", Word(words.AgreementKind)),
            _column("Legal basis", Word(words.LegalBasis)),
            _one("Host", "organisations"),
            *_TERM,
            _column("Status", Word(words.AgreementStatus)),
            _date("Signed"),
            Column("Renewal", ("renewal", "renewal_until"), RenewalTerm()),
            _one("Replaces", "agreements"),
            _column("Notice months", Number(0, 1200, whole=True)),
            _column("Recurrent", YesNo()),
            _STRENGTH,
            *_texts("Function", "HWB area"),
        ),
        known_by="name",
    ),
    SheetForm(
        Contribution,
        (
            _one("Agreement", "agreements"),
            _ORGANISATION,
            _column("Role", Word(words.ContributionRole)),
            _column("Financial year", FinancialYear()),
            _column("Amount", Money()),
            _column("Kind", Word(words.ContributionKind)),
            _column("Mandated", Word(words.Mandate)),
        ),
        key=("agreement_id", "organisation_id", "role", "financial_year", "kind"),
    ),
    SheetForm(
        Party,
        (_one("Agreement", "agreements"), _ORGANISATION, _column("Role", Word(words.PartyRole))),
        key=("agreement_id", "organisation_id"),
    ),
    SheetForm(
        PaymentLine,
        (
            _one("Payer", "organisations"),
            _text("Payee name"),
            _column("Month", Month()),
            _column("Amount", Money(may_be_negative=True)),
            _column("Rows", Number(0, whole=True)),
            _ORGANISATION,
        ),
        key=("payer_id", "payee_name", "month"),
        extra=True,
    ),
    SheetForm(
        Post,
        (
            _ID,
            _text("Title"),
            _column("WTE", Number(0)),
            _one("Employer", "organisations"),
            _column("Basis", Word(words.PostBasis)),
            _column("Status", Word(words.PostStatus)),
            _date("Status since"),
            *_TERM,
            _date("Funding ends"),
            _column("Statutory", YesNo()),
            _one("Agreement", "agreements"),
            _text("If dissolved"),
            _column("Lived experience role", YesNo()),
            _text("Holder", hint="optional: a person's name"),
            _STRENGTH,
            _text("Function"),
        ),
        known_by="title",
    ),
    SheetForm(
        PostPartner,
        (
            _one("Post", "posts"),
            _ORGANISATION,
            _column("Role", Word(words.PostPartnerRole)),
            _column("Share", Share()),
        ),
        key=("post_id", "organisation_id", "role"),
    ),
    SheetForm(
        Team,
        (
            _ID,
            _text("Name"),
            _column("Kind", Word(words.TeamKind)),
            _one("Lead", "organisations"),
            *_TERM,
            _column("Decides or advises", Word(words.TeamVoice), "voice"),
            _text("Legal basis"),
            _one("Reports to", "teams"),
            _STRENGTH,
        ),
        known_by="name",
    ),
    SheetForm(
        Member,
        (
            _one("Team", "teams"),
            _ORGANISATION,
            _text("Role"),
            _column("Votes", YesNo()),
            _column("Lived experience", YesNo()),
            *_TERM,
        ),
        key=("team_id", "organisation_id", "start"),
    ),
    SheetForm(
        Programme,
        (
            _ID,
            _text("Name"),
            ListColumn("Owners", OwnerEntry()),
            _text("Type of inequality", "inequality_type"),
            *_texts("Group", "Comparison", "Geography", "Driver", "Logic", "Mechanism", "Measure"),
            _text("Baseline"),
            _date("Target date"),
            *_texts("Horizon", "Framing", "Avoidable admissions", "Sponsor"),
            ListColumn("Delivered by", DeliveryEntry(_DELIVERS)),
        ),
        known_by="name",
    ),
    SheetForm(
        Reorganisation,
        (
            _ID,
            _text("Name"),
            _column("Kind", Word(words.ReorganisationKind)),
            *_dates("Announced", "Shadow from", "Effective", "Operational from"),
            _column("Status", Word(words.ReorganisationStatus)),
            _text("Scenario", hint="blank for the register"),
            *_PEAKS,
        ),
        known_by="name",
    ),
    SheetForm(
        Affected,
        (
            _one("Reorganisation", "reorganisations"),
            _ORGANISATION,
            _column("Effect", Word(words.Effect)),
            *_PEAKS,
        ),
        key=("reorganisation_id", "organisation_id"),
    ),
    SheetForm(
        Succession,
        (
            _one("Reorganisation", "reorganisations"),
            _one("Predecessor", "organisations"),
            _one("Successor", "organisations"),
            _column("Share", Share()),
            _text("Function"),
        ),
        key=("reorganisation_id", "predecessor_id", "successor_id", "function"),
    ),
    SheetForm(
        Decision,
        (
            _one("Reorganisation", "reorganisations"),
            _ABOUT,
            _one("Goes to", "organisations"),
            *_texts("Legal carry-over", "Relationship continuity", "Staff route", "Host change"),
            _date("Decided on"),
            _text("Decided by"),
        ),
        key=("reorganisation_id", "about_table", "about_id"),
    ),
    SheetForm(
        ScenarioChange,
        (_text("Scenario"), _text("Change"), _ABOUT, _text("Value"), _date("Date")),
        key=("scenario", "change", "about_table", "about_id"),
    ),
    SheetForm(
        Statement,
        (
            _ABOUT,
            *_texts("Kind", "Text", "Stage", "Owner"),
            *_dates("Date", "Public date"),
        ),
        key=("about_table", "about_id", "kind", "text"),
    ),
    SheetForm(
        Rating,
        (
            _text("Round"),
            _date("Date"),
            _column("Sector", Word(words.Sector)),
            _text("Statement"),
            _column("Score", Number(1, 5, whole=True)),
        ),
        key=("round", "date", "sector", "statement", "score"),
    ),
    SheetForm(
        Evidence,
        (
            _ABOUT,
            _column("Kind", Word(words.EvidenceKind)),
            _text("Title"),
            _date("Date"),
            _text("Theme"),
            _column("Sector", Word(words.Sector)),
            _text("Method"),
        ),
        key=("about_table", "about_id", "kind", "title", "date"),
    ),
    SheetForm(
        Action,
        (
            _ID,
            _text("Action"),
            _text("Owner"),
            *_dates("Due", "Done", "Public report"),
            _ABOUT,
        ),
        known_by="action",
    ),
    SheetForm(
        Assumption,
        (_text("Name"), _text("Low"), _text("High")),
        known_by="name",
    ),
    SheetForm(
        Pin,
        (_ORGANISATION, _column("X", Number()), _column("Y", Number())),
        key=("organisation_id",),
        extra=True,
    ),
    SheetForm(SavedView, (_text("Name"), _text("Settings")), known_by="name", extra=True),
    SheetForm(
        Identifier,
        (_ORGANISATION, _text("Scheme"), _text("Value")),
        key=("organisation_id", "scheme", "value"),
        extra=True,
    ),
    SheetForm(
        PastName,
        (_ORGANISATION, _text("Name"), *_TERM),
        key=("organisation_id", "name", "start", "end"),
        extra=True,
    ),
    SheetForm(
        ProgrammeOwner,
        (_one("Programme", "programmes"), _ORGANISATION),
        key=("programme_id", "organisation_id"),
        extra=True,
    ),
    SheetForm(
        Delivery,
        (
            _one("Programme", "programmes"),
            Column("About", ("about_table", "about_id"), _DELIVERS),
        ),
        key=("programme_id", "about_table", "about_id"),
        extra=True,
    ),
)

FORM_OF_TITLE: Mapping[str, SheetForm] = {plain(form.title): form for form in SHEETS}
FORM_OF_TABLE: Mapping[str, SheetForm] = {form.table: form for form in SHEETS}

_RANK = {Programme.TABLE: 1, Action.TABLE: 2, ProgrammeOwner.TABLE: 3, Delivery.TABLE: 3}
_RANK |= {kind.TABLE: 3 for kind in (Decision, ScenarioChange, Statement, Evidence)}

READING_ORDER: tuple[SheetForm, ...] = tuple(sorted(SHEETS, key=lambda form: _RANK.get(form.table, 0)))
"""Kinds that are pointed at come before those that point at them; the sort keeps the rest in place."""
