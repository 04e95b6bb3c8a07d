"""The keys of brief.yaml: which keys and values are refused, at which place, and with which way out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings.keys import NOT_BUILT
from brief.load import load, settings
from brief.load.sections import FrontMatter
from brief.load.settings import slug_from
from brief.load.typed import form

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]
Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]

A_TEXT = 'write it after the colon, in quotes if there is a colon in it: title: "Korea: rights first"'
A_LIST = "write one a line, each after a hyphen and a space: - summary"
A_GROUP = "write `key: text`, one a line, each two spaces further right than the group's name"
NO_VALUE = (
    "write one after the colon, in quotes if it begins with #, since a bare # begins a comment; or remove the key"
)
PAGES = (
    "write the most pages, `pages: 4`, or the fewest and the most, `pages: 2-4`; `pages: even` adds a blank last page "
    "to an odd number, and so does `pages: 4 even`"
)
ON_SCREEN = "remove it; readers choose the width and the type size, links need no printed address, and nothing is cut"

MISTAKES = {
    "misspelt key": (
        "title: A\nsubtitel: B\n",
        "2:1: error: key-unknown: there is no key 'subtitel' in brief.yaml",
        "did you mean 'subtitle'?",
    ),
    "comma in a text between braces": (
        "title: A\ncontact: {name: B, role: Clerk, of pencils}\n",
        "2:33: error: key-unknown: there is no key 'of pencils' in contact",
        "if it belongs to the text before it, put that text in quotes: between braces, a comma ends it",
    ),
    "underscore": (
        "title: A\nshort_title: B\n",
        "2:1: error: key-unknown: there is no key 'short_title' in brief.yaml",
        "did you mean 'short-title'?",
    ),
    "American spelling": (
        "title: A\norganization: {name: B}\n",
        "2:1: error: key-unknown: there is no key 'organization' in brief.yaml",
        "did you mean 'organisation'?",
    ),
    "capital letter": (
        "title: A\nDate: 2018-06-08\n",
        "2:1: error: key-unknown: there is no key 'Date' in brief.yaml",
        "did you mean 'date'?",
    ),
    "misspelt key in a group": (
        "title: A\nauthors:\n  - name: B\n    rolle: C\n",
        "4:5: error: key-unknown: there is no key 'rolle' in authors",
        "did you mean 'role'?",
    ),
    "key like no other": (
        "title: A\ncontact: {name: B, xyz: C}\n",
        "2:20: error: key-unknown: there is no key 'xyz' in contact",
        "known are email, name, phone and role",
    ),
    "duplicate key": (
        "title: A\nversion: B\ntitle: C\n",
        "3:1: error: key-twice: 'title' stands here for the second time; the first is in line 1, column 1",
        "keep one of the two",
    ),
    "duplicate key in a group": (
        "title: A\ncontact:\n  name: B\n  name: C\n",
        "4:3: error: key-twice: 'name' stands here for the second time; the first is in line 3, column 3",
        "keep one of the two",
    ),
    "no title": (
        "version: A\n",
        "1:1: error: key-missing: there is no 'title' in brief.yaml, and it is needed",
        "add the line `title: …`",
    ),
    "group without its name": (
        "title: A\norganisation:\n  imprint: B\n",
        "3:3: error: key-missing: there is no 'name' in organisation, and it is needed",
        "add the line `name: …`",
    ),
    "empty title": (
        "title: ''\n",
        "1:8: error: value-empty: 'title' is empty, and it is needed",
        "write it after the colon",
    ),
    "title of blanks": (
        "title: '  '\n",
        "1:8: error: value-empty: 'title' is empty, and it is needed",
        "write it after the colon",
    ),
    "key without a value": ("title: A\ndate:\n", "2:6: error: value-missing: 'date' has no value", NO_VALUE),
    "null": ("title: A\nsubtitle: null\n", "2:11: error: value-missing: 'subtitle' has no value", NO_VALUE),
    "item without a value": (
        "title: A\nsections:\n  - summary\n  -\n",
        "4:4: error: value-missing: 'sections' has no value",
        NO_VALUE,
    ),
    "web address without its scheme": (
        "title: A\nweb-address: example.org/brief\n",
        "2:14: error: url-wrong: 'web-address' is 'example.org/brief', which is not a web address",
        "write:  web-address: https://example.org/brief",
    ),
    "links printed nobody knows where": (
        "title: A\nprinted-links: endnotes\n",
        "2:16: error: choice-unknown: 'printed-links' cannot be 'endnotes'; it is footnotes, inline or none",
        "write one of them",
    ),
    "edition that there is not": (
        "title: A\neditions: {ful: {printed-links: none}}\n",
        "2:12: error: unknown-edition: there is no edition 'ful'",
        "an edition of your own says which one it is like: {like: handout}; did you mean 'full'?",
    ),
    "edition like no other": (
        "title: A\neditions: {senate: {printed-links: none}}\n",
        "2:12: error: unknown-edition: there is no edition 'senate'",
        "an edition of your own says which one it is like: {like: handout}; "
        "there is full, handout, large-print, photocopy, print-shop, proof and screen",
    ),
    "edition like one that there is not": (
        "title: A\neditions: {senate: {like: hand-out}}\n",
        "2:27: error: unknown-edition: there is no edition 'hand-out' for it to be like",
        "did you mean 'handout'?",
    ),
    "built-in edition that is like another": (
        "title: A\neditions: {handout: {like: full}}\n",
        "2:28: error: edition-built-in: 'handout' is a built-in edition, so it cannot be like another",
        "give yours another name, and let it be like this one",
    ),
    "edition whose name leads out of the folder": (
        "title: A\neditions: {../x: {like: handout}}\n",
        "2:12: error: edition-name-wrong: '../x' cannot be the name of an edition, which is a part of file names",
        "use up to 40 small letters a-z, digits and hyphens, and not the word all: senate-2",
    ),
    "edition with the name of all": (
        "title: A\neditions: {all: {like: handout}}\n",
        "2:12: error: edition-name-wrong: 'all' cannot be the name of an edition, which is a part of file names",
        "use up to 40 small letters a-z, digits and hyphens, and not the word all: senate-2",
    ),
    "very many editions": (
        "title: A\neditions:\n" + "".join(f"  e{number}: {{like: full}}\n" for number in range(41)),
        "43:3: error: editions-many: there are 41 editions, and each takes time and room on the disk",
        "name at most 40; for a copy for each of many offices there is `brief merge`",
    ),
    "edition that is like itself": (
        "title: A\neditions:\n  a: {like: a}\n",
        "3:13: error: edition-loop: 'a' is like itself: a → a",
        "let one of them be like a built-in edition",
    ),
    "section of an edition that the brief has not": (
        "title: A\neditions: {handout: {sections: [sumary]}}\n",
        "2:33: error: section-missing: there is no section 'sumary' for this edition to print",
        "did you mean 'summary'?",
    ),
    "section that an edition prints twice": (
        "title: A\neditions:\n  full:\n    sections:\n      - summary\n      - summary\n",
        "6:9: error: section-twice: the section 'summary' stands here for the second time; the first is in line 5",
        "keep one of the two",
    ),
    "pages on the screen": (
        "title: A\neditions: {screen: {pages: 2}}\n",
        "2:28: error: edition-on-screen: 'pages' is about paper, and the edition 'screen' is read on screens",
        ON_SCREEN,
    ),
    "crop marks on the screen": (
        "title: A\neditions: {web: {like: screen, crop-marks: false}}\n",
        "2:44: error: edition-on-screen: 'crop-marks' is about paper, and the edition 'screen' is read on screens",
        ON_SCREEN,
    ),
    "pages that are no number": (
        "title: A\neditions: {full: {pages: two}}\n",
        "2:26: error: pages-wrong: 'two' is not a number of pages from 1 to 99",
        PAGES,
    ),
    "pages that run backwards": (
        "title: A\neditions: {full: {pages: 4-2}}\n",
        "2:26: error: pages-wrong: '4-2' is not a number of pages from 1 to 99",
        PAGES,
    ),
    "more pages than an edition can have": (
        "title: A\neditions: {full: {pages: 400}}\n",
        "2:26: error: pages-wrong: '400' is not a number of pages from 1 to 99",
        PAGES,
    ),
    "floor that is no size": (
        "title: A\neditions: {full: {min-type-size: small}}\n",
        "2:34: error: type-size-wrong: 'small' is not a size of type",
        "write it in points:  min-type-size: 11",
    ),
    "floor below what can be read": (
        "title: A\neditions: {handout: {min-type-size: 8}}\n",
        "2:37: error: type-size-wrong: 8 pt is too small to read with ease",
        "an edition like handout has no type under 10 pt; take the line out, or ask for more",
    ),
    "floor above the size": (
        "title: A\neditions: {senate: {like: handout, min-type-size: 24}}\n",
        "2:51: error: type-size-wrong: 24 pt is above the largest type of an edition like handout, 12 pt",
        "ask for less, or let it be like large-print",
    ),
    "size that is no size": (
        "title: A\ntype-size: large\n",
        "2:12: error: type-size-wrong: 'large' is not a size of type",
        "write it in points:  type-size: 11",
    ),
    "size in another unit": (
        "title: A\neditions: {full: {type-size: 4mm}}\n",
        "2:30: error: type-size-wrong: '4mm' is not a size of type",
        "write it in points:  type-size: 11",
    ),
    "size below what can be read": (
        "title: A\ntype-size: 10\n",
        "2:12: error: type-size-wrong: 10 pt is too small to read with ease",
        "an edition like full has no type under 10.5 pt; take the line out, or ask for more",
    ),
    "size below what can be read in an edition": (
        "title: A\neditions: {senate: {like: handout, type-size: 9.5}}\n",
        "2:47: error: type-size-wrong: 9.5 pt is too small to read with ease",
        "an edition like handout has no type under 10 pt; take the line out, or ask for more",
    ),
    "size that only large print has": (
        "title: A\ntype-size: 16.5 pt\n",
        "2:12: error: type-size-wrong: 16.5 pt is above the largest type of an edition like full, 16 pt",
        "ask for less, or let it be like large-print",
    ),
    "size above that of large print": (
        "title: A\neditions: {large-print: {type-size: 25}}\n",
        "2:37: error: type-size-wrong: 25 pt is above the largest type of an edition like large-print, 24 pt",
        "ask for less, or let it be like large-print",
    ),
    "size below that of large print": (
        "title: A\neditions: {large-print: {type-size: 12}}\n",
        "2:37: error: type-size-wrong: 12 pt is too small to read with ease",
        "an edition like large-print has no type under 18 pt; take the line out, or ask for more",
    ),
    "misspelt key of an edition": (
        "title: A\neditions: {full: {printed-link: none}}\n",
        "2:19: error: key-unknown: there is no key 'printed-link' in full",
        "did you mean 'printed-links'?",
    ),
    "list where a text belongs": (
        "title: [A, B]\n",
        "1:8: error: wrong-type: 'title' is a list; a text was expected",
        A_TEXT,
    ),
    "group where a text belongs": (
        "title: A\nsections:\n  - summary\nauthors:\n  - name: {first: B}\n",
        "5:11: error: wrong-type: 'name' is a group of keys; a text was expected",
        A_TEXT,
    ),
    "group where a list of texts belongs": (
        "title: A\nsections: {summary: A}\n",
        "2:11: error: wrong-type: 'sections' is a group of keys; a list was expected",
        A_LIST,
    ),
    "text where a group belongs": (
        "title: A\ncontact: Press desk\n",
        "2:10: error: wrong-type: 'contact' is the text 'Press desk'; a group of keys was expected",
        "write {name: Press desk} instead",
    ),
    "text where a group in a list belongs": (
        "title: A\nauthors: [B]\n",
        "2:11: error: wrong-type: 'authors' is the text 'B'; a group of keys was expected",
        "write {name: B} instead",
    ),
    "list where a group belongs": (
        "title: A\ncontact: [B]\n",
        "2:10: error: wrong-type: 'contact' is a list; a group of keys was expected",
        A_GROUP,
    ),
    "whole file a list": (
        "- title\n",
        "1:1: error: wrong-type: 'brief.yaml' is a list; a group of keys was expected",
        A_GROUP,
    ),
    "whole file a text": (
        "title:A\n",
        "1:1: error: wrong-type: 'brief.yaml' is the text 'title:A'; a group of keys was expected",
        A_GROUP,
    ),
    "date in words": (
        "title: A\ndate: 8 June 2018\n",
        "2:7: error: date-wrong: 'date' is '8 June 2018', which is not a date",
        "write year, month and day as YYYY-MM-DD: 2018-06-08",
    ),
    "paper nobody knows": (
        "title: A\npaper: letter\n",
        "2:8: error: paper-unknown: 'letter' is an unknown page size; paper is us-letter or a4",
        "did you mean 'us-letter'?",
    ),
    "status like no other": (
        "title: A\nstatus: xyz\n",
        "2:9: error: choice-unknown: 'status' cannot be 'xyz'; it is draft, review or final",
        "write one of them",
    ),
    "neither true nor false": (
        "title: A\nfields:\n  greeting: {required: yes}\n",
        "3:24: error: choice-unknown: 'required' cannot be 'yes'; it is true or false",
        "write one of them",
    ),
    "key of a group at the margin": (
        "title: A\norganisation:\n    name: B\nurl: https://example.org\n",
        "4:1: error: key-outdented: 'url' belongs to 'organisation', and is not indented below it",
        "put spaces before it, so that it begins further right than 'organisation', like all keys of that group",
    ),
    "the only key of a group at the margin": (
        "title: A\ncontact:\nname: B\n",
        "3:1: error: key-outdented: 'name' belongs to 'contact', and is not indented below it",
        "put spaces before it, so that it begins further right than 'contact', like all keys of that group",
    ),
    "key of a group in a list at the margin": (
        "title: A\nauthors:\n  - name: B\nrole: C\n",
        "4:1: error: key-outdented: 'role' belongs to 'authors', and is not indented below it",
        "put spaces before it, so that it begins further right than 'authors', like all keys of that group",
    ),
    "slug that is empty": (
        'title: Rights at home\nslug: "  "\n',
        "2:7: error: value-missing: 'slug' has no value",
        "write one after the colon, in quotes if it begins with #, since a bare # begins a comment; or remove the key",
    ),
    "language in words": (
        "title: A\nlanguage: english\n",
        "2:11: error: language-wrong: 'language' is 'english', which is not a language tag",
        "write the tag of the language (BCP 47): en-US, fr, ko",
    ),
    "language that is a path": (
        "title: A\nlanguage: ../../en\n",
        "2:11: error: language-wrong: 'language' is '../../en', which is not a language tag",
        "write the tag of the language (BCP 47): en-US, fr, ko",
    ),
    "script's language in words": (
        "title: A\nscript-languages: {Cyrillic: Ukrainian}\n",
        "2:30: error: language-wrong: 'script-languages' is 'Ukrainian', which is not a language tag",
        "write the tag of the language (BCP 47): en-US, fr, ko",
    ),
    "slug that is a path": (
        "title: A\nslug: ../North Korea\n",
        "2:7: error: slug-wrong: the slug '../North Korea' cannot begin a file name everywhere",
        "use up to 60 small letters a-z, digits and hyphens: north-korea",
    ),
    "field that cannot be called": (
        "title: A\nfields: {first-name: {sample: B}}\n",
        "2:10: error: field-name-wrong: 'first-name' cannot be the name of a field",
        "use up to 60 letters, digits and underscores, no digit first: {{ first_name }}",
    ),
    "field with a quote in its name": (
        'title: A\nfields: {"it\'s": {sample: B}}\n',
        "2:10: error: field-name-wrong: 'it's' cannot be the name of a field",
        "use up to 60 letters, digits and underscores, no digit first: {{ first_name }}",
    ),
    "field without end": (
        f"title: A\nfields: {{{'a' * 61}: {{sample: B}}}}\n",
        f"2:10: error: field-name-wrong: '{'a' * 59}…' cannot be the name of a field",
        "use up to 60 letters, digits and underscores, no digit first: {{ first_name }}",
    ),
    "text where a list of groups belongs": (
        "title: A\norganisation: My Org\n",
        "2:15: error: wrong-type: 'organisation' is the text 'My Org'; a group of keys was expected",
        "write:  organisation: {name: My Org}",
    ),
    "text with a comma where a list of groups belongs": (
        "title: A\nauthors: Jane Doe, PhD\n",
        "2:10: error: wrong-type: 'authors' is the text 'Jane Doe, PhD'; a group of keys was expected",
        'write:  authors: {name: "Jane Doe, PhD"}',
    ),
    "text with quotes where a list of groups belongs": (
        'title: A\nauthors: The "O\'Hara" desk\n',
        "2:10: error: wrong-type: 'authors' is the text 'The \"O'Hara\" desk'; a group of keys was expected",
        "write:  authors: {name: 'The \"O''Hara\" desk'}",
    ),
    "web address that is a script": (
        "title: A\norganisation: {name: B, url: 'javascript:alert(1)'}\n",
        "2:30: error: url-wrong: 'url' is 'javascript:alert(1)', which is not a web address",
        "write:  url: https://www.example.org",
    ),
    "web address without its beginning": (
        "title: A\norganisation:\n  - name: B\n  - name: C\n    url: www.example.org/about\n",
        "5:10: error: url-wrong: 'url' is 'www.example.org/about', which is not a web address",
        "write:  url: https://www.example.org/about",
    ),
    "mail address with a link around it": (
        "title: A\ncontact: {name: B, email: 'mailto:desk@example.org?subject=C'}\n",
        "2:27: error: email-wrong: 'email' is 'mailto:desk@example.org?subject=C', which is not a mail address",
        "write one address and nothing else:  email: desk@example.org",
    ),
    "mail address without a domain": (
        "title: A\nauthors: {name: B, email: desk@example}\n",
        "2:27: error: email-wrong: 'email' is 'desk@example', which is not a mail address",
        "write one address and nothing else:  email: office@example.org",
    ),
    "endless title": (
        f"title: {'word ' * 100}x\n",
        "1:8: error: value-too-long: 'title' is longer than 500 characters",
        "shorten it: long texts belong in a section",
    ),
    "endless line of the contact": (
        f"title: A\ncontact: {{name: B, role: {'word ' * 1000}x}}\n",
        "2:26: error: value-too-long: 'role' is longer than 5,000 characters",
        "shorten it: long texts belong in a section",
    ),
    "language without end": (
        f"title: A\nlanguage: en-{'-'.join(['abcde'] * 60)}\n",
        "2:11: error: language-wrong: 'language' is 'en-abcde-abcde-abcde-abcde-abcde-abcde-abcde-abcde-abcde-ab…',"
        " which is not a language tag",
        "write the tag of the language (BCP 47): en-US, fr, ko",
    ),
}


@pytest.mark.parametrize(("text", "told", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_wrong_key_or_value_is_reported_with_its_place_and_the_way_out(
    mistakes: Mistakes, text: str, told: str, hint: str
) -> None:
    assert mistakes({"brief.yaml": text}) == [f"content/brief.yaml:{told}\n    {hint}"]


@pytest.mark.parametrize("name", ["self", "not", "true", "loop", "None", "class", "if"])
def test_a_reserved_word_cannot_name_a_field(mistakes: Mistakes, name: str) -> None:
    assert mistakes({"brief.yaml": f"title: A\nfields:\n  {name}: {{sample: B}}\n"}) == [
        f"content/brief.yaml:3:3: error: field-name-wrong: '{name}' cannot be the name of a field:"
        " it means something else between braces\n"
        f"    give it another name, here and in the text: {{{{ {name}_name }}}}"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTPS://Example.org:8443/a/b?c=d&e#f",
        "http://www.xn--bcher-kva.example/a_(b)",
        "https://bücher.example/straße",
    ],
)
@pytest.mark.parametrize("email", ["desk@example.org", "first.last+brief@press.example.org", "o'hara@bücher.example"])
def test_usual_addresses_are_accepted(make_brief: MakeBrief, url: str, email: str) -> None:
    signed = f'title: A\norganisation: {{name: B, url: "{url}", email: "{email}"}}\n'
    (organisation,) = load(make_brief({"brief.yaml": signed, "summary.md": "Text."}))[0].settings.organisation
    assert (organisation.url, organisation.email) == (url, email)


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/hostname", "mailto:desk@example.org", "ftp://example.org", "/about", "#top", "example"),
        *("https://", "https:///a", "https://example.org/a b", "https://user@example.org", "https://exam ple.org"),
        *('https://example.org/"a', "https://example.org/\u202e", "x\nhttps://example.org", "data:text/html,a.b"),
    ],
)
def test_text_that_only_resembles_a_web_address_is_refused(mistakes: Mistakes, url: str) -> None:
    quoted = url.replace('"', '\\"').replace("\n", "\\n")
    (told,) = mistakes({"brief.yaml": f'title: A\norganisation: {{name: B, url: "{quoted}"}}\n'})
    assert told.startswith("content/brief.yaml:2:30: error: url-wrong: ")


@pytest.mark.parametrize(
    "email",
    [
        *(
            "desk",
            "@example.org",
            "desk@",
            "a@b@example.org",
            "desk @example.org",
            "desk@example.org?bcc=x@example.org",
        ),
        *("desk@example.org, office@example.org", "Desk <desk@example.org>", "desk@.org", "desk%0a@example.org"),
    ],
)
def test_text_that_only_resembles_a_mail_address_is_refused(mistakes: Mistakes, email: str) -> None:
    (told,) = mistakes({"brief.yaml": f'title: A\ncontact: {{name: B, email: "{email}"}}\n'})
    assert told.startswith("content/brief.yaml:2:27: error: email-wrong: ")


def test_a_value_of_a_megabyte_is_refused_within_seconds(mistakes: Mistakes) -> None:
    for key in ("title", "url", "email"):
        began = time.process_time()
        found = mistakes({"brief.yaml": f"title: A\norganisation: {{name: B, {key}: {'a' * 900_000}}}\n"})
        assert found, key
        assert time.process_time() - began < 2


@pytest.mark.parametrize("key", NOT_BUILT["front matter"])
def test_a_key_that_is_not_built_yet_is_reported_as_such(mistakes: Mistakes, key: str) -> None:
    assert mistakes({"brief.yaml": "title: A\n", "summary.md": f"---\n{key}: We ask.\n---\nText.\n"}) == [
        f"content/summary.md:2:1: error: key-not-built: '{key}' is not built yet\n"
        "    remove it: this version of brief would ignore it"
    ]


def test_no_key_is_both_accepted_and_not_built() -> None:
    assert not form(FrontMatter).keys.keys() & set(NOT_BUILT["front matter"])


@pytest.mark.parametrize(
    "day", ["2018-6-8", "20180608", "2018-02-30", "2018-W23-5", "2018-06-08T06:00", "٢٠١٨-٠٦-٠٨", "+018-06-08", "''"]
)
def test_only_a_day_of_the_calendar_is_a_date(mistakes: Mistakes, day: str) -> None:
    (told,) = mistakes({"brief.yaml": f"title: A\ndate: {day}\n"})
    assert told.startswith("content/brief.yaml:2:7: error: date-wrong: ")


def test_a_long_value_is_shortened_in_the_message(mistakes: Mistakes) -> None:
    (told,) = mistakes({"brief.yaml": f"title: A\ncontact: {'word ' * 1000}\n"})
    assert len(told.splitlines()[0]) < 170


def test_choices_may_be_written_in_capitals(make_brief: MakeBrief) -> None:
    written = "title: A\npaper: A4\nstatus: Final\nattach-source: True\neditions: {full: {paper: US-Letter}}\n"
    brief, _ = load(make_brief({"brief.yaml": written, "part.md": "# T\n\nText.\n"}))
    chosen = brief.settings.paper, brief.settings.status, brief.settings.attach_source
    assert (chosen, brief.settings.editions["full"].paper) == (("a4", "final", True), "us-letter")


def test_a_quoted_title_may_be_a_word_with_a_meaning_in_yaml(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({"brief.yaml": "title: 'null'\n", "summary.md": "Text."}))
    assert brief.settings.title == "null"


@pytest.mark.parametrize(
    "tag", ["en", "en-US", "en-us", "fr-CA", "ko", "es-419", "zh-Hant-TW", "de-CH-1996", "sl-rozaj"]
)
def test_usual_language_tags_are_accepted(tag: str) -> None:
    assert settings.LANGUAGE.fullmatch(tag)


@pytest.mark.parametrize("tag", ["", "e", "en_US", "en-", "en-US-", "en us", "ën", "en\n"])
def test_text_that_only_resembles_a_language_tag_is_refused(tag: str) -> None:
    assert not settings.LANGUAGE.fullmatch(tag)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Human Rights: North Korea’s camps", "human-rights-north-koreas-camps"),
        ("Œuvre à Paris – Straße Ørsted", "oeuvre-a-paris-strasse-orsted"),
        ("  2018 / Rights  ", "2018-rights"),
        ("북한 인권", "brief"),
        ("2018", "brief"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("a" * 80, "a" * 60),
    ],
)
def test_file_names_come_from_the_title(make_brief: MakeBrief, title: str, slug: str) -> None:
    brief, _ = load(make_brief({"brief.yaml": f'title: "{title}"\n', "summary.md": "Text."}))
    assert brief.settings.slug == slug


@given(st.text())
def test_every_title_gives_a_slug_that_brief_yaml_accepts(title: str) -> None:
    slug = slug_from(title)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= settings.LONGEST_SLUG
    assert slug_from(slug) == slug
