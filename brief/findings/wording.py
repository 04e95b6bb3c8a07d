"""What can be wrong within a line: pictures, links, fields, tags, attributes."""

from __future__ import annotations

from collections.abc import Mapping

from brief.findings import error, warning

ALT_MISSING = error(
    "alt-missing",
    "this picture has no text for people who do not see it",
    "say between the square brackets what it shows, or mark it as ornament: {{: .decorative}} after it",
)
OF_PICTURES_ALONE = error(
    "attribute-misplaced",
    "'{name}' is said of a picture{alone}, and this is none",
    "write it directly after the picture: ![A gate](images/gate.jpg){{: {name}={example} }}",
)
PICTURE_UNCLOSED = error(
    "picture-unclosed",
    "it is not clear where the name or the caption of this picture ends",
    'write the name on one line between < and >, and a caption in quotes after it: ![…](<{file}> "…")',
)
CAPTION_LOST = error(
    "caption-lost",
    "a picture within a line of text has no caption: '{text}' would be lost",
    "leave an empty line before the picture and one after it, or delete the caption",
)
LINK_REFUSED = error(
    "link-refused",
    "a link cannot lead to '{target}'",
    "links begin with https://, http://, mailto:, tel: or, within the brief, #",
)
LINK_INVISIBLE = error(
    "link-refused",
    "a character that does not show stands in this address (U+{code:04X})",
    "type the address anew; such characters come along when text is pasted",
)
FIELD_UNKNOWN = error("field-unknown", "there is no field '{name}'", "{nearest}")
FIELD_UNKNOWN_OTHERWISE = 'name it in brief.yaml:  fields: {{{name}: {{sample: "…"}}}}'
FIELD_BROKEN = error(
    "field-broken",
    "this is no field: '{text}'",
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
    "the filter '{name}' has to say what stands there when nothing else does",
    'write it in brackets and quotes: {{{{ {field} | {name}("Friend") }}}}',
)
FIELD_IN_ADDRESS = error("field-in-address", "a field cannot stand in an address or a {{: … }}", "write it in the text")
CONDITION_NOT_BUILT = error(
    "condition-not-built",
    "conditions, {{% … %}}, are not built yet",
    "take it out, or write \\{{% for a brace and a percent sign in the text",
)
SOURCE_UNKNOWN = error("source-unknown", "there is no source '{key}'", "{nearest}")
SOURCE_UNKNOWN_OTHERWISE = "put it into {file}; a plain @ is written \\@"
SOURCE_UNKNOWN_WITHOUT_FILE = "name a file with sources in brief.yaml, sources: sources.yaml; a plain @ is written \\@"
CITATION_BROKEN = error(
    "citation-broken",
    "a part of this citation names no source: '{part}'",
    "write a key in each part, [@coi2014, p. 7; see @collins2012]; a semicolon parts two sources",
)
CITATION_JOINED = error(
    "citation-broken",
    "'@{second}' stands in one part with '@{first}', which alone is cited",
    "part two sources with a semicolon: [@{first}; @{second}]",
)
CITATION_OPEN = warning(
    "citation-broken",
    "this looks like a citation that is not written as one: '{text}'",
    "write the key behind an @, all between square brackets: [@{key}, p. 7]; it is printed as it stands",
)
SOURCE_KIND = "figures and tables are named @fig:{name} and @tab:{name}"
RAW_HTML = error("raw-html", "HTML is not taken over: {tag}", "{instead}")
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
COMMENT_IN_DASHES = "a comment begins with <!-- and ends with -->, in hyphens; word processors make dashes of them"
INSTEAD_OTHERWISE = (
    "delete it; only <sup>, <sub>, <br>, <span lang> and <abbr title> are taken, and \\< is a plain < in the text"
)
TAG_UNCLOSED = error(
    "tag-unclosed",
    "<{name}> is not closed",
    "write </{name}> where it ends, in the same paragraph and before another <{name}>",
)
TAG_STRAY_END = error(
    "tag-stray-end",
    "</{name}> ends what did not begin",
    "delete it, or write the tag that begins before it, in the same paragraph",
)
COMMENT_UNCLOSED = error(
    "comment-unclosed",
    "the comment that begins here never ends",
    "write --> where it ends, or \\<!-- for the signs themselves",
)
COMMENT_UNSIGNED = warning(
    "comment-unsigned",
    "this comment begins with an @ and names nobody, so no proof prints it: '{text}'",
    "write <!-- @Ana: words -->, with a colon behind the name; a comment without an @ is printed nowhere",
)
COMMENT_EMPTY = warning(
    "comment-empty",
    "the comment by {who} says nothing, so no proof prints it",
    "write what it shall say behind the colon, or delete it",
)
ATTRIBUTE_REFUSED = error(
    "attribute-refused",
    "'{text}' cannot stand between {{: and }}",
    'a class, a name, a language can, {{: .wide #camps lang=fr}}; of a picture {{: width=4cm credit="…"}} too',
)
ATTRIBUTES_WITHOUT_COLON = warning(
    "attributes-without-colon",
    "'{text}' is printed as it stands",
    "for a class or a name write a colon behind the brace, {{: .handout}}; for the sign itself \\{{",
)
CLASS_MISTYPED = warning(
    "class-mistyped",
    "brief itself knows no class '.{name}'",
    "did you mean '.{nearest}'? One that your own style sheet names is told apart better by another name",
)
QUOTES_CURLY = error(
    "quotes-curly",
    "a caption and a credit stand in plain quotation marks, and this is {sign}",
    'type them anew: ![A map](images/map.png "The caption"), credit="The office"; word processors change them',
)
ATTRIBUTES_STRAY = error(
    "attributes-stray",
    "'{text}' belongs to nothing",
    "put it at the end of a paragraph, on the line below a list or table, or directly after a link or picture",
)
