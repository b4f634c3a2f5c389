import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.linking import actors
from fogline.linking.theatre import Theatre
from fogline.linking.tokens import spans
from fogline.terms.actor import Side


def _linked(phrase: str, who: actors.Index) -> str | None:
    found = actors.link(phrase, who)
    return found[0].id if found else None


def _mentioned(text: str, who: actors.Index) -> list[tuple[str, str]]:
    words = spans(text)
    return [(text[words[m.first][0] : words[m.last - 1][1]], m.actor.id) for m in actors.find(text, words, who)]


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Rudenko", "ru-rudenko"),
        ("Andrei Rudenko, a journalist with VGTerk", "ru-rudenko"),
        ("VGTerk", "ru-vgtrk"),
        ("ВГТРК", "ru-vgtrk"),
        ("ATF", "ua-armed-forces"),
        ("the Russian Ministry of Defense", "ru-mod"),
        ("Kyiv's General Staff", "ua-general-staff"),
        ("Moscow's defence ministry", "ru-mod"),
        ("пресс-служба группировки «Север»", "ru-grouping-north"),
        ("начальник Харківської ОВА Олег Синєгубов", "ua-syniehubov"),
        ("Олегом Синегубовым", "ua-syniehubov"),
        ("спікера ОСУВ «Хортиця» Віктора Трегубова", "ua-trehubov"),
        ("в Генштабі ЗСУ", "ua-general-staff"),
        ("DeepState's map", "ua-deepstate"),
        ("IAEA experts who visited the site", "iaea"),
        ("UN Refugee Agency", "un-unhcr"),
        ("Kyiv", "ua-ukraine"),
        ("Sinyehubow", "ua-syniehubov"),
        ("Russian Defense Minister Shoigu", "ru-shoigu"),
        ("Russian Defense Minister Ivan Petrov", "ru-mod"),
    ],
)
def test_a_phrase_reaches_the_actor_it_names(who: actors.Index, phrase: str, actor: str) -> None:
    assert _linked(phrase, who) == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Vitaly Gahev", "ru-ganchev"),
        ("Vitaly Gahev, the head of the Russian administration in the Kharkiv region", "ru-ganchev"),
        ("Ukrinfom", "ua-ukrinform"),
        ("Dipstate", "ua-deepstate"),
    ],
)
def test_a_garbled_name_is_linked_with_less_than_certainty(who: actors.Index, phrase: str, actor: str) -> None:
    found = actors.link(phrase, who)
    assert found is not None
    assert found[0].id == actor
    assert 0.84 <= found[1] < 1


@pytest.mark.parametrize(
    "phrase",
    [
        "Gahev",
        "Petro Rudenko",
        "a Ukrainian spokesman",
        "the Ministry of Defence",
        "Міноборони",
        "Kyiv residents",
        "жители Киева",
        "Officials",
        "Analysts",
        "Residents",
        "Rescuers",
        "Prosecutors",
        "Эксперты",
        "Рятувальники",
        "Військові",
        "a source",
        "Ukrainian spokesman Rudenko",
        "Подоляки",  # a case of Подоляка's name and of Подоляк's, who are on two sides
        "",
        "«»",
    ],
)
def test_who_is_not_known_for_sure_stays_unlinked(who: actors.Index, phrase: str) -> None:
    assert _linked(phrase, who) is None


def test_actors_are_found_in_the_cases_of_three_languages(who: actors.Index) -> None:
    text = "За словами речника ОСУВ «Хортиця» Трегубова, Генштаб ВС РФ и Минобороны России молчат. TASS quoted Rudenko."
    assert _mentioned(text, who) == [
        ("ОСУВ «Хортиця»", "ua-osg-khortytsia"),
        ("Трегубова", "ua-trehubov"),
        ("Генштаб ВС РФ", "ru-general-staff"),
        ("Минобороны России", "ru-mod"),
        ("TASS", "ru-tass"),
        ("Rudenko", "ru-rudenko"),
    ]


def test_common_words_and_namesakes_are_nobody(who: actors.Index) -> None:
    assert (
        _mentioned("A shot was fired; the mash of life. Then Petro Rudenko, 61, left Ukraine for Washington.", who)
        == []
    )


@given(st.text(st.sampled_from("ATFВСУ Генштаба«»'-., RudenkoРФ\n"), max_size=60))
def test_mentions_are_in_order_and_apart(who: actors.Index, text: str) -> None:
    words = spans(text)
    last = 0
    for mention in actors.find(text, words, who):
        assert last <= mention.first < mention.last <= len(words)
        last = mention.last


def test_every_alias_by_itself_is_found_or_left_open_never_another_sides(theatre: Theatre, who: actors.Index) -> None:
    wrong, lost = [], []
    for alias in theatre.aliases:
        found = actors.link(alias.form, who)
        if found is None:
            lost.append(alias.form)
        elif found[0].side != alias.actor.side and Side.UNKNOWN not in {found[0].side, alias.actor.side}:
            wrong.append((alias.form, found[0].id))
    assert wrong == []
    assert sorted(set(lost)) == ["Подоляка"]
