"""The prompt over mpv's picture: one table of rectangles, drawn as ASS events and hit by the mouse.

Pure: nothing here knows a player. The caller gives the OSD's size, sends what `draw` returns to
``osd-overlay`` (format ``ass-events``, res_x ``layout.res_x``, res_y ``RES_Y``), and draws only on change.
"""

from verdict.hosts.mpv.overlay.choosing import draw_choice, lay_out_choice
from verdict.hosts.mpv.overlay.draw import draw
from verdict.hosts.mpv.overlay.geometry import RES_Y, Box, Layout, Rect, Role, res_x_for
from verdict.hosts.mpv.overlay.layout import lay_out
from verdict.hosts.mpv.overlay.notes import draw_card, draw_toast, draw_word
from verdict.hosts.mpv.overlay.signing import draw_sign_in, lay_out_sign_in

__all__ = [
    "RES_Y",
    "Box",
    "Layout",
    "Rect",
    "Role",
    "draw",
    "draw_card",
    "draw_choice",
    "draw_sign_in",
    "draw_toast",
    "draw_word",
    "lay_out",
    "lay_out_choice",
    "lay_out_sign_in",
    "res_x_for",
]
