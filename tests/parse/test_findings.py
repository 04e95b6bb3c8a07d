"""Each mistake that an editor can make has a finding, which says where it is and what to type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from brief.findings import Rule, markdown, wording
from brief.model import Field

FIELD_IN_NAME = "a field cannot stand in an address, words for a picture, a spelled-out abbreviation or a {: … }"
IN_NAME = "a condition cannot stand in an address, a title of a link, words for a picture or a spelled-out abbreviation"
OFFICE = {"greeting": Field(), "office": Field()}

CASES: dict[str, tuple[str, dict[str, Any], str]] = {
    "a comment that names nobody": (
        "# T\n\nText. <!-- @Ana which year? -->",
        {},
        """
content/abuses.md:3:7: warning: comment-unsigned: this comment begins with an @, but not with a name and a \
colon, so no proof prints it: '@Ana which year?'
    write <!-- @Ana: words -->, or delete the @ of a comment that is not to be printed""",
    ),
    "a comment that says nothing": (
        "# T\n\nText. <!-- @Ana: -->",
        {},
        """
content/abuses.md:3:7: warning: comment-empty: the comment by Ana is empty, so no proof prints it
    write its words after the colon, or delete it""",
    ),
    "a comment for checks that cannot be read": (
        "# T\n\nText. <!-- brief: ignore this -->",
        {},
        """
content/abuses.md:3:7: warning: allow-unclear: this comment is for brief, which cannot read it: 'brief: ignore this'
    name one rule, and say why:  <!-- brief: allow unsourced-number because the next paragraph has the source -->""",
    ),
    "no title": (
        "A section without a title.",
        {},
        """
