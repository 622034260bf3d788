"""Text is made clean, named, compared and cut into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.identity import identify
from studykit.content.markdown import bold_spans, plain, sentences
from studykit.content.text import clean, normalise, shorten, slugify

HOSTILE = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x61C, 0xFEFF]))
HOSTILE += (
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ud800\udfff\ufffe\uffff"
)
MARKUP = st.text(alphabet="ab. *`$_[]()\\\n-|#>1!?:A", max_size=60)


def bold(markdown: str) -> list[str]:
    return [markdown[start:end] for start, end in bold_spans(markdown)]


@pytest.mark.parametrize("char", HOSTILE)
def test_no_control_or_bidi_character_and_none_that_is_no_character_is_left(char: str) -> None:
    assert clean(f"a{char}b") == "ab"


def test_every_kind_of_line_end_becomes_a_line_feed() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\n\tf") == "a\nb\nc\nd\ne\n\tf"


def test_clean_text_stays_the_same_object() -> None:
    text = "Größe\n\t→ ok"
    assert clean(text) is text


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not set(clean(text)) & set(HOSTILE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open-ended  question", "open ended question"),
        ("“STAR” method", "star‑Method"),
        ("Straße", "STRASSE"),
        ("ﬁle", "file"),
        ("p–value.", "P value"),
    ],
)
def test_two_spellings_of_a_name_are_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C++", "C#"), ("mean", "median"), ("?", "!")]
)
def test_two_names_are_not_taken_for_one(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Informational Interview", "informational-interview"),
        ("Type I and/or Type II (errors)!", "type-i-and-or-type-ii-errors"),
        ("Größe", "größe"),
        ("平均 値", "平均-値"),
        ("हिन्दी", "हिन्दी"),
        ("  -a--b- ", "a-b"),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_never_empty_and_never_a_path(title: str) -> None:
    slug = slugify(title)
    assert slug
    assert not set(slug) & set("/\\. \n")


def test_an_id_stays_when_only_marks_and_spacing_change() -> None:
    assert identify("The **mean** of\n`x`.") == identify("the mean  of x")
    assert len(identify("x")) == 8


@pytest.mark.parametrize(("one", "other"), [("x = -1", "x = 1"), ("2*3", "23"), ("a_b", "ab")])
def test_texts_that_say_something_else_have_another_id(one: str, other: str) -> None:
    assert identify(one) != identify(other)


def test_a_long_text_is_quoted_short_and_on_one_line() -> None:
    assert shorten("a\nb") == "a b"
    assert len(shorten("long " * 1000)) == 40


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("a **b c** d **e**", ["b c", "e"]),
        ("`**no**` and ``a ` **no**`` **yes**", ["yes"]),
        ("$a**b**c$ **x**", ["x"]),
        ("2 ** 3 ** 4", []),
        (r"\**no\** **a", []),
        ("** a** b**", []),
        ("****", []),
        ("```\n**no**\n```\n**yes**", ["yes"]),
        ("costs $5 or **$6**", ["$6"]),
        ("**a `b` c**", ["a `b` c"]),
        ("`open **yes**", ["yes"]),
    ],
)
def test_bold_words_are_found_outside_code(markdown: str, found: list[str]) -> None:
    assert bold(markdown) == found


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold**, *em*, _em_, ***both***", "bold, em, em, both"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("`a*b*c` and $x_1*y_2*z$", "a*b*c and $x_1*y_2*z$"),
        ("[link](http://x.y) ![picture](z)", "link picture"),
        (r"\*not\* `\*`", r"*not* \*"),
        ("list[int] [/x] [@click=f]", "list[int] [/x] [@click=f]"),
    ],
)
def test_marks_are_taken_off(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "Some, e.g. Alice, i. e. Bob, cf. Carol. End.",
            ["Some, e.g. Alice, i. e. Bob, cf. Carol.", "End."],
        ),
        ("It is 3.5 long. J. K. Rowling wrote.", ["It is 3.5 long.", "J. K. Rowling wrote."]),
        ("Use x. Then y.", ["Use x.", "Then y."]),
        (
            "**Stop. Now.** Then `a. B` and $x. Y$ go. So.",
            ["**Stop. Now.**", "Then `a. B` and $x. Y$ go.", "So."],
        ),
        ('He said "Yes." Then (no.) `x` is.', ['He said "Yes."', "Then (no.)", "`x` is."]),
        ("one.\ntwo goes on\nhere. Three.", ["one. two goes on here.", "Three."]),
        (
            "Two kinds:\n\n- first. Both\n  parts\n- second\n\nEnd.",
            ["first. Both parts", "second", "End."],
        ),
        ("1. First\n2) Second", ["First", "Second"]),
        ("# Head\nText.\n> Quoted.", ["Text.", "Quoted."]),
        ("So:\n```py\nA. B\n~~~\n```\nEnd.", ["End."]),
        ("~~~\nnever closed. A", []),
        ("One.\n```\nx\n```", ["One."]),
        ("| a | b |\n|---|---|\n| A. B | c |\n\nEnd.", ["End."]),
        ("这是一。这是二！好", ["这是一。", "这是二！", "好"]),
        ("Größe. Übung. Ähnlich", ["Größe.", "Übung.", "Ähnlich"]),
        ("**All `x` here.** One.", ["**All `x` here.**", "One."]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(markdown: str, found: list[str]) -> None:
    assert sentences(markdown) == found


@given(MARKUP)
def test_no_sentence_is_empty_and_none_is_invented(markdown: str) -> None:
    words = "".join(markdown.split())
    for sentence in sentences(markdown):
        assert sentence.strip()
        assert len("".join(sentence.split())) <= len(words)


def test_stars_in_a_formula_on_its_own_line_make_nothing_bold() -> None:
    assert bold("$$a**b**c$$ and **d**") == ["d"]


@given(MARKUP)
def test_bold_spans_stand_between_stars_in_order(markdown: str) -> None:
    done = 0
    for start, end in bold_spans(markdown):
        assert done <= start - 2 < start < end
        assert markdown[start - 2 : start] == "**" == markdown[end : end + 2]
        done = end + 2


@given(MARKUP)
def test_taking_marks_off_never_adds_text(markdown: str) -> None:
    assert len(plain(markdown)) <= len(markdown)


@pytest.mark.parametrize(
    "part",
    ["**a ", "` ", "$a ", "[a](", ". ", '."', "_a ", "|", "- ", "\\", " ", "e. g. ", "(.", "> "],
)
def test_a_hostile_text_is_done_with(part: str) -> None:
    text = part * (40_000 // len(part)) + "x"
    assert isinstance(sentences(text), list)
    assert isinstance(bold_spans(text), list)
    assert len(plain(text)) <= len(text)
