"""What can be wrong within a line: pictures, links, fields, tags, attributes."""

from __future__ import annotations

from collections.abc import Mapping

from brief.findings import error, warning

ALT_MISSING = error(
    "alt-missing",
    "this picture has no description for people who cannot see it",
    "write between the square brackets what it shows, or, after an ornament, {{: .decorative}}",
)
OF_PICTURES_ALONE = error(
    "attribute-misplaced",
    "only a picture{alone} can have '{name}'",
    "write it directly after the picture: ![A gate](images/gate.jpg){{: {name}={example} }}",
)
PICTURE_UNCLOSED = error(
    "picture-unclosed",
    "it is not clear where the name or the caption of this picture ends",
    'write the name on one line between < and >, and a caption in quotes after it: ![…](<{file}> "…")',
)
CAPTION_LOST = error(
    "caption-lost",
    "a picture within a line cannot have a caption: '{text}' would be lost",
    "leave an empty line before the picture and one after it, or delete the caption",
)
LINK_REFUSED = error(
    "link-refused",
    "a link cannot lead to '{target}'",
    "links begin with https://, http://, mailto:, tel: or, within the brief, #",
)
LINK_INVISIBLE = error(
    "link-refused",
    "this address contains an invisible character (U+{code:04X})",
    "type the address again; invisible characters come with pasted text",
)
FIELD_UNKNOWN = error("field-unknown", "there is no field '{name}'", "{nearest}")
FIELD_UNKNOWN_OTHERWISE = 'declare it in brief.yaml:  fields: {{{name}: {{sample: "…"}}}}'
FIELD_BROKEN = error(
    "field-broken",
    "this is not a field: '{text}'",
    "write the name of a field between two pairs of braces, {{{{ name }}}}, or \\{{\\{{ for two braces in the text",
)
FILTER_UNKNOWN = error("filter-unknown", "there is no filter '{name}'", "{nearest}")
FILTER_ARGUMENT_REFUSED = error(
    "filter-argument",
    "the filter '{name}' takes nothing in brackets",
    "write it without brackets: {{{{ {field} | {name} }}}}",
)
FILTER_ARGUMENT_MISSING = error(
    "filter-argument",
    "the filter '{name}' needs the text to print when the field is empty",
    'write it in brackets and quotes: {{{{ {field} | {name}("Friend") }}}}',
)
FIELD_IN_ADDRESS = error(
    "field-in-address",
    "a field cannot stand in an address, words for a picture, a spelled-out abbreviation or a {{: … }}",
    "write it in the text",
)
CASE_IN_NAME = error(
    "condition-in-name",
    "a condition cannot stand in an address, a title of a link, words for a picture or a spelled-out abbreviation",
    "write it around the whole link, or a block /// when | … around the picture",
)
CASE_BROKEN = error(
    "condition-broken",
    "this is not a part of a condition: '{text}'",
    'write {{% if party == "Independent" %}} … {{% else %}} … {{% endif %}}, or \\{{% for these signs in the text',
)
CASE_STRAY = error(
    "condition-open",
    "this {{% {word} %}} has no {{% if … %}} before it in its paragraph or item",
    "write the whole condition into one of them; for several paragraphs there is the block /// when | …",
)
CASE_UNCLOSED = error(
    "condition-open",
    "this {{% {word} … %}} has no {{% endif %}} in its paragraph or item",
    "write {{% endif %}} where the condition ends; for several paragraphs there is the block /// when | …",
)
CASE_ACROSS = error(
    "condition-open",
    "a condition here begins within emphasis or a link, and ends outside, or the other way round",
    "put {{% if … %}} and {{% endif %}} both inside or both outside",
)
CONDITION_BROKEN = error(
    "condition-broken",
    "this is not a condition: '{text}'",
    'write the name of a field, or what it has to be: party == "Independent", and, or, not, != may be in it',
)
CONDITION_NEVER = error("condition-broken", "'{value}' is none of the choices of the field '{name}'", "{nearest}")
SOURCE_UNKNOWN = error("source-unknown", "there is no source '{key}'", "{nearest}")
SOURCE_UNKNOWN_OTHERWISE = "add it to {file}, or write \\@ for a plain @"
SOURCE_UNKNOWN_WITHOUT_FILE = (
    "name a file with sources in brief.yaml, sources: sources.yaml, or write \\@ for a plain @"
)
CITATION_BROKEN = error(
    "citation-broken",
    "a part of this citation names no source: '{part}'",
    "write a key in each part, [@coi2014, p. 7; see @collins2012]; a semicolon separates two sources",
)
CITATION_JOINED = error(
    "citation-broken",
    "'@{second}' is not cited: '@{first}' stands before it in the same part",
    "separate two sources with a semicolon: [@{first}; @{second}]",
)
CITATION_OPEN = warning(
    "citation-broken",
    "this looks like a citation that is not written as one: '{text}'",
    "write the key after an @, between square brackets: [@{key}, p. 7]; now it is printed as it stands",
)
SOURCE_KIND = "figures and tables are named @fig:{name} and @tab:{name}"
RAW_HTML = error("raw-html", "HTML is not allowed: {tag}", "{instead}")
INSTEAD: Mapping[str, str] = {
    "b": "write **bold** for bold text",
    "strong": "write **bold** for bold text",
    "i": "write *italic* for italic text",
    "em": "write *italic* for italic text",
    "a": "write [text](https://address) for a link",
    "img": 'write ![what it shows](images/file.svg "caption") for a picture',
    "table": "write a table with bars: | Year | People |",
    "ul": "write a list with hyphens: - text",
    "ol": "write a list with numbers: 1. text",
    "li": "write a list with hyphens: - text",
    "p": "leave an empty line between two paragraphs",
    "code": "write `code` between back-ticks",
    "blockquote": "begin each line of a quotation with >",
    "h1": "write # before a title",
    "h2": "write ## before a heading",
    "h3": "write ### before a smaller heading",
    "hr": "write *** on a line of its own for a rule",
    "span": 'write <span lang="ko"> with a language, and nothing else in it',
    "abbr": 'write <abbr title="United Nations"> with a title, and nothing else in it',
}
"""What to write instead of a tag, by its name."""
COMMENT_IN_DASHES = "a comment begins with <!-- and ends with -->, with hyphens; word processors turn them into dashes"
INSTEAD_OTHERWISE = (
    "delete it; only <sup>, <sub>, <br>, <span lang> and <abbr title> are allowed, and \\< is a plain < in the text"
)
TAG_UNCLOSED = error(
    "tag-unclosed",
    "<{name}> is not closed",
    "write </{name}> where it ends, in the same paragraph and before another <{name}>",
)
TAG_STRAY_END = error(
    "tag-stray-end",
    "</{name}> has no <{name}> before it",
    "delete it, or write <{name}> before it, in the same paragraph",
)
COMMENT_UNCLOSED = error(
    "comment-unclosed",
    "the comment that begins here never ends",
    "write --> where it ends, or \\<!-- for the signs themselves",
)
COMMENT_UNSIGNED = warning(
    "comment-unsigned",
    "this comment begins with an @, but not with a name and a colon, so no proof prints it: '{text}'",
    "write <!-- @Ana: words -->, or delete the @ of a comment that is not to be printed",
)
COMMENT_EMPTY = warning(
    "comment-empty",
    "the comment by {who} is empty, so no proof prints it",
    "write its words after the colon, or delete it",
)
ALLOWANCE_UNCLEAR = warning(
    "allow-unclear",
    "this comment is for brief, which cannot read it: '{text}'",
    "name one rule, and say why:  <!-- brief: allow unsourced-number because the next paragraph has the source -->",
)
ATTRIBUTE_REFUSED = error(
    "attribute-refused",
    "'{text}' cannot stand between {{: and }}",
    'write a class, a name or a language, {{: .wide #camps lang=fr}}; for a picture also {{: width=4cm credit="…"}}',
)
ATTRIBUTES_WITHOUT_COLON = warning(
    "attributes-without-colon",
    "'{text}' is printed as it stands",
    "for a class or a name write a colon after the brace, {{: .handout}}; for a plain brace write \\{{",
)
CLASS_MISTYPED = warning(
    "class-mistyped",
    "brief has no class '.{name}'",
    "did you mean '.{nearest}'? If your own style sheet has this class, give it a name that differs more",
)
QUOTES_CURLY = error(
    "quotes-curly",
    "captions and credits need plain quotation marks, but this is {sign}",
    'type them again: ![A map](images/map.png "The caption"), credit="The office"; word processors change them',
)
ATTRIBUTES_STRAY = error(
    "attributes-stray",
    "'{text}' belongs to nothing",
    "put it at the end of a paragraph, on the line below a list or table, or directly after a link or picture",
)
