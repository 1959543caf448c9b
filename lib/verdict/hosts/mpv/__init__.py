"""mpv as a host: everything that speaks its language."""
