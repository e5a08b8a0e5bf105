"""Font files that office computers have, best first: asked before all others are looked through."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A font by the names of its files, in small letters.

    Attributes:
        plain: the file of the regular weight.
        bold: that of the bold weight; empty where one file holds both or there is none.
        family: which font of a collection; empty is the first.
    """

    plain: str
    bold: str = ""
    family: str = ""


def _noto(script: str) -> KnownFile:
    return KnownFile(f"notosans{script}-regular.ttf", f"notosans{script}-bold.ttf")


def _noto_cjk(family: str) -> KnownFile:
    return KnownFile("notosanscjk-regular.ttc", "notosanscjk-bold.ttc", f"Noto Sans CJK {family}")


_SCRIPTS = ("arabic", "bengali", "gurmukhi", "devanagari", "gujarati", "tamil", "telugu", "ethiopic")

GENERAL = (
    KnownFile("segoeui.ttf", "segoeuib.ttf"),
    KnownFile("arial.ttf", "arialbd.ttf"),
    KnownFile("tahoma.ttf", "tahomabd.ttf"),
    KnownFile("nirmala.ttf", "nirmalab.ttf"),
    KnownFile("nirmala.ttc"),
    KnownFile("leelawui.ttf", "leelauib.ttf"),
    KnownFile("ebrima.ttf", "ebrimabd.ttf"),
    KnownFile("seguisym.ttf"),
    KnownFile("seguiemj.ttf"),
    *map(_noto, _SCRIPTS),
    KnownFile("dejavusans.ttf", "dejavusans-bold.ttf"),
    KnownFile("symbola.ttf"),
    KnownFile("symbola_hint.ttf"),
)

CHINESE = (
    KnownFile("msyh.ttc", "msyhbd.ttc", "Microsoft YaHei"),
    KnownFile("msjh.ttc", "msjhbd.ttc", "Microsoft JhengHei"),
    KnownFile("simsun.ttc"),
    _noto_cjk("SC"),
    KnownFile("wqy-microhei.ttc"),
    KnownFile("wqy-zenhei.ttc"),
)

JAPANESE = (
    KnownFile("yugothr.ttc", "yugothb.ttc", "Yu Gothic"),
    KnownFile("yugothm.ttc", "yugothb.ttc", "Yu Gothic"),
    KnownFile("meiryo.ttc", "meiryob.ttc", "Meiryo"),
    KnownFile("msgothic.ttc"),
    _noto_cjk("JP"),
    KnownFile("ipagp.ttf"),
)

KOREAN = (
    KnownFile("malgun.ttf", "malgunbd.ttf"),
    KnownFile("gulim.ttc"),
    _noto_cjk("KR"),
    KnownFile("nanumgothic.ttf", "nanumgothicbold.ttf"),
    KnownFile("undotum.ttf", "undotumbold.ttf"),
)


def best_for(text: str) -> tuple[KnownFile, ...]:
    """The files to ask for a text, those of its script first."""
    codes = [ord(sign) for sign in text]
    if any(0x3040 <= code <= 0x30FF for code in codes):
        return (*JAPANESE, *CHINESE, *KOREAN, *GENERAL)
    if any(0x1100 <= code <= 0x11FF or 0xAC00 <= code <= 0xD7AF for code in codes):
        return (*KOREAN, *CHINESE, *JAPANESE, *GENERAL)
    if any(0x2E80 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF for code in codes):
        return (*CHINESE, *JAPANESE, *KOREAN, *GENERAL)
    return (*GENERAL, *CHINESE, *JAPANESE, *KOREAN)
