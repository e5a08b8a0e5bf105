"""Page one tells what becomes of money, posts and programmes in the very words of the comparison."""

from partnermap.analysis.succession.sentences import (
    money_kinds_in_brief,
    money_kinds_sentence,
    money_sentence,
    posts_sentence,
    programmes_sentence,
)
from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.exchange.example import plan_example
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.reorganisation.ahead import ahead_of
from tests.report.invented import ON


def test_page_one_tells_the_money_posts_and_programmes_of_the_links(rich_place: Place) -> None:
    found = ahead_of(rich_place, ON, Audience.BOARD).comparison
    told = repr(build_report(rich_place, ON).first_page)
    said = [money_sentence(found), posts_sentence(found), programmes_sentence(found)]
    assert money_sentence(found)
    assert all(sentence in told for sentence in said)


def test_the_public_hears_nothing_of_posts_on_page_one(rich_place: Place) -> None:
    found = ahead_of(rich_place, ON, Audience.BOARD).comparison
    told = repr(build_report(rich_place, ON, Audience.PUBLIC).first_page)
    assert posts_sentence(found)
    assert posts_sentence(found) not in told
    assert money_sentence(found) in told


def test_where_all_is_joint_money_page_one_says_nothing_of_its_kinds(rich_place: Place) -> None:
    found = ahead_of(rich_place, ON, Audience.BOARD).comparison
    assert money_kinds_in_brief(found) == money_kinds_sentence(found) == ""
    assert "contracts and payments" not in repr(build_report(rich_place, ON).first_page)


def test_page_one_says_beside_the_sum_what_is_no_joint_money() -> None:
    example = applied(Place(), plan_example(Place()).changes)
    comparison = ahead_of(example, ON, Audience.BOARD).comparison
    told = repr(build_report(example, ON).first_page)
    assert f"{money_sentence(comparison)} {money_kinds_in_brief(comparison)}" in told
    assert "joint money and £" in money_kinds_in_brief(comparison)
