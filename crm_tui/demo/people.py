"""Invented people and organisations: names in four scripts, each beside its spelling in a mail address.

Nobody real is meant. Phone numbers lie in +1 555 and mail addresses at example.org, which belong to nobody.
"""

from typing import NamedTuple


class Names(NamedTuple):
    """Given and family names of one language, as (written, in a mail address)."""

    language: str
    given: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]
    family_first: bool = False


def _plain(words: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, word.lower()) for word in words.split())


def _paired(pairs: str) -> tuple[tuple[str, str], ...]:
    words = pairs.split()
    return tuple(zip(words[::2], words[1::2], strict=True))


ENGLISH = Names(
    "en",
    _plain(
        "Ada Alba Amos Anouk Basil Beatrix Bram Callum Celia Clement Cora Dara Delphine Edith "
        "Elias Elspeth Emeka Esme Felix Fergus Flora Gideon Greta Hamish Hattie Hugo Ida "
        "Imogen Ines Isidore Jonas Juno Kasper Kit Leonie Linus Lorna Mabel Magnus Maren Maud "
        "Milo Nell Ngozi Oona Orla Oscar Otis Pearl Percy Petra Quincy Rhoda Rufus Sabine "
        "Silas Sunniva Tamsin Thora Tobias Una Vera Viola Wanda Wilf Xenia Yara Zelda"
    ),
    _plain(
        "Abernathy Ackerley Applegarth Barrowman Beckwith Birchall Blackwood Brambley "
        "Calloway Cardew Coldstream Crabtree Darnley Dunmore Eastlake Elderfield Fairbrook "
        "Fenwick Fernsby Galbraith Garrick Goldfinch Greystone Hathersage Hawksmoor Hollis "
        "Huxtable Inglewood Jessop Kettering Kingsnorth Langford Larkspur Lindqvist Lockhart "
        "Marchbanks Merriweather Mulgrew Nettleton Nightingale Oakhurst Okafor Osei Pemberton "
        "Penhallow Quayle Rainsford Ravenhill Redfern Sallow Sandoval Silverton Tanqueray "
        "Thistlewood Underhill Vandermeer Wainwright Westerby Whitlock Winterbourne Wolfenden "
        "Yardley"
    ),
)
BENGALI = Names(
    "bn",
    _paired(
        "আনিকা anika আরিফ arif ইমরান imran ঊর্মি urmi কামাল kamal করিম karim খাদিজা khadija "
        "জামিল jamil জয়া joya তানিয়া tania তাহমিনা tahmina দিলীপ dilip নাসরিন nasrin নাজমুল "
        "nazmul পলাশ palash ফারহানা farhana বিপ্লব biplob মৌসুমী moushumi মাহমুদ mahmud রাশেদ "
        "rashed রুমানা rumana শফিক shafiq শিউলি shiuli সাবিনা sabina সুমন sumon হাসিনা hasina "
        "হাবিব habib অনন্যা ananya"
    ),
    _paired(
        "আহমেদ ahmed আক্তার akter ইসলাম islam কাজী kazi খাতুন khatun গোমেজ gomez ঘোষ ghosh "
        "চৌধুরী chowdhury দাস das পাল pal বেগম begum ভূঁইয়া bhuiyan মজুমদার majumdar মিয়া "
        "miah রহমান rahman রায় roy সরকার sarkar সাহা saha সিদ্দিকী siddiqui হক haque হোসেন "
        "hossain"
    ),
)
ARABIC = Names(
    "ar",
    _paired(
        "أمينة amina باسم basem جميلة jamila حسن hassan خالد khaled دينا dina رشيد rashid "
        "زينب zaynab سلمى salma طارق tariq عمر omar فاطمة fatima كريم kareem ليلى layla مريم "
        "maryam نادر nader هدى huda يوسف yusuf"
    ),
    _paired(
        "الحداد alhaddad الخطيب alkhatib الشامي alshami العلي alali القاسم alqasim المصري "
        "almasri النجار alnajjar بركات barakat حمدان hamdan درويش darwish زيدان zidan منصور "
        "mansour"
    ),
)
CHINESE = Names(
    "zh",
    _paired(
        "嘉明 jiaming 雅婷 yating 建国 jianguo 美玲 meiling 子涵 zihan 思远 siyuan "
        "晓燕 xiaoyan 文博 wenbo 丽华 lihua 志强 zhiqiang 若兰 ruolan 海涛 haitao 欣怡 xinyi 俊杰 junjie"
    ),
    _paired("陈 chen 黄 huang 李 li 林 lin 刘 liu 王 wang 吴 wu 徐 xu 杨 yang 张 zhang 赵 zhao 周 zhou"),
    family_first=True,
)
#: By how common they are among the sample's customers.
LANGUAGES = (ENGLISH, BENGALI, ARABIC, CHINESE)
LANGUAGE_SHARES = (62, 22, 9, 7)

TRADES = (
    "Bakery",
    "Books",
    "Café",
    "Catering",
    "Clinic",
    "Cycles",
    "Dental",
    "Flowers",
    "Framing",
    "Gallery",
    "Gardens",
    "Glassworks",
    "Guesthouse",
    "Hotel",
    "Joinery",
    "Kitchens",
    "Laundry",
    "Ltd",
    "Music",
    "Nursery",
    "Optics",
    "Pharmacy",
    "Pottery",
    "Press",
    "School",
    "Supplies",
    "Tea Rooms",
    "Timber",
    "Travel",
    "Upholstery",
)
TITLES = ("owner", "buyer", "office manager", "head chef", "accounts", "reception", "director", "caretaker")
SOURCES = (
    "a friend",
    "walked past",
    "the market",
    "search",
    "the newsletter",
    "a colleague",
    "radio",
    "🙂 a neighbour",
)
TAGS = ("newsletter", "workshop", "trade fair", "wholesale", "spare parts", "gift card", "☕ coffee club")
ENDINGS = ("moved away", "shop closed", "buys elsewhere now", "asked to be left alone")
