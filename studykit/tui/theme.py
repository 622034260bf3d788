"""The app's themes: the only place where colours are named.

The colour-blind themes take their signal colours from a blue, orange and purple set that stays apart for the common kinds of colour
blindness (after Okabe and Ito 2008). No screen relies on colour alone. `text-muted` is
said here because Textual's own, a share of white or black, shows at full strength within a text.
"""

from textual.theme import Theme

DARK = Theme(
    name="studykit-dark",
    primary="#8fb7e8",
    secondary="#b9a7e0",
    accent="#e9c46a",
    success="#8fcf9b",
    warning="#e9c46a",
    error="#ef8f8f",
    foreground="#dfe3ea",
    background="#14171c",
    surface="#1b1f26",
    panel="#252a33",
    dark=True,
    variables={
        "border": "#3a4250",
        "text-muted": "#8d96a5",
        "block-cursor-text-style": "none",
        "input-selection-background": "#8fb7e8 30%",
    },
)
LIGHT = Theme(
    name="studykit-light",
    primary="#1f5fa8",
    secondary="#6a4fa3",
    accent="#8a5a00",
    success="#1d7a3a",
    warning="#8a5a00",
    error="#b3261e",
    foreground="#1d2129",
    background="#fbfaf7",
    surface="#f2f0eb",
    panel="#e6e3dc",
    dark=False,
    variables={
        "border": "#c3bfb5",
        "text-muted": "#67635b",
        "block-cursor-text-style": "none",
        "input-selection-background": "#1f5fa8 25%",
    },
)
COLORBLIND_DARK = Theme(
    name="studykit-colorblind-dark",
    primary="#56b4e9",
    secondary="#cc79a7",
    accent="#f0e442",
    success="#56b4e9",
    warning="#f0e442",
    error="#e69f00",
    foreground="#e6e6e6",
    background="#101216",
    surface="#181b21",
    panel="#242932",
    dark=True,
    variables={"border": "#46505f", "text-muted": "#9aa4b2", "block-cursor-text-style": "none"},
)
COLORBLIND_LIGHT = Theme(
    name="studykit-colorblind-light",
    primary="#00598c",
    secondary="#8a3a68",
    accent="#7a5c00",
    success="#00598c",
    warning="#7a5c00",
    error="#a34400",
    foreground="#1a1a1a",
    background="#fcfcfc",
    surface="#f1f1f1",
    panel="#e2e2e2",
    dark=False,
    variables={"border": "#b8b8b8", "text-muted": "#5c5c5c", "block-cursor-text-style": "none"},
)
THEMES = (DARK, LIGHT, COLORBLIND_DARK, COLORBLIND_LIGHT)
"""The first is the default."""
