"""Extensions of files: which are video, and which are what lies beside films."""

from __future__ import annotations

from typing import FrozenSet


def _set(words: str) -> FrozenSet[str]:
    return frozenset(words.split())


VIDEO = _set(
    "3g2 3gp asf avi bdmv divx dv evo f4v flv h264 hevc ifo img iso m1v m2p m2t m2ts m2v m4v mk3d mkv mov "
    "mp4 mpe mpeg mpg mpls mpv mts nuv ogm ogv qt rm rmvb strm tod tp trp ts vob webm wmv wtv xvid y4m"
)
DISC_IMAGE = _set("img iso")
STREAM_PLAYLIST = _set("m3u8 mpd")

_MUSIC = _set(
    "aac ac3 aif aiff alac ape cda dff dsf dts eac3 flac m4a m4b mid midi mka mp2 mp3 mpa mpc oga ogg opus "
    "s3m spx thd truehd tta wav weba wma wv xm"
)
_PICTURES = _set("avif bmp gif heic heif ico jfif jpeg jpg jxl png psd svg tbn tga tif tiff webp")
_BESIDE = _set("ass cue idx log m3u mks nfo pdf pls smi srt ssa sub sup torrent txt url vtt xml xspf")
NOT_VIDEO = _MUSIC | _PICTURES | _BESIDE
KNOWN = VIDEO | NOT_VIDEO | STREAM_PLAYLIST
