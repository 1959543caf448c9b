"""The prompt's drawing over mpv: pure functions, so no player is needed here."""
