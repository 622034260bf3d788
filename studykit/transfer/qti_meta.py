"""What stands around the items of a QTI 1.2 package: the manifest, the settings of a quiz, and our own metadata."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from studykit.content.identity import identify
from studykit.content.model import Course
from studykit.transfer.pieces import Piece, Quiz, Sort, ident_of
from studykit.transfer.qti_media import dependency, resource
from studykit.transfer.rendering import line_of

PREFIX = "studykit_"
"""Begins the label of each field of our own."""
OURS = "studykit"
"""A keyword of each package that we write."""


def own_fields(piece: Piece) -> Iterator[tuple[str, str]]:
    """What an item was, for our own reader; where there are several, each has a field of the same label."""
    yield f"{PREFIX}kind", piece.sort
    if piece.sort is not Sort.DEFINITION:
        yield f"{PREFIX}id", piece.question.id
    points = piece.question.points
    if any(point.id != identify(point.text) for point in points):
        yield from ((f"{PREFIX}point", point.id) for point in points)
    guide = piece.guide
    if guide is None:
        return
    yield f"{PREFIX}term", guide.term
    if piece.sort is Sort.DEFINITION:
        yield f"{PREFIX}slug", guide.slug
        for label, values in (
            ("alias", guide.aliases),
            ("related", guide.related),
            ("contrast", guide.contrast),
        ):
            yield from ((f"{PREFIX}{label}", value) for value in values)


def manifest(
    courses: Sequence[Course], quizzes: Sequence[Quiz], shows: Mapping[str, Sequence[str]]
) -> str:
    """The table of contents of a package; with the names of what each quiz shows, by its identifier."""
    media = dict.fromkeys(name for names in shows.values() for name in names)
    listed = "".join(_resource(quiz, shows[quiz.ident]) for quiz in quizzes)
    ident = ident_of(*(course.slug for course in courses), "manifest")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest identifier="{ident}" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"'
        ' xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2">\n'
        "<metadata>\n<schema>IMS Content</schema>\n<schemaversion>1.1.3</schemaversion>\n"
        f"{general(courses)}\n</metadata>\n<organizations/>\n<resources>\n"
        f"{listed}{''.join(map(resource, media))}</resources>\n</manifest>\n"
    )


def general(courses: Sequence[Course]) -> str:
    """What a package is called and about."""
    title = escape(line_of(", ".join(course.title for course in courses)))
    about = escape(courses[0].about) if len(courses) == 1 else ""
    return (
        f"<imsmd:lom><imsmd:general><imsmd:title><imsmd:string>{title}</imsmd:string></imsmd:title>"
        f"<imsmd:description><imsmd:string>{about}</imsmd:string></imsmd:description>"
        f"<imsmd:keyword><imsmd:string>{OURS}</imsmd:string></imsmd:keyword></imsmd:general></imsmd:lom>"
    )


def _resource(quiz: Quiz, shows: Sequence[str]) -> str:
    """The two files of a quiz, and what it shows."""
    meta = ident_of(quiz.ident, "meta")
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    return (
        f'<resource identifier="{quiz.ident}" type="imsqti_xmlv1p2">\n'
        f'<file href="{quiz.ident}/{quiz.ident}.xml"/>\n<dependency identifierref="{meta}"/>\n'
        f"{''.join(map(dependency, shows))}</resource>\n"
        f'<resource identifier="{meta}" type="{kind}" href="{quiz.ident}/assessment_meta.xml">\n'
        f'<file href="{quiz.ident}/assessment_meta.xml"/>\n</resource>\n'
    )


def quiz_meta(quiz: Quiz) -> str:
    """The settings of a quiz in Canvas: for practice, in no hurry, as often as one likes, answers in changing order."""
    title = escape(line_of(quiz.title))
    points = sum(max(len(piece.question.points), 1) for piece in quiz.pieces)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<quiz identifier="{quiz.ident}" xmlns="http://canvas.instructure.com/xsd/cccv1p0">\n'
        f"<title>{title}</title>\n<description></description>\n"
        "<shuffle_answers>true</shuffle_answers>\n<scoring_policy>keep_highest</scoring_policy>\n"
        "<quiz_type>practice_quiz</quiz_type>\n"
        f"<points_possible>{points}.0</points_possible>\n"
        "<show_correct_answers>true</show_correct_answers>\n<allowed_attempts>-1</allowed_attempts>\n"
        "<one_question_at_a_time>false</one_question_at_a_time>\n<cant_go_back>false</cant_go_back>\n"
        "<available>false</available>\n</quiz>\n"
    )
