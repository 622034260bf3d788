"""What a text is known by where its author gave it no id."""

import unicodedata
from hashlib import blake2b


def identify(text: str) -> str:
    """An id that follows from the text, and stays when only its bold or code marks, case or spacing change."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    said = folded.replace("**", "").replace("`", "").casefold()
    if "  " in said or not said.isprintable():  # nearly no text has other gaps than single spaces
        said = " ".join(said.split())
    return blake2b(said.strip(" .").encode("utf-8", "replace"), digest_size=4).hexdigest()
