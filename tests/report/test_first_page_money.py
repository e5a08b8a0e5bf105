"""Page one tells what becomes of money, posts and programmes in the very words of the comparison."""

from partnermap.analysis.succession.sentences import (
    money_sentence,
    posts_sentence,
    programmes_sentence,
)
from partnermap.domain.place import Place
from partnermap.report.ahead import ahead_of
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
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
