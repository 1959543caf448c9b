"""Where Verdict begins: inside Kodi its add-on, anywhere else its command line."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
if "xbmc" in sys.builtin_module_names:
    from verdict.hosts.kodi import main
else:
    from verdict.cli import main

if __name__ == "__main__":
    sys.exit(main())
