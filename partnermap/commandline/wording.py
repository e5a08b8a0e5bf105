"""Answers for people: the same content as the JSON, in plain lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from partnermap.commandline.money_words import money_lines, posts_line
from partnermap.domain.money import money_in_words
from partnermap.exchange.plan import ImportPlan
from partnermap.shell.words import counted

_LONGEST_LIST = 20


def import_answer(plan: ImportPlan) -> dict[str, object]:
    """The JSON object of `import`; amounts in pounds."""
    return {
        "read": plan.read,
        "created": plan.created,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "skipped": [
            {"source": row.source, "row": row.row, "reason": row.reason} for row in plan.skipped
        ],
        "unmatched": [
            {
                "name": payee.name,
                "rows": payee.rows,
                "amount": None if payee.amount is None else payee.amount / 100,
            }
            for payee in plan.unmatched
        ],
        "warnings": list(plan.warnings),
    }


def import_in_words(plan: ImportPlan, *, dry_run: bool) -> str:
    """What an import did, or would do, with the rows it could not use."""
    create, change = ("Would create", "change") if dry_run else ("Created", "changed")
    lines = [
        f"{plan.label}: read {counted(plan.read, 'row')}.",
        f"{create} {counted(plan.created, 'record')}, {change} {plan.updated:,}; "
        f"{plan.unchanged:,} were the same already.",
    ]
    lines += plan.warnings
    if plan.skipped:
        lines.append(f"{counted(len(plan.skipped), 'row')} could not be used:")
        lines += shortened([f"  {row.source}, row {row.row}: {row.reason}" for row in plan.skipped])
    if plan.unmatched:
        lines.append(f"{counted(len(plan.unmatched), 'name')} matched no organisation:")
        lines += shortened([_payee(name.name, name.rows, name.amount) for name in plan.unmatched])
    lines += [
        f"{offer.words}: --select {key}={value}"
        for offer in plan.offers
        for key, value in offer.select.items()
    ]
    return "\n".join(lines)


def measures_in_words(answer: Mapping[str, Any]) -> str:
    """The main figures of `measures`, one a line; the whole stands in `--json`."""
    lines = [f"{'W' + answer['what_if'][1:]}."] if "what_if" in answer else []
    lines += [
        f"On {answer['on']}: {counted(answer['organisations'], 'organisation')}, "
        f"{counted(answer['ties'], 'tie')} over {counted(answer['pairs'], 'pair')}.",
        _density(answer["density"]),
        f"Separate pieces: {answer['components']}.",
        f"Organisations with no link: {_names(answer['isolates'])}.",
        f"Cut points: {_names(answer['articulation_points'])}.",
        f"Bridges: {_names([' – '.join(pair) for pair in answer['bridges']])}.",
        *_waiting(answer["waiting"]),
        *money_lines(answer["funding"]),
        posts_line(answer["appointments"]),
        *_luck(answer.get("null_models", {})),
    ]
    if answer["not_defined"]:
        count = len(answer["not_defined"])
        lines.append(
            f"{counted(count, 'figure')} cannot be given for this place; --json says which and why."
        )
    return "\n".join(lines)


def shortened(lines: Sequence[str]) -> list[str]:
    """The first lines of a long list, and how many more there are."""
    if len(lines) <= _LONGEST_LIST:
        return list(lines)
    return [*lines[:_LONGEST_LIST], f"  and {len(lines) - _LONGEST_LIST:,} more (all of them: --json)."]


def _payee(name: str, rows: int, amount: int | None) -> str:
    money = "" if amount is None else f"{money_in_words(amount)} in "
    return f"  {name}: {money}{counted(rows, 'row')}"


def _luck(found: Mapping[str, Mapping[str, Any] | None]) -> list[str]:
    """What null models found, one measure a line, each under its title."""
    if not found:
        return []
    from partnermap.analysis.measure.registry import measure

    lines = []
    for key, item in found.items():
        name, part = key.split(".")
        if item is not None:
            lines.append(f"{measure(name).title}, {part}: {item['value']:.2g}. {item['sentence']}")
    return lines


def _waiting(ties: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = [f"  {tie['from']} – {tie['to']} ({tie['kind']}): {tie['why']}" for tie in ties]
    return ["Links of bodies that have closed:", *shortened(lines)] if lines else []


def _density(value: float | None) -> str:
    return (
        "Density: not defined."
        if value is None
        else f"Density: {value:.0%} of all possible links exist."
    )


def _names(names: Sequence[str] | None) -> str:
    return "; ".join(names) if names else "none"
