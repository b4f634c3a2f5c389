"""What places are called in Ukrainian and Russian."""

import pytest

from fogline.linking.spoken import spoken


@pytest.mark.parametrize(
    ("main", "names", "ukrainian", "russian"),
    [
        ("Kupyansk", ["Kupiansk", "Купянск", "Куп'янськ", "Купянськ"], "Куп'янськ", "Купянск"),
        ("Bakhmut", ["Artemivsk", "Артёмовск", "Артемівськ", "Бахмут"], "Бахмут", "Бахмут"),
        ("Vovchansk", ["Вовчанськ", "Волчанск"], "Вовчанськ", "Волчанск"),
        ("Robotyne", ["Роботине", "Работино"], "Роботине", "Работино"),
        ("Sudzha", ["Суджа"], "Суджа", "Суджа"),
        ("Vuhledar", ["Вугледар", "Угледар"], "Вугледар", "Угледар"),
        ("Bila Hora", ["Біла Гора"], "Біла Гора", ""),
        ("Toretsk", ["Дзержинск", "Торецьк"], "Торецьк", ""),
        ("Luhy", ["Luhi"], "", ""),
    ],
)
def test_a_place_is_called_as_it_is_now(main: str, names: list[str], ukrainian: str, russian: str) -> None:
    assert spoken(main, names) == (ukrainian, russian)
