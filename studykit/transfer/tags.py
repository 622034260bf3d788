"""The tags of HTML, by what they mean to a reader."""

MARKS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "code": "`",
    "tt": "`",
    "kbd": "`",
    "samp": "`",
    "s": "~~",
    "del": "~~",
    "strike": "~~",
}
"""How Markdown writes what a tag means."""
BLOCKS = {
    "p", "div", "section", "article", "blockquote", "ul", "ol", "dl", "dt", "dd", "table", "tr", "hr", "figure", "center",
    "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "header", "footer", "main", "form", "fieldset", "details", "summary",
}  # fmt: skip
"""Tags that stand on lines of their own."""
UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg"}
"""Tags whose insides no reader sees."""