content/abuses.md:1: error: title-missing: this section has no title
    write one as the first line, after a # and a space: # What the United Nations found""",
    ),
    "a second title": (
        "# One\n\nA.\n\n# Two",
        {},
        """
content/abuses.md:5:1: error: title-second: this is a second title; the first is in line 1
    write ## for a heading within the section""",
    ),
    "a second title, underlined": (
        "One\n===\n\nTwo\n===",
        {},
        """
content/abuses.md:4:1: error: title-second: this is a second title; the first is in line 1
    write ## for a heading within the section""",
    ),
    "a title in the front matter and one below": (
        "---\ntitle: One\n---\n# Two",
        {"first": 4, "title": "One"},
        """
content/abuses.md:4:1: error: title-second: this is a second title; the first is in line 2
    write ## for a heading within the section""",
    ),
    "an empty heading": (
        "# T\n\n##",
        {},
        """
content/abuses.md:3:1: error: heading-empty: there is no text after ##
    write the heading after it, or delete the line""",
    ),
    "a name given twice": (
        "# T\n\n## A {: #camps}\n\nB.\n{: #camps}",
        {},
        """
content/abuses.md:6:4: error: id-twice: the name #camps is already used in line 3
    a link leads to one place only: choose another name""",
    ),
    "a call of a note with a slip, and a note in a note": (
        "# T\n\nA claim.[^reprot]\n\n[^report]: The report. [^reprot]",
        {},
        """
content/abuses.md:3:9: error: note-missing: there is no note [^reprot] in this file
    did you mean 'report'?
content/abuses.md:5:1: warning: note-unused: nothing refers to the note [^report], so it is not printed
    write [^report] in the text where it belongs, or delete the note
content/abuses.md:5:24: error: note-in-note: a note cannot refer to another note
    write the words of [^reprot] into this note""",
    ),
    "notes that nobody wrote": (
        "# T\n\nA.[^report] B.[^a/b]",
        {},
        """
content/abuses.md:3:3: error: note-missing: there is no note [^report] in this file
    write it on a line of its own:  [^report]: the text of the note
content/abuses.md:3:15: error: note-missing: there is no note [^a/b] in this file
    write it on a line of its own:  [^a/b]: the text of the note""",
    ),
    "a note that nobody calls": (
        "# T\n\nA.\n\n[^report]: The report.",
        {},
        """
content/abuses.md:5:1: warning: note-unused: nothing refers to the note [^report], so it is not printed
    write [^report] in the text where it belongs, or delete the note""",
    ),
    "a note written twice": (
        "# T\n\nA.[^a]\n\n[^a]: One.\n[^a]: Two.",
        {},
        """
content/abuses.md:6:1: error: note-twice: there is already a note [^a] in line 5
    keep one of the two, or give this one another name""",
    ),
    "an empty note": (
        "# T\n\nA.[^a]\n\n[^a]:",
        {},
        """
content/abuses.md:5:1: error: note-empty: the note [^a] is empty
    write its text after the colon""",
    ),
    "a list and a quotation in a note": (
        "# T\n\nA.[^a]\n\n[^a]: One:\n    - two\n    > three",
        {},
        """
content/abuses.md:6:5: error: note-not-text: a note can hold only paragraphs, but this is a list
    write it as a sentence, or move it into the text
content/abuses.md:7:5: error: note-not-text: a note can hold only paragraphs, but this is a quotation
    write it as a sentence, or move it into the text""",
    ),
    "a block nobody knows": (
        "# T\n\n/// bocks | Heading\nA.\n///",
        {},
        """
content/abuses.md:3:1: error: block-unknown: there is no block 'bocks'
    there are box, chart, key-figure, leave-out-of, only-in, pull-quote, qr, table and when""",
    ),
    "a block without its bar": (
        "# T\n\n/// Key-figure 3 classes\n    year: 2012\n\nof rulers\n///",
        {},
        """
content/abuses.md:3:1: error: bar-missing: a bar is missing after 'key-figure'
    write:  /// key-figure | 3 classes""",
    ),
    "a choice that names no edition": (
        "# T\n\n/// only-in\nA.\n///",
        {},
        """
content/abuses.md:3:1: error: edition-unnamed: 'only-in' names no edition
    name one or more on this line, after a bar: /// only-in | handout""",
    ),
    "a choice of editions that there are not": (
        "# T\n\n/// leave-out-of | handouts, ful\nA.\n///",
        {},
        """
content/abuses.md:3:20: error: unknown-edition: there is no edition 'handouts'
    did you mean 'handout'?
content/abuses.md:3:30: error: unknown-edition: there is no edition 'ful'
    did you mean 'full'?""",
    ),
    "a choice that never ends": (
        "# T\n\n/// only-in | full\nA.",
        {},
        """
content/abuses.md:3:1: error: block-unclosed: the block 'only-in' that begins here never ends
    close it with a line /// below its last line""",
    ),
    "a choice with nothing in it": (
        "# T\n\n/// only-in | full\n///\n\nA.",
        {},
        """
content/abuses.md:3:1: error: block-empty: this only-in is empty
    write what these editions print between its first and its last line""",
    ),
    "a choice in a box": (
        "# T\n\n//// box\n/// only-in | full\nA.\n///\n////",
        {},
        """
content/abuses.md:4:1: error: block-inside: 'only-in' cannot stand inside a box
    put it around the whole box, and write a second box for the other editions""",
    ),
    "a box that a choice cuts off": (
        "# T\n\n/// only-in | full\n//// box\nA.\n///\n",
        {},
        """
content/abuses.md:4:1: error: block-unclosed: the block 'box' that begins here never ends
    close it with a line //// below its last line""",
    ),
    "a title that some editions print": (
        "/// only-in | full\n# T\n\nA.\n///",
        {},
        """
content/abuses.md:2:1: error: title-chosen: all editions of a section need its title
    put 'only-in' below the title; brief.yaml chooses the sections of an edition: {sections: [summary]}""",
    ),
    "a block that means another": (
        "# T\n\n/// sidebar\nA.\n///",
        {},
        """
content/abuses.md:3:1: error: block-unknown: there is no block 'sidebar'
    there are box, chart, key-figure, leave-out-of, only-in, pull-quote, qr, table and when""",
    ),
    "a block without an end": (
        "# T\n\nA.\n\n/// box | Heading\nB.",
        {},
        """
content/abuses.md:5:1: error: block-unclosed: the block 'box' that begins here never ends
    close it with a line /// below its last line""",
    ),
    "a block within it without an end": (
        "# T\n\n//// box\n/// box\nA.\n////",
        {},
        """
content/abuses.md:4:1: error: block-unclosed: the block 'box' that begins here never ends
    close it with a line /// below its last line""",
    ),
    "an end without a block": (
        "# T\n\nA.\n///",
        {},
        """
content/abuses.md:4:1: error: block-stray-end: this line ends a block, but no block is open
    delete it, or write the line that begins the block: /// box | Heading""",
    ),
    "an empty block": (
        "# T\n\n/// key-figure | 9\n\n///",
        {},
        """
content/abuses.md:3:1: error: block-empty: this key-figure is empty
    write what the number counts between its first and its last line""",
    ),
    "a block in a list": (
        "# T\n\n- a\n\n  /// box\n  b\n  ///",
        {},
        """
content/abuses.md:5:3: error: block-inside: a block cannot stand inside a list or a quotation
    begin its lines at the left margin, before or after""",
    ),
    "a key figure without its number": (
        "# T\n\n/// key-figure\npeople\n///",
        {},
        """
content/abuses.md:3:1: error: number-missing: this key figure has no number
    write it on this line, after a bar: /// key-figure | 120,000""",
    ),
    "text where none goes": (
        "# T\n\n/// pull-quote | Kofi\nWords.\n///",
        {},
        """
content/abuses.md:3:1: error: argument-refused: a pull-quote takes no text after the bar
    delete from | to the end of the line, and write the text below it""",
    ),
    "options that are none": (
        "# T\n\n/// key-figure | 9\n    yaer: 2014\n    year: 2014\n    year: 2015\n    people, in all\n///",
        {},
        """
content/abuses.md:4:5: error: option-unknown: a key-figure has no option 'yaer'
    did you mean 'year'? (to write text, begin at the left margin, below an empty line)
content/abuses.md:6:5: error: option-twice: the option 'year' is given twice
    keep one of the two
content/abuses.md:7:5: error: option-broken: this line is indented like an option, but is not one
    write an option as `year: 2014`, or leave an empty line above the text of the block""",
    ),
    "options at the left margin, below an empty line": (
        "# T\n\n/// key-figure | 9\n\nyear: 2014\nsource\\: a\n///\n\n/// pull-quote\n\nsource\\: b\n///",
        {},
        """
content/abuses.md:5:1: error: option-apart: this line reads like the option 'year', but there is an empty line above it
    delete that empty line or, if this is text, write a backslash before the colon: year\\: …""",
    ),
    "an option that is mistyped, below an empty line": (
        "# T\n\n/// key-figure | 9\n\n    soruce: UN\n\na\n///",
        {},
        """
content/abuses.md:5:5: error: option-unknown: a key-figure has no option 'soruce'
    did you mean 'source'? (to write text, begin at the left margin, below an empty line)""",
    ),
    "an option of another block": (
        "# T\n\n/// box | A\n    year: 2014\nB.\n///",
        {},
        """
content/abuses.md:4:5: error: option-unknown: a box has no option 'year'
    it has none (to write text, begin at the left margin, below an empty line)""",
    ),
    "boxes to tick": (
        "# T\n\n- [ ] open\n- [x] done",
        {},
        """
content/abuses.md:3:3: error: task-list: boxes to tick are not printed
    delete [ ]
content/abuses.md:4:3: error: task-list: boxes to tick are not printed
    delete [x]""",
    ),
    "a table with too few columns": (
        "# T\n\n| a | b |\n|---|---|---|\n| 1 | 2 |",
        {},
        """
content/abuses.md:4:1: error: table-columns: this line has 3 columns, but the line above it has 2
    give both lines as many cells: | Year | People | above, | --- | --- | below""",
    ),
    "a table with too many cells": (
        "# T\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 | 2 | 3 |",
        {},
        """
content/abuses.md:5:1: error: table-row: this row has 3 cells, but its table has 2 columns
    delete a | or write \\| for one that belongs to the text""",
    ),
    "pictures without words": (
        "# T\n\nText ![](a.svg).\n\n![ ](b.svg)",
        {},
        """
content/abuses.md:3:6: error: alt-missing: this picture has no description for people who cannot see it
    write between the square brackets what it shows, or, after an ornament, {: .decorative}
content/abuses.md:5:1: error: alt-missing: this picture has no description for people who cannot see it
    write between the square brackets what it shows, or, after an ornament, {: .decorative}""",
    ),
    "a caption in running text": (
        '# T\n\nText\n![A map](a.svg "The camps")',
        {},
        """
content/abuses.md:4:17: error: caption-lost: a picture within a line cannot have a caption: 'The camps' would be lost
    leave an empty line before the picture and one after it, or delete the caption""",
    ),
    "rows of a table without a head, and rows cut off from theirs": (
        "# T\n\nAs follows:\n| a | b |\n| c | d |\n\n| e |\n|---|\n\n> |1|2|3|\n> |4|5|6|",
        {},
        """
content/abuses.md:4:1: error: table-headless: these lines look like a table, but none separates its head from its rows
    write  |---|---|  below this line or, if a table continues here, delete the empty line above
content/abuses.md:10:3: error: table-headless: these lines look like a table, but none separates its head from its rows
    write  |---|---|---|  below this line or, if a table continues here, delete the empty line above""",
    ),
    "the same bad link twice": (
        '# T\n\nA [page.html](page.html) and [another](page.html),\n[a third](<page.html> "x"), [none](), [none]().',
        {},
        """
content/abuses.md:3:15: error: link-refused: a link cannot lead to 'page.html'
    links begin with https://, http://, mailto:, tel: or, within the brief, #
content/abuses.md:3:40: error: link-refused: a link cannot lead to 'page.html'
    links begin with https://, http://, mailto:, tel: or, within the brief, #
content/abuses.md:4:12: error: link-refused: a link cannot lead to 'page.html'
    links begin with https://, http://, mailto:, tel: or, within the brief, #
content/abuses.md:4:36: error: link-refused: a link cannot lead to ''
    links begin with https://, http://, mailto:, tel: or, within the brief, #
content/abuses.md:4:46: error: link-refused: a link cannot lead to ''
    links begin with https://, http://, mailto:, tel: or, within the brief, #""",
    ),
    "one bad address for two links": (
        "# T\n\nA [page][r] and a [page][r].\n\n[r]: page.html",
        {},
        """
content/abuses.md:3: error: link-refused: a link cannot lead to 'page.html'
    links begin with https://, http://, mailto:, tel: or, within the brief, #""",
    ),
    "what is wrong in a caption that stands with its address": (
        '# T\n\n![A map][map]\n\n[map]: map.svg "A <b>map</b> {{ state }}[^map]"',
        {},
        """
content/abuses.md:5:19: error: raw-html: HTML is not allowed: <b>
    write **bold** for bold text
content/abuses.md:5:30: error: field-unknown: there is no field 'state'
    declare it in brief.yaml:  fields: {state: {sample: "…"}}
content/abuses.md:5:41: error: note-missing: there is no note [^map] in this file
    write it on a line of its own:  [^map]: the text of the note""",
    ),
    "pictures whose names or captions have no end": (
        '# T\n\n![A](images/photo (1.jpg)\n\n![A](images/plan.png "The plan',
        {},
        """
content/abuses.md:3:6: error: picture-unclosed: it is not clear where the name or the caption of this picture ends
    write the name on one line between < and >, and a caption in quotes after it: ![…](<images/photo (1.jpg> "…")
content/abuses.md:5:6: error: picture-unclosed: it is not clear where the name or the caption of this picture ends
    write the name on one line between < and >, and a caption in quotes after it: ![…](<images/plan.png> "…")""",
    ),
    "filters with a text that they do not take, and one without its own": (
        "# T\n\n{{ office | upper(\"x\") }}, {{ office|lower('a') }}, {{ office | default }}.",
        {"fields": OFFICE},
        """
content/abuses.md:3:1: error: filter-argument: the filter 'upper' takes nothing in brackets
    write it without brackets: {{ office | upper }}
content/abuses.md:3:28: error: filter-argument: the filter 'lower' takes nothing in brackets
    write it without brackets: {{ office | lower }}
content/abuses.md:3:53: error: filter-argument: the filter 'default' needs the text to print when the field is empty
    write it in brackets and quotes: {{ office | default("Friend") }}""",
    ),
    "filters that are given more than a text": (
        '# T\n\n{{ office | default("a", "b") }}\n\n{{ office | default("a\\\\") }}\n\n{{ office | default("`a`") }}',
        {"fields": OFFICE},
        """
content/abuses.md:3:1: error: field-broken: this is not a field: '{{ office | default("a", "b")'
    write the name of a field between two pairs of braces, {{ name }}, or \\{\\{ for two braces in the text
content/abuses.md:5:1: error: field-broken: this is not a field: '{{ office | default("a\\\\")'
    write the name of a field between two pairs of braces, {{ name }}, or \\{\\{ for two braces in the text
content/abuses.md:7:1: error: field-broken: this is not a field: '{{ office | default("`a`")'
    write the name of a field between two pairs of braces, {{ name }}, or \\{\\{ for two braces in the text""",
    ),
    "links that lead nowhere good": (
        "# T\n\nA [link](javascript:alert(1)) and [another](page.html).",
        {},
        """
content/abuses.md:3:10: error: link-refused: a link cannot lead to 'javascript:alert(1)'
    links begin with https://, http://, mailto:, tel: or, within the brief, #
content/abuses.md:3:45: error: link-refused: a link cannot lead to 'page.html'
    links begin with https://, http://, mailto:, tel: or, within the brief, #""",
    ),
    "fields nobody declared": (
        "# T\n\n{{ offcie }} and {{ state }}.",
        {"fields": OFFICE},
        """
content/abuses.md:3:1: error: field-unknown: there is no field 'offcie'
    did you mean 'office'?
content/abuses.md:3:18: error: field-unknown: there is no field 'state'
    declare it in brief.yaml:  fields: {state: {sample: "…"}}""",
    ),
    "no fields at all": (
        "# T\n\n{{ name }}",
        {},
        """
content/abuses.md:3:1: error: field-unknown: there is no field 'name'
    declare it in brief.yaml:  fields: {name: {sample: "…"}}""",
    ),
    "braces that are no field": (
        "# T\n\n{{ name\n\n{{ office | shout }}",
        {"fields": OFFICE},
        """
content/abuses.md:3:1: error: field-broken: this is not a field: '{{ name'
    write the name of a field between two pairs of braces, {{ name }}, or \\{\\{ for two braces in the text
content/abuses.md:5:1: error: filter-unknown: there is no filter 'shout'
    there are a, an, capitalize, date, default, lower, money, number, ordinal, possessive, title, trim and upper""",
    ),
    "a field that is no part of the text": (
        "# T\n\n[x](https://example.org/{{ office }})\n\n![Of {{ office }}](a.svg)\n\n*[PO]: Of {{ office }}",
        {"fields": OFFICE},
        f"""
content/abuses.md:3:25: error: field-in-address: {FIELD_IN_NAME}
    write it in the text
content/abuses.md:5:6: error: field-in-address: {FIELD_IN_NAME}
    write it in the text
content/abuses.md:7:8: error: field-in-address: {FIELD_IN_NAME}
    write it in the text""",
    ),
    "a condition that is no part of the text": (
        '# T\n\nSee [x](https://example.org/ "{% if office %}A{% endif %}").\n\n'
        "![{% if office %}A{% endif %}](a.svg)\n\n"
        "At [y](https://example.org/{% if office %}A{% endif %}).\n\n*[PO]: {% if office %}Pencil{% endif %} Office",
        {"fields": OFFICE},
        f"""
content/abuses.md:3:31: error: condition-in-name: {IN_NAME}
    write it around the whole link, or a block /// when | … around the picture
content/abuses.md:5:3: error: condition-in-name: {IN_NAME}
    write it around the whole link, or a block /// when | … around the picture
content/abuses.md:7:28: error: condition-in-name: {IN_NAME}
    write it around the whole link, or a block /// when | … around the picture
content/abuses.md:9:8: error: condition-in-name: {IN_NAME}
    write it around the whole link, or a block /// when | … around the picture""",
    ),
    "conditions without a beginning or an end": (
        "# T\n\n{% if office %}A\n\nB{% endif %}\n\n{% if office %}A{% else %}B{% else %}C{% endif %}",
        {"fields": OFFICE},
        """
content/abuses.md:3:1: error: condition-open: this {% if … %} has no {% endif %} in its paragraph or item
    write {% endif %} where the condition ends; for several paragraphs there is the block /// when | …
content/abuses.md:5:2: error: condition-open: this {% endif %} has no {% if … %} before it in its paragraph or item
    write the whole condition into one of them; for several paragraphs there is the block /// when | …
content/abuses.md:7:28: error: condition-open: this {% else %} has no {% if … %} before it in its paragraph or item
    write the whole condition into one of them; for several paragraphs there is the block /// when | …""",
    ),
    "conditions that are none": (
        "# T\n\n{% for a %}\n\n{% if %}{% endif %}\n\n{% if office = 1 %}{% endif %}\n\n{% if offices %}{% endif %}",
        {"fields": OFFICE},
        """
content/abuses.md:3:1: error: condition-broken: this is not a part of a condition: '{% for a %}'
    write {% if party == "Independent" %} … {% else %} … {% endif %}, or \\{% for these signs in the text
content/abuses.md:5:1: error: condition-broken: this is not a part of a condition: '{% if %}'
    write {% if party == "Independent" %} … {% else %} … {% endif %}, or \\{% for these signs in the text
content/abuses.md:7:1: error: condition-broken: this is not a condition: 'office = 1'
    write the name of a field, or what it has to be: party == "Independent", and, or, not, != may be in it
content/abuses.md:9:1: error: field-unknown: there is no field 'offices'
    did you mean 'office'?""",
    ),
    "blocks with a condition": (
        '# T\n\n/// when\nA\n///\n\n/// when | seat == "hous"\nB\n///\n\n/// when | seat != "house"\nC\n///',
        {"fields": {"seat": Field(type="choice", choices=("House", "Senate"))}},
        """
content/abuses.md:3:1: error: condition-missing: 'when' has no condition
    write one on this line, after a bar: /// when | party == "Independent"
content/abuses.md:7:12: error: condition-broken: 'hous' is none of the choices of the field 'seat'
    did you mean 'House'?""",
    ),
    "keys that no source has": (
        "# T\n\nA claim [see @coi2015, p. 7;\n-@collins2012], as @hrc says; \\@home, a@b.org, [@UN](https://x.org/@un).",
        {},
        """
content/abuses.md:3:14: error: source-unknown: there is no source 'coi2015'
    did you mean 'coi2014'?
content/abuses.md:4:20: error: source-unknown: there is no source 'hrc'
    did you mean 'hrc2525'?
content/abuses.md:4:49: error: source-unknown: there is no source 'UN'
    add it to sources.yaml, or write \\@ for a plain @""",
    ),
    "two keys in one part of a citation": (
        "# T\n\nA claim [@coi2014, @hrc2525, p. 7].",
        {},
        """
content/abuses.md:3:20: error: citation-broken: '@hrc2525' is not cited: '@coi2014' stands before it in the same part
    separate two sources with a semicolon: [@coi2014; @hrc2525]""",
    ),
    "a figure that is called by its whole name": (
        "# T\n\nSee @figure:camps.",
        {},
        """
content/abuses.md:3:5: error: source-unknown: there is no source 'figure:camps'
    figures and tables are named @fig:camps and @tab:camps""",
    ),
    "parts of a citation without a key": (
        "# T\n\nA claim [@coi2014; see the annex].",
        {},
        """
content/abuses.md:3:20: error: citation-broken: a part of this citation names no source: 'see the annex'
    write a key in each part, [@coi2014, p. 7; see @collins2012]; a semicolon separates two sources""",
    ),
    "HTML": (
        '# T\n\nA <b>bold</b> word, <div class="x">.',
        {},
        """
content/abuses.md:3:3: error: raw-html: HTML is not allowed: <b>
    write **bold** for bold text
content/abuses.md:3:21: error: raw-html: HTML is not allowed: <div class="x">
    delete it; only <sup>, <sub>, <br>, <span lang> and <abbr title> are allowed, and \\< is a plain < in the text""",
    ),
    "safe tags out of balance": (
        "# T\n\nH<sub>2O and </sup>, <sup>a<sup>b</sup>",
        {},
        """
content/abuses.md:3:2: error: tag-unclosed: <sub> is not closed
    write </sub> where it ends, in the same paragraph and before another <sub>
content/abuses.md:3:14: error: tag-stray-end: </sup> has no <sup> before it
    delete it, or write <sup> before it, in the same paragraph
content/abuses.md:3:22: error: tag-unclosed: <sup> is not closed
    write </sup> where it ends, in the same paragraph and before another <sup>""",
    ),
    "a comment without an end": (
        "# T\n\nA. <!-- never\nends",
        {},
        """
content/abuses.md:3:4: error: comment-unclosed: the comment that begins here never ends
    write --> where it ends, or \\<!-- for the signs themselves""",
    ),
    "attributes that are refused": (
        '# T\n\nA.\n{: .wide style="color:red" onclick=x wide}',
        {},
        """
content/abuses.md:4:10: error: attribute-refused: 'style="color:red"' cannot stand between {: and }
    write a class, a name or a language, {: .wide #camps lang=fr}; for a picture also {: width=4cm credit="…"}
content/abuses.md:4:28: error: attribute-refused: 'onclick=x' cannot stand between {: and }
    write a class, a name or a language, {: .wide #camps lang=fr}; for a picture also {: width=4cm credit="…"}
content/abuses.md:4:38: error: attribute-refused: 'wide' cannot stand between {: and }
    write a class, a name or a language, {: .wide #camps lang=fr}; for a picture also {: width=4cm credit="…"}""",
    ),
    "cells that were pasted, with tabs between them": (
        "# T\n\nYear\tHours\n2017\t1210\n\nOne\ttab.\n",
        {},
        """
content/abuses.md:3:1: warning: table-tabs: these cells are separated by tabs, which are not printed
    separate them with bars, | Year | People |; or save them as CSV and write  /// table | data/file.csv""",
    ),
    "attributes without their colon, and classes that are mistyped": (
        "# T\n\nText {.handout}, {.gov, .mil} and [a](https://example.org/{.b}).\n\n"
        "1. One {: .hand-out}\n2. Two {: .handuot}\n3. Three {: .mine}\n",
        {},
        """
content/abuses.md:3:6: warning: attributes-without-colon: '{.handout}' is printed as it stands
    for a class or a name write a colon after the brace, {: .handout}; for a plain brace write \\{
content/abuses.md:5:11: warning: class-mistyped: brief has no class '.hand-out'
    did you mean '.handout'? If your own style sheet has this class, give it a name that differs more
content/abuses.md:6:11: warning: class-mistyped: brief has no class '.handuot'
    did you mean '.handout'? If your own style sheet has this class, give it a name that differs more""",
    ),
    "what a word processor makes of quotation marks and hyphens": (
        "# T\n\n![A](a.svg „The caption“)\n\n![B](a.svg){: credit=“The office” }\n\n"
        '![C](a.svg){: credit="O’Brien, « Droits »" }\n\n<!– @Ana: which year? –>\n',
        {},
        """
content/abuses.md:3:12: error: quotes-curly: captions and credits need plain quotation marks, but this is „
    type them again: ![A map](images/map.png "The caption"), credit="The office"; word processors change them
content/abuses.md:5:22: error: quotes-curly: captions and credits need plain quotation marks, but this is “
    type them again: ![A map](images/map.png "The caption"), credit="The office"; word processors change them
content/abuses.md:9:1: error: raw-html: HTML is not allowed: <!– @Ana: which year? –>
    a comment begins with <!-- and ends with -->, with hyphens; word processors turn them into dashes""",
    ),
    "an address with what does not show": (
        "# T\n\nA [b](https://example.org/\u202egpj.exe) and https://example.org/\u200bc.",
        {},
        """
content/abuses.md:3:7: error: link-refused: this address contains an invisible character (U+202E)
    type the address again; invisible characters come with pasted text
content/abuses.md:3:41: error: link-refused: this address contains an invisible character (U+200B)
    type the address again; invisible characters come with pasted text""",
    ),
    "a quotation mark in a credit": (
        '# T\n\n![A](a.svg){: credit="The \\"Office\\"" }',
        {},
        """
content/abuses.md:3:15: error: attribute-refused: 'credit="The \\"Office\\""' cannot stand between {: and }
    write a class, a name or a language, {: .wide #camps lang=fr}; for a picture also {: width=4cm credit="…"}""",
    ),
    "widths that no picture can have": (
        "# T\n\n![A](a.svg){: width=huge }\n\n![A](a.svg){: width=2mm }\n\n![A](a.svg)\n{: .wide width='20 cm' }",
        {},
        """
content/abuses.md:3:15: error: width-wrong: 'huge' is not a width that a picture can have
    write one from 5 to 174 mm:  {: width=4cm }
content/abuses.md:5:15: error: width-wrong: '2mm' is not a width that a picture can have
    write one from 5 to 174 mm:  {: width=4cm }
content/abuses.md:8:10: error: width-wrong: '20 cm' is not a width that a picture can have
    write one from 5 to 174 mm:  {: width=4cm }""",
    ),
    "what is said of pictures, said of something else": (
        "# T\n\nText.\n{: width=4cm }\n\nText ![A](a.svg){: credit='The Clerk'}.",
        {},
        """
content/abuses.md:4:4: error: attribute-misplaced: only a picture can have 'width'
    write it directly after the picture: ![A gate](images/gate.jpg){: width=4cm }
content/abuses.md:6:20: error: attribute-misplaced: only a picture that stands alone can have 'credit'
    write it directly after the picture: ![A gate](images/gate.jpg){: credit="Who made it" }""",
    ),
    "a QR code without an address": (
        "# T\n\nA.\n\n/// qr\nRead on\n///",
        {},
        """
content/abuses.md:5:1: error: qr-without-address: this QR code has no address
    write it on this line, after a bar: /// qr | https://www.example.org""",
    ),
    "QR codes that lead nowhere": (
        "# T\n\nA.\n\n/// qr | example.org\n///\n\n/// qr | https://example.org/a b\n///\n\n"
        "/// qr | mailto:a@example.org\n///\n\n/// qr | https://example.org/\\a\n///",
        {},
        """
content/abuses.md:5:10: error: qr-address-wrong: a QR code cannot lead to 'example.org'
    write the whole address of a web page, without blanks: /// qr | https://www.example.org
content/abuses.md:8:10: error: qr-address-wrong: a QR code cannot lead to 'https://example.org/a b'
    write the whole address of a web page, without blanks: /// qr | https://www.example.org
content/abuses.md:11:10: error: qr-address-wrong: a QR code cannot lead to 'mailto:a@example.org'
    write the whole address of a web page, without blanks: /// qr | https://www.example.org
content/abuses.md:14:10: error: qr-address-wrong: a QR code cannot lead to 'https://example.org/\\a'
    write the whole address of a web page, without blanks: /// qr | https://www.example.org""",
    ),
    "a QR code that no camera reads off paper": (
        f"# T\n\nA.\n\n/// qr | https://example.org/{'a' * 281}\n///",
        {},
        """
content/abuses.md:5:10: error: qr-address-long: this address has 301 characters, too many for a QR code on paper
    use an address of at most 300 characters, such as a short one on your own site that leads to the page""",
    ),
    "QR codes of a width that they cannot have": (
        "# T\n\nA.\n\n/// qr | https://example.org\n    width: 19 mm\n///\n\n"
        "/// qr | https://example.org\n    width: 6.1 cm\n///\n\n/// qr | https://example.org\n    width: wide\n///",
        {},
        """
content/abuses.md:6:12: error: width-wrong: '19 mm' is not a width that a QR code can have
    write one from 20 to 60 mm:  width: 25 mm
content/abuses.md:10:12: error: width-wrong: '6.1 cm' is not a width that a QR code can have
    write one from 20 to 60 mm:  width: 25 mm
content/abuses.md:14:12: error: width-wrong: 'wide' is not a width that a QR code can have
    write one from 20 to 60 mm:  width: 25 mm""",
    ),
    "attributes that belong to nothing": (
        "# T\n\n{: .wide}\n\n*A* {: .b} c.",
        {},
        """
content/abuses.md:5:5: error: attributes-stray: '{: .b}' belongs to nothing
    put it at the end of a paragraph, on the line below a list or table, or directly after a link or picture""",
    ),
    "a block of code": (
        "# T\n\n```python\nprint()\n```",
        {},
        """
content/abuses.md:3:1: error: code-block: blocks of code are not printed
    delete the lines with ```; put a few words of code between single back-ticks""",
    ),
    "an endless line": (
        "# T\n\n" + "long " * 2001,
        {},
        """
content/abuses.md:3:1: error: too-long: this paragraph is longer than 10,000 characters
    leave an empty line between two paragraphs""",
    ),
    "an endless paragraph": (
        "# T\n\n" + "long word " * 500 + "\n" + "long word " * 501,
        {},
        """
content/abuses.md:3:1: error: too-long: this paragraph is longer than 10,000 characters
    leave an empty line between two paragraphs""",
    ),
    "quotations in quotations": (
        "# T\n\n" + "> " * 13 + "deep",
        {},
        """
content/abuses.md:3:27: error: too-deep: this is nested more than 12 levels deep
    use fewer levels of lists, quotations, blocks, brackets and emphasis""",
    ),
    "brackets in brackets": (
        "# T\n\n" + "[" * 13 + "deep",
        {},
        """
content/abuses.md:3:13: error: too-deep: this is nested more than 12 levels deep
    use fewer levels of lists, quotations, blocks, brackets and emphasis""",
    ),
    "emphasis in emphasis": (
        "# T\n\nFirst.\n\n" + "*" * 2_000 + "deep" + "*" * 2_000,
        {},
        """
content/abuses.md:5:1: error: too-deep: this is nested more than 50 levels deep
    use fewer levels of lists, quotations, blocks, brackets and emphasis""",
    ),
    "emphasis in the emphasis of a title": (
        "# " + "*a " * 1_500 + "deep" + "*" * 1_500 + "\n\nFirst.",
        {},
        """
content/abuses.md:1:1: error: too-deep: this is nested more than 50 levels deep
    use fewer levels of lists, quotations, blocks, brackets and emphasis""",
    ),
    "an endless table": (
        "# T\n\n| A | B |\n|---|---|\n" + "| 1 | 2 |\n" * 3_750,
        {},
        """
content/abuses.md:3:1: error: table-too-large: this table has 7,502 cells; 7,500 are the most that can be set
    keep in it only what is shown, and say where the whole is published""",
    ),
    "an endless block": (
        "# T\n\n/// box\n" + "- a\n" * 100 + "///",
        {},
        """
content/abuses.md:3:1: error: block-too-long: this box has more than 100 parts
    move what belongs to the text out of it, or close it earlier with a line ///""",
    ),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_each_finding_has_its_place_and_a_hint(
    text: str, given: dict[str, Any], expected: str, findings: Callable[..., list[str]]
) -> None:
    assert findings(text, **given) == findings_in(expected)


