"""What a contact or a case is about, in words."""


def about_in_words(product: str, words: str) -> str:
    """ "Kettle · it leaks"; only one of them where that is all there is."""
    return " · ".join(filter(None, (product, words)))
