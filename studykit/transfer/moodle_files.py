"""The pictures and sounds of Moodle XML, which stand beside each text that shows them."""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from studykit.transfer.moodle_pieces import FILES
from studykit.transfer.shipment import Shipment

_SHOWN = re.compile(rf'<(?:img src|a href)="{re.escape(FILES)}([^"]+)"[^<>]*>')


MOST = 100_000_000
"""Bytes of files that stand in the file more than once."""


def put_files(
    quiz: ET.Element, files: Mapping[str, bytes], shipment: Shipment, most: int = MOST
) -> None:
    """Put the files that texts show beside them; one that many texts show stands there as often, as far as there is room."""
    encoded: dict[str, str] = {}
    spent = 0
    for question in quiz:
        for holder in question.iter():
            for name in _shown_in(holder):
                if name not in encoded:
                    encoded[name] = b64encode(files[name]).decode()
                elif spent + len(files[name]) > most:
                    told = "It is shown too often to stand in the file each time, and misses here."
                    shipment.leave(question.findtext("name/text", ""), name, told)
                    continue
                else:
                    spent += len(files[name])
                made = ET.SubElement(holder, "file", name=name, path="/", encoding="base64")
                made.text = encoded[name]


def _shown_in(holder: ET.Element) -> list[str]:
    """The names of the files that the text of an element shows."""
    text = holder.findtext("text") if holder.get("format") == "html" else ""
    names = _SHOWN.findall(text or "")
    return list(dict.fromkeys(unquote(unescape(name)) for name in names))
