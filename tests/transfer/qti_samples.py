"""Items of QTI in our own words, one of each kind."""

import re

XMLNS_TWO = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def one(*items: str, title: str = "Bridges", section: str = "") -> bytes:
    """A file of QTI 1.2 with these items."""
    named = f' title="{section}"' if section else ""
    return (
        f'<questestinterop><assessment ident="a" title="{title}"><section ident="s"{named}>'
        f"{''.join(items)}</section></assessment></questestinterop>"
    ).encode()


def item(presentation: str, processing: str = "", kind: str = "", more: str = "") -> str:
    """An item of QTI 1.2."""
    fields = (
        "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>"
        f"<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
    )
    return (
        f'<item ident="i" title="An item">{fields if kind else ""}<presentation>{presentation}'
        f"</presentation><resprocessing>{processing}</resprocessing>{more}</item>"
    )


def material(text: str, kind: str = "text/html") -> str:
    """A text of QTI 1.2."""
    said = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<material><mattext texttype="{kind}">{said}</mattext></material>'


def lid(ident: str, *choices: str, cardinality: str = "Single", label: str = "") -> str:
    """A response with choices `a`, `b`, `c`, …"""
    labels = "".join(
        f'<response_label ident="{name}">{material(text)}</response_label>'
        for name, text in zip("abcdefgh", choices, strict=False)
    )
    beside = material(label, "text/plain") if label else ""
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{beside}'
        f"<render_choice>{labels}</render_choice></response_lid>"
    )


def typed(ident: str = "r", fib: str = "") -> str:
    """A response that is typed."""
    kind = f' fibtype="{fib}"' if fib else ""
    return (
        f'<response_str ident="{ident}"><render_fib{kind}><response_label ident="x"/>'
        "</render_fib></response_str>"
    )


def right(*values: str, ident: str = "r", score: str = "100", feedback: str = "") -> str:
    """A condition that gives points for these."""
    tests = "".join(f'<varequal respident="{ident}">{value}</varequal>' for value in values)
    points = f'<setvar action="Set" varname="SCORE">{score}</setvar>' if score else ""
    shown = f'<displayfeedback linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition><conditionvar>{tests}</conditionvar>{points}{shown}</respcondition>"


def feedback(ident: str, text: str) -> str:
    """What is said after an answer."""
    return f'<itemfeedback ident="{ident}"><flow_mat>{material(text)}</flow_mat></itemfeedback>'


def two(body: str, declared: str = "", more: str = "", title: str = "An item") -> bytes:
    """An item of QTI 2.1."""
    return (
        f'<?xml version="1.0"?><assessmentItem xmlns="{XMLNS_TWO}" identifier="i" title="{title}"'
        f' adaptive="false" timeDependent="false">{declared}<itemBody>{body}</itemBody>{more}</assessmentItem>'
    ).encode()


def declare(
    *values: str, kind: str = "identifier", cardinality: str = "single", ident: str = "R"
) -> str:
    """What is right, in QTI 2.1."""
    said = "".join(f"<value>{value}</value>" for value in values)
    correct = f"<correctResponse>{said}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" baseType="{kind}">'
        f"{correct}</responseDeclaration>"
    )


def as_three(data: bytes) -> bytes:
    """An item of QTI 2.1 as QTI 3 writes it: every element begins with `qti-`, and hyphens part the words."""
    names = (
        "assessmentItem itemBody responseDeclaration correctResponse value choiceInteraction simpleChoice prompt "
        "modalFeedback textEntryInteraction matchInteraction simpleMatchSet simpleAssociableChoice rubricBlock"
    )
    text = data.decode()
    for name in sorted(names.split(), key=len, reverse=True):
        hyphened = re.sub(r"([A-Z])", lambda match: f"-{match[1].lower()}", name)
        text = re.sub(rf"(</?){name}(?=[\s>/])", rf"\1qti-{hyphened}", text)
    text = text.replace("responseIdentifier", "response-identifier").replace(
        "baseType", "base-type"
    )
    return text.encode()