def findings_in(expected: str) -> list[str]:
    return expected.strip().replace("\ncontent/", "\n\ncontent/").split("\n\n")


def test_every_rule_has_a_test() -> None:
    rules = {rule.id for rule in (vars(markdown) | vars(wording)).values() if isinstance(rule, Rule)}
    tested = {
        line.split(": ")[2] for _, _, expected in CASES.values() for line in expected.split("\n") if line[:1] == "c"
    }
    assert rules == tested


@pytest.mark.parametrize(
    ("text", "column", "typed"),
    [
        ("One [coi2014] two.", 5, "[coi2014]"),
        ("One [@ coi2014].", 5, "[@ coi2014]"),
        ("One [@coi2014, p. 7", 5, "[@coi2014"),
    ],
)
def test_words_that_look_like_a_citation_are_reported(
    text: str, column: int, typed: str, findings: Callable[..., list[str]]
) -> None:
    assert findings(f"# T\n\n{text}") == [
        f"content/abuses.md:3:{column}: warning: citation-broken: this looks like a citation that is not written as "
        f"one: '{typed}'\n    write the key after an @, between square brackets: [@coi2014, p. 7]; "
        "now it is printed as it stands"
    ]


@pytest.mark.parametrize(
    "text", ["[coi2014](https://x.org)", "[the coi2014]", "(coi2014)", "[@coi2014][^n]\n\n[^n]: N"]
)
def test_words_that_are_no_citation_are_not_reported(text: str, findings: Callable[..., list[str]]) -> None:
    assert findings(f"# T\n\n{text}") == []


