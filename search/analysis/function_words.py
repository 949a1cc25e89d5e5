"""The small words of each language: pronouns, conjunctions, particles, postpositions. They tell languages apart in
short texts, and they say nothing about what a text is about."""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a about after all also an and any are as at be because been before but by can could did do does for from had
            has have he her his how i if in into is it its may more most my no not of on one or our out over she should
            so some such than that the their them then there these they this those through to under up was we were what
            when where which who why will with would you your
        """,
        "ru": """
            а без бы был была были было быть в вам вас весь во вот все всех вы где да для до его ее если есть еще же за
            здесь и из или им их к как ко когда кто ли мне мы на над нас не него нет них но о об он она они оно от
            по под после при про с со так также там то того тоже только у уже чего чем что чтобы эта эти это этого этой
            этот я между через перед какие какой который которые которая
        """,
        "kk": """
            ал алайда арқылы әлде әр бар барлық басқа бір біз бойы бойынша болады болған болып бұл бірге деген деп
            дейін емес екен еді ең енді және жоқ жөнінде ие керек кейін кім қалай қандай қарай мен менің мынау не неге
            немесе оған олар олардың оны оның осы өз сен сияқты соң сондай тек туралы тағы үшін һәм өте сол бірақ болса
            ғана дегенмен ма ме ба бе па пе
        """,
        "ky": """
            алар анда ар ал аны анын аркылуу ага баары башка бир биз бойунча боюнча болгон болот болуп бул бирок
            гана деген деп дейин эле эмес экен эки эми эмне жана же жок жөнүндө ичинде керек кандай кантип ким кийин
            мен менин менен мына ошол ошондой өз өзүнүн сен сыяктуу туралуу тууралуу үчүн ушул ушундай чейин бар да дагы
            жаткан турган карата боло
        """,
        "tg": """
            ба бо аз дар ва ё агар аммо ана барои бе беш бар баъд баъзе бояд будан буд вай вале дигар ин инро инҳо ки кадом
            касе ку куҷо мо ман мобайни мебошад мешавад на низ ӯ он онро онҳо пеш пас рӯи сари та то танҳо ту тавассути
            худ худро чаро чӣ чун чунин чанд шумо шуд шудааст аст ҳам ҳама ҳар ҳаст ҳеҷ зеро чунки байни тибқи доир оид
        """,
        "tk": """
            a baradaky barada başga bilen biz bir bolan bolar bolup bolsa bu bular biri çenli degişli diýen diýip diňe
            edip eger emma esasynda eýsem has hem her hiç iki ine kim köp men mundan nähili näme nädip olar olaryň ol onuň
            ony öz özüniň sebäbi şeýle şol şu soň soňra siz sen üçin üstünde we ýa ýaly ýene ýok bar däl ara arasynda
            boýunça görä hakynda
        """,
        "uz": """
            agar ammo bar barça bilan bir biz bölgan böldi bölib bölsa bor böyiça bu bular edi ega ekan emas esa faqat
            haqida ham hamda har kerak keyin kim lekin mana mavjud men mening nega nima orqali öşa öz özining
            qadar qanday qarşi qaysi sen sifatida siz şu şunday uçun ular ulardan uni uning unga va yana yani yoki yöq
        """,
    }.items()
}


def is_function_word(key: str, language: str) -> bool:
    """Whether the word with this key (see `terms.key`) is a small word of `language`."""
    return key in FUNCTION_WORDS.get(language, frozenset())
