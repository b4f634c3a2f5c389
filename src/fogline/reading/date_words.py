"""The words of dates in English, Russian and Ukrainian: months, weekdays, seasons, years, units of time."""

from __future__ import annotations

import re

from fogline.reading.number_words import APOSTROPHES, SMALL, either

# How each month and weekday begins, in the three languages; the word "may" is a month with a capital only.
MONTHS = (
    "jan янв січ|feb фев лют|mar мар бер|apr апр кві|may май мая мае маю тра|jun июн чер|jul июл лип|aug авг сер|"
    "sep сен вер|oct окт жов|nov ноя лис|dec дек гру"
)
WEEKDAYS = "mon поне|tue втор вівт|wed сред сере|thu четв|fri пятн п'ят|sat субб субо|sun воск неді"
# Winter comes first: a season is the three months from December, March, June, September on.
SEASONS = "win зим|spr вес|sum лет літ|aut fal осе осі"
DAY_WORDS = {
    0: "today|tonight|this (?:morning|afternoon|evening|night)|overnight|last night|(?:in|during|through) the night|"
    "over the (?:past|last) (?:day|24 hours)|during the (?:past|last) (?:day|24 hours)|in the (?:past|last) (?:day|24 "
    "hours)|over the day|сегодня|сьогодні|этой ночью|ночью|цієї ночі|вночі|уночі|минулої ночі|прошлой ночью|"
    "(?:за|в течение|в ходе) (?:(?:последн|минувш|прошедш|прошл)\\w+ )?(?:ночи|ночь|сутки|суток|день)|"
    "(?:за|протягом|впродовж|упродовж) (?:(?:минул|останн|цю|цієї)\\w* )?(?:ніч|ночі|доби|добу|день)|минулої доби|"
    "сегодняшн\\w+|сьогоднішн\\w+|(?:к|до) (?:вечеру|вечера|ночи)|до (?:вечора|ночі)|(?:с|со|з) (?:утра|ночи|ночі)|"
    "(?:ночн|нічн)\\w+ (?=удар|обстр|атак|нал)|утром|вранці|уранці|зранку|at dawn|(?:by|until) (?:noon|evening)|"
    "since morning|in the morning|at noon|(?:by|before|until) midnight",
    -1: "yesterday(?: evening| morning| afternoon| night)?|"
    "вчера|вчора|учора|вчерашн\\w+|вчорашн\\w+|накануне|the day before(?! yesterday)|"
    "напередодні",
    -2: "(?:the )?day before yesterday|позавчера|позавчора",
    1: "tomorrow|by morning|к утру|до утра|до ранку|завтра|завтрашн\\w+",
    2: "(?:the )?day after tomorrow|послезавтра|післязавтра",
}


def _numbered(table: str) -> dict[str, int]:
    return {stem: number for number, stems in enumerate(table.split("|"), 1) for stem in stems.split()}


NUMBERS = {form: number for number, forms in SMALL.items() for form in forms.split()} | {"a": 1, "an": 1}
ORDINALS = _numbered(
    "перв перш|втор друг|трет|четв|пято п'ято|шест шост|седьм сьом|восьм|девято дев'ято|десято|одиннадц одинадц|"
    "двенадц дванадц|"
    "тринадц|четырнадц чотирнадц|пятнадц п'ятнадц|шестнадц шістнадц|семнадц сімнадц|восемнадц вісімнадц|"
    "девятнадц дев'ятнадц|"
    "двадцато двадцято"
)
MONTH_OF, WEEKDAY_OF, SEASON_OF = _numbered(MONTHS), _numbered(WEEKDAYS), _numbered(SEASONS)

