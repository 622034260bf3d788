"""The matchings of Blackboard, which stand in QTI 1.2 in a way of their own: put right before they are read.

There the texts to be matched stand beside the responses, the texts to choose from in a block below, and the labels of
all responses are empty: the third label means the third text.
"""

from studykit.transfer.elements import Element

_BELOW = "RIGHT_MATCH_BLOCK"
_TEXT = "FORMATTED_TEXT_BLOCK"


def put_right(presentation: Element) -> None:
    """Put the texts of a matching where other makers have them."""
    below = next((flow for flow in presentation.walk("flow") if flow.get("class") == _BELOW), None)
    if below is None or below.parent is None:
        return
    texts = [flow.parts for flow in below.walk("flow") if flow.get("class") == _TEXT]
    below.parent.parts.remove(below)
    for response in presentation.walk("response_lid"):
        for label, parts in zip(response.walk("response_label"), texts, strict=False):
            label.parts = label.parts or list(parts)
        _take_beside(response)


def _take_beside(response: Element) -> None:
    """Take the text beside a response into it."""
    around = response.parent
    if around is None:
        return
    for flow in [flow for flow in around.children("flow") if flow.get("class") == _TEXT]:
        response.parts[:0] = flow.parts
        around.parts.remove(flow)
