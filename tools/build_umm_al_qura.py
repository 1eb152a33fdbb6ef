"""Write the month lengths of the Umm al-Qura calendar as :mod:`mujaz.text.hijri` keeps them.

Run with the package ``hijridate`` (MIT licence) installed, which follows the tables that King
Abdulaziz City for Science and Technology published and R. H. van Gent collected (Utrecht
University, "The Umm al-Qura Calendar of Saudi Arabia"):

    python tools/build_umm_al_qura.py
"""

from __future__ import annotations


def main() -> None:
    """Print a hexadecimal number of three digits per year: bit n is set where month n + 1 has 30 days."""
    from hijridate import Hijri

    digits = ""
    for year in range(1365, 1501):
        months = [Hijri(year, month, 1).month_length() for month in range(1, 13)]
        digits += f"{sum(1 << n for n, days in enumerate(months) if days == 30):03x}"
    first = Hijri(1365, 1, 1).to_gregorian()
    print(f"first day: {first.year}-{first.month:02}-{first.day:02}")
    for start in range(0, len(digits), 78):
        print(f'    "{digits[start : start + 78]}"')


if __name__ == "__main__":
    main()