def test_warnings_come_with_the_text(findings: Callable[..., list[str]]) -> None:
    assert [one.split(": ")[1] for one in findings("# T\n\n[^a]: A note.")] == ["warning"]


@pytest.mark.parametrize("kind", ["summary", "author", "sources"])
def test_a_section_whose_layout_has_a_title_needs_none(kind: str, findings: Callable[..., list[str]]) -> None:
    assert findings("A section without a title.", kind=kind) == []


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d, x<y, 5 <6",
        "<https://example.org/a_b> and <desk@example.org>",
        "`<b>` and ``<i> ` <b>``, over\ntwo `lines <div>\nof code`",
        "\\<b> and \\[^none] and \\{{ none }} and [\\@none] and \\!\\[](none.svg)",
        "<!-- <b> [^none] {{ none }} -->",
        "<!--\n# Not a title\n/// box\n-->",
        "an e-mail to desk@example.org",
        "{ braces } and { : colons }",
        "> 5 is more than 4",
        "![A picture](<my picture.svg>)",
        '![A picture]( <my picture.svg> "with a caption")',
        "Text ![A picture](<my picture.svg>), text.",
        "| a bar at both ends of one line |\nand none at those of the next.",
        "\\| a |\n\\| b |",
        "|\n|",
    ],
)
def test_text_that_only_looks_wrong_is_accepted(text: str, findings: Callable[..., list[str]]) -> None:
    assert findings(f"# T\n\n{text}") == []
