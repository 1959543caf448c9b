"""How it looks: every colour, size and gap of the drawing, and nothing else.

Sizes are in units of a picture that is 720 high; colours are RRGGBB; opacities run from 0 to 1.
"""

from __future__ import annotations

# Colours: one accent over greys.
INK = "F4F4F2"  # what is to be read first
QUIET = "B4B8BE"  # what is read second
ACCENT = "F5B93E"  # focus, and what the film is rated
DARK = "15171B"  # the panel, and text on a light ground
SCRIM = "000000"

SCRIM_OPACITY = 0.45
PANEL_OPACITY = 0.90
SHADOW_OPACITY = 0.55
REST_OPACITY = 0.14  # a choice that nothing points at
BUTTON_OPACITY = 0.07  # a button that nothing points at: it stands back behind the choices
TRACK_OPACITY = 0.16  # the way of the countdown's bar
KEY_OPACITY = 0.6
EMPTY_OPACITY = 0.20  # a star that is not filled

# Text.
TITLE = 52
TITLE_NARROW = 42
CHOICE = 36
WORD = 34
QUESTION = 30
FACTS = 28
BUTTON = 26
CLOCK = 24
HINT = 20
LINE = 1.22  # height of a line, as a share of its text

# The panel.
CONTENT_WIDTH = 800
PANEL_PADDING = 44
PANEL_PADDING_NARROW = 22  # at the sides, in a window too narrow for the whole panel
PANEL_MARGIN_NARROW = 10
PANEL_RADIUS = 22
PANEL_MARGIN = 20  # to the edge of the picture, at least
SHADOW_BLUR = 18

# Gaps between the rows.
GAP_TITLE = 4
GAP_FACTS = 4
GAP_CHOICES = 34
GAP_WORD = 14
GAP_BUTTONS = 30

# Choices.
CELL_HEIGHT = 76
CELL_GAP = 8
CELL_ROW_GAP = 18  # leaves room for the badge of the present rating
CELL_RADIUS = 12
CELL_NARROWEST = 52  # narrower cells go into two rows
FEELING_HEIGHT = 108  # Love and Hate
FEELING_GAP = 16
FEELING_ICON = 48
FEELING_ICON_GAP = 20
FEELING_WIDE = 300  # from here on the icon stands beside the word
STAR = 120
STAR_PITCH = 1.6  # the widest step from star to star, as a share of the star
STAR_MARK = 0.36  # the badge beside the middle of a star, and below its top, as shares of the star
STAR_MARK_DOWN = 0.14
MARK = 26  # the badge of the present rating
RING = 3  # the ring of the focus

# Buttons.
BUTTON_HEIGHT = 54
BUTTON_GAP = 12
BUTTON_PADDING = 20
BUTTON_RADIUS = 12
KEY_GAP = 12
KEY_PADDING = 9
KEY_HEIGHT = 30
KEY_RADIUS = 7
KEY_RIM = 1.5

BAR_HEIGHT = 4  # it lies in the panel's lower padding

# Fitting into small windows.
LEGIBLE_HEIGHT = 480  # pixels; in a lower window everything grows by up to MOST_GROWTH
MOST_GROWTH = 1.7
CONTENT_NARROWEST = 260
NARROW = 520  # below this the title is smaller

# The word after a choice, and the line over a film that has begun.
NOTE_PADDING = 28
NOTE_RADIUS = 18
NOTE_SMALLEST = 0.7  # of the font, before a line takes two rows
NOTE_ROWS = 2
NOTE_FROM_BOTTOM = 96
TOAST_MARGIN = 36
TOAST = 26
CARD_PADDING = 22
CARD_TITLE = 22
CARD_GAP = 6
CARD_WIDEST = 380  # of its title

# The choice of a film.
FILM = 30
FILM_NARROW = 26
FILM_HEIGHT = 58
FILM_GAP = 8
GAP_FILMS = 22

# Signing in.
ADDRESS = 34
ADDRESS_LINES = 6  # at most; an address is not elided while it fits into these
CODE = 64
REASON_LINES = 3
QR = 330  # beside the text
QR_BELOW = 250  # above the text, in a narrow window
QR_GAP = 36
QR_RADIUS = 8
GAP_CODE = 20
PAPER = "FFFFFF"
PRINT = "000000"
