"""Names of people who do not exist: given and family names of the peoples of California, drawn evenly."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Pool:
    """Names that go together, and the language spoken at home where a recipe asks for one."""

    language: str
    given: tuple[str, ...]
    family: tuple[str, ...]


def _pool(language: str, given: str, family: str) -> Pool:
    return Pool(language, tuple(given.split()), tuple(family.replace("_", " ").split("/")))


POOLS = (
    _pool(
        "Spanish",
        "Marisol Hector Graciela Ramiro Yesenia Octavio Itzel Efrain Noemi Rogelio Araceli Fidel Paloma Ulises Leticia",
        "Arreola/Bañuelos/Cisneros/Duarte/Escamilla/Fierro/Galindo/Huerta/Ledesma/Montoya/Olmedo/Quezada/Rentería/Zavala",
    ),
    _pool(
        "Vietnamese",
        "Thuy Quang Linh Duc Hanh Phuoc Mai Tien Ngoc Khanh Bao Loan Vinh Trang Hieu",
        "Nguyen/Tran/Le/Pham/Huynh/Vo/Dang/Bui/Do/Ho/Ngo/Duong/Ly/Trinh",
    ),
    _pool(
        "Korean",
        "Eunji Sungmin Hyejin Dongwook Minseo Jaehoon Yuna Kyungho Soyeon Taeyang Boram Insook Wonbin Haneul",
        "Kim/Park/Choi/Jung/Kang/Yoon/Jang/Lim/Han/Oh/Seo/Shin/Kwon/Hwang",
    ),
    _pool(
        "Mandarin",
        "Meiling Zhihao Xiulan Wenjie Yating Guowei Lihua Junjie Shufen Haoran Peishan Ruolan Tianyi Zixuan",
        "Chen/Lin/Huang/Wu/Liu/Yang/Tsai/Hsu/Cheng/Zhao/Sun/Guo/Xie/Deng",
    ),
    _pool(
        "Tagalog",
        "Corazon Jericho Ligaya Dante Marites Rodel Imelda Arnel Divina Reynaldo Luningning Efren Cherry Bayani",
        "Bautista/Dimaculangan/Evangelista/Magsaysay/Manalo/Pangilinan/Salonga/Tolentino/Villanueva/Macaraeg/Sumulong",
    ),
    _pool(
        "Persian",
        "Shirin Kaveh Parisa Behrouz Laleh Dariush Mitra Farhad Niloufar Siavash Taraneh Omid Azadeh Ramin",
        "Ahmadi/Bahrami/Daneshvar/Farrokhi/Ghorbani/Hakimi/Jafari/Karimi/Mostofi/Nikzad/Rastegar/Sohrabi/Tavakoli",
    ),
    _pool(
        "Arabic",
        "Layla Tariq Rania Samir Hanan Bilal Dalia Ziad Nadia Khalil Amal Yusuf Salma Marwan",
        "Abboud/Haddad/Khoury/Mansour/Nasser/Qasim/Sabbagh/Tannous/Zaidan/Barakat/Shaheen/Darwish",
    ),
    _pool(
        "Hindi",
        "Anjali Rohan Meera Vikram Sunita Arjun Kavita Sanjay Lakshmi Nikhil Pooja Harish Deepa Gaurav",
        "Agarwal/Banerjee/Chaudhary/Deshmukh/Iyer/Joshi/Kulkarni/Mehta/Nair/Patel/Rao/Subramanian/Verma",
    ),
    _pool(
        "Japanese",
        "Keiko Hiroshi Naomi Kenji Sachiko Takeshi Yumiko Daichi Emiko Satoru Haruka Masato Chiyo Ryota",
        "Fujikawa/Hamada/Ishibashi/Kobayashi/Matsuda/Nakagawa/Okamoto/Sakurai/Takemoto/Uchida/Yamashiro/Morioka",
    ),
    _pool(
        "Armenian",
        "Anahit Vartan Lusine Hovik Siranush Aram Nairi Garo Talin Hrant Zaruhi Raffi Maral Sevak",
        "Avakian/Bedrosian/Demirjian/Gasparyan/Harutyunyan/Karapetyan/Manoukian/Sarkisian/Terzian/Yacoubian",
    ),
    _pool(
        "English",
        "Denise Marcus Loretta Terrence Imani Darnell Yolanda Cedric Keisha Reginald Monique Jerome Latoya Desmond",
        "Broadnax/Claiborne/Dorsey/Fontenot/Gaines/Hairston/Ledbetter/Merriweather/Pettway/Rollins/Tolliver/Whitlock",
    ),
    _pool(
        "English",
        "Carol Douglas Heather Glenn Maureen Curtis Bethany Wade Lorraine Trevor Sheila Gordon Allison Russell",
        "Ashworth/Brennan/Callister/Dunleavy/Eastman/Fairbanks/Gallagher/Hollister/Kessler/Lindqvist/Novak/O'Dell/Sorensen",
    ),
    _pool(
        "Samoan",
        "Sina Tavita Lupe Ioane Moana Fetu Leilani Malakai Teuila Sione Losa Tui",
        "Faleafa/Leota/Matagi/Salanoa/Tuiasosopo/Fonoti/Seumalo/Tauiliili/Utu/Vaifale",
    ),
)


def draw_pool(rng: random.Random, language: str = "English") -> Pool:
    """The names of one family; a language other than English asks for people who speak it."""
    speaking = [pool for pool in POOLS if pool.language == language]
    return rng.choice(speaking if speaking and language != "English" else POOLS)


def draw_names(rng: random.Random, pool: Pool, number: int) -> list[str]:
    """`number` full names of one household, no two alike; some members have kept a family name of their own."""
    given = rng.sample(pool.given, number)
    family = rng.choice(pool.family)
    names = [f"{given[0]} {family}"]
    for first in given[1:]:
        own = rng.random() < 0.25
        names.append(f"{first} {rng.choice(draw_pool(rng).family) if own else family}")
    return names


def draw_household(rng: random.Random, holder: str, number: int) -> list[str]:
    """`number` full names of a household whose holder is known: the others have the holder's family name, or kin's."""
    family = holder.partition(" ")[2]
    pool = next((pool for pool in POOLS if family in pool.family), None) or draw_pool(rng)
    given = [name for name in pool.given if name != holder.partition(" ")[0]]
    return [holder, *(f"{first} {family}" for first in rng.sample(given, number - 1))]


def language_of(name: str) -> str:
    """The language of the pool that a full name comes from; English for a name of none."""
    family = name.partition(" ")[2]
    return next((pool.language for pool in POOLS if family in pool.family), "English")


_HEARD_AS = dict(zip("iyszckeaonm", "yizskcaeumn", strict=True))


def misspelled(rng: random.Random, name: str) -> str:
    """A name with one letter as it may be misheard: Karimi, Karymi."""
    places = [place for place in range(1, len(name)) if name[place] in _HEARD_AS]
    place = rng.choice(places) if places else len(name) - 1
    return name[:place] + _HEARD_AS.get(name[place], name[place] * 2) + name[place + 1 :]


def plain(name: str) -> str:
    """A name as an e-mail address writes it: lower case, dotted, no accents."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join("".join(c for c in word if c.isalnum()) for word in folded.split())
