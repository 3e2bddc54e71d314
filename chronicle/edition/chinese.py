"""Chinese in running text: its characters in either script, and pinyin with tones and without, each marked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HAN = r"\u3007\u3400-\u9fff"
_INSIDE = r" ·、，。：；？！（）《》“”‘’—…%\d"  # signs and figures between characters, which belong to their string
_BEFORE, _BEHIND = r"（《【", r"）》】？！。；%"
_CHINESE = re.compile(
    rf"(?:\d+：?(?=[{_HAN}])|[{_BEFORE}](?=[{_BEFORE}{_HAN}]))*"
    rf"[{_HAN}](?:[{_HAN}]|[{_INSIDE}]+(?=[{_HAN}])|[{_BEHIND}])*"
)
_FLAT, _HIGH = "āēīōūǎěǐǒǔǖǘǚǜ", "áàéèíìóòúù"  # tones; the second stand in French, too
_TONED = rf"\w*[{_FLAT}{_HIGH}]\w*(?:\s\w*[{_FLAT}{_HIGH}]\w*)*"
_EXPLAINED = re.compile(rf"(</span>[,(（·\s]{{1,3}})({_TONED})", re.I)
_PINYIN = re.compile(rf'<span lang="zh-Latn-pinyin">.*?</span>|\b(?:{_TONED}\s)?\w*[{_FLAT}]\w*(?:\s{_TONED})?', re.I)
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|[aeio]ng|iao|i?an|uai|u?an|ai|ei|ao|ou|en|in|un|i[aeu]|u[aoie]|er|[aeiouü])"
)
_TONELESS = re.compile(rf"(?:{_SYLLABLE})+(?:[ -](?:{_SYLLABLE})+)*", re.I)


def script(text: str) -> str:
    """The language and script of a Chinese string: traditional where it has characters that only that script has."""
    characters = "".join(re.findall(rf"[{_HAN}]", text))
    return "zh-Hant" if _fits(characters, "big5") and not _fits(characters, "gb2312") else "zh-Hans"


def simpler(text: str) -> str:
    """The traditional characters that a text has, or by which it may be looked for, each before its simplified one."""
    here = set(text)
    return "".join(pair for pair in _pairs() if not here.isdisjoint(pair))


def is_chinese(text: str) -> bool:
    """Whether the text has Chinese characters."""
    return re.search(rf"[{_HAN}]", text) is not None


def is_pinyin(text: str) -> bool:
    """Whether every word is made of syllables of pinyin, such as ``Bainian chao``."""
    return _TONELESS.fullmatch(text) is not None


def marked(text: str) -> str:
    """The text with its Chinese and its pinyin in elements that name their language."""
    text = _CHINESE.sub(lambda found: span(script(found[0]), found[0]), text)
    text = _EXPLAINED.sub(lambda found: found[1] + span("zh-Latn-pinyin", found[2]), text)
    return _PINYIN.sub(lambda found: found[0] if found[0][0] == "<" else span("zh-Latn-pinyin", found[0]), text)


def span(language: str, text: str) -> str:
    """The text in an element that names its language."""
    return f'<span lang="{language}">{text}</span>'


@cache
def _pairs() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").split())


def _fits(characters: str, charset: str) -> bool:
    try:
        characters.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
