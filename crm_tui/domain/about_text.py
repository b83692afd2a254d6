"""What a contact or a case is about, in words."""

from crm_tui.i18n import _


def about_in_words(product: str, words: str) -> str:
    """ "Kettle: it leaks"; only one of them where that is all there is."""
    if not product or not words:
        return product or words
    return _("{product}: {words}").format(product=product, words=words)