EN_MONTH = (
    "(?-i:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|"
    "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)"
)
MONTH = (
    f"(?:{EN_MONTH}|(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ем|ём)|"
    "(?:март|август)(?:а|е|у|ом)?|ма(?:й|я|е)|(?<=к\\s)маю|(?:січ|берез|квіт|трав|черв|лип|серп|верес|жовт|"
    "груд)(?:ень|ня|ні|ню|нем)|"
    "лют(?:ий|ого|ому)|листопад(?:а|і|у|ом)?)(?!\\w)"
)
WEEKDAY = (
    "(?:(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|понедельник[ауе]?|понеділ(?:ок|ка|ку)|"
    "вторник[ауе]?|вівтор(?:ок|ка|ку)|сред[ауые]|серед[ауи]|четверг[ауе]?|четвер(?:га|гу)?|п['’ʼ]?ятниц[ауюіеы]|"
    "суббот[ауые]|субот[ауиі]|воскресень[еяю]|неділ[яюі])(?!\\w)"
)
SEASON = (
    "(?:spring|summer|autumn|winter|(?:(?<=last\\s)|(?<=this\\s)|(?<=next\\s))fall|fall(?=\\s(?:of\\s)?20\\d\\d)|"
    "весн(?:ой|ою|ы|е|у|и|і)|навесні|лет(?:ом|а|у|о)|влітку|улітку|літ(?:а|ом|о|у)|"
    "осен(?:ью|и|ь)|восени|осен[іи]|осінь|зим(?:ой|ою|ы|е|у|и|і)|взимку|узимку)(?!\\w)"
)
YEAR = "(?:19[4-9]\\d|20[0-4]\\d)(?!\\d)"
ORDINAL = (
    f"(?:{'|'.join(re.escape(stem.removesuffix('о')) for stem in ORDINALS)})(?:ого|его|ьего|ому|ему|ьому)".replace(
        "'", "['’ʼ]"
    )
)
YEAR_WORD = "(?:года|году|годом|год|року|році|роком|рік|г\\.|р\\.)"
DAY = "(?:[12]\\d|3[01]|0?[1-9])(?!\\d)"
DAY_ENDING = "(?:st|nd|rd|th|-?(?:го|е|ше|те|му))?"
TO = "(?:\\s?[-–—]\\s?|\\s(?:to|and|по|и|до|та|і|й)\\s)"
LAST = "last|previous|прошл\\w+|минул\\w+|минувш\\w+"
THIS = "this|the current|эт(?:ой|им|ого|от|у|ом)|текущ\\w+|нынешн\\w+|цього|цієї|цей|цю|цьому|нинішн\\w+|поточн\\w+"
NEXT = "next|the coming|следующ\\w+|будущ\\w+|наступн\\w+|майбутн\\w+"
THAT = "that|the same|то(?:й|го|м|му|т|ю) же|то(?:й|го|т|м|му)|ту|тої|тієї|тій|того ж|того самого"
MODIFIER = f"(?:(?:(?P<last>{LAST})|(?P<this>{THIS})|(?P<next>{NEXT})|(?P<that>{THAT}))\\s)"
TAIL = (
    f"(?:,?\\s(?:of\\s|в\\s|у\\s)?(?:(?P<year>{YEAR})(?:-?(?:го|м|му|й))?(?:\\s{YEAR_WORD})?|"
    f"(?:(?P<year_last>{LAST}|торік)|(?P<year_this>{THIS})|(?P<year_next>{NEXT})|(?P<year_that>{THAT}))"
    f"\\s(?:year|{YEAR_WORD})))"
)
UNIT = (
    "(?:(?P<days>days?|дн(?:я|ей|і|ів)|д[её]?нь|дн[её]м|сут(?:ки|ок)|доб[аиу]|діб)|(?P<weeks>weeks?|недел(?:[яиюеь]|ей)|"
    "тиж(?:день|ня|ні|нів|нем))|"
    "(?P<months>months?|месяц(?:а|ев)?|місяц(?:ь|я|і|ів))|(?P<years>years?|год(?:а|ом)?|лет|роком|рік|рок(?:и|ів|у)))(?!\\w)"
)
NUMBER = f"(?:\\d{{1,3}}|{either(NUMBERS)})"


def stem(word: str, table: dict[str, int]) -> int:
    """The number of the month, weekday, season or ordinal that the word begins like."""
    word = word.lower().translate(APOSTROPHES)
    if table is SEASON_OF:
        word = re.sub("^(?:на(?=вес)|[ву](?=літ|зим)|в(?=осе))", "", word)
    if table is WEEKDAY_OF:
        word = word.replace("пятн", "п'ят")
    return next((number for stem, number in table.items() if word.startswith(stem)), 1)
