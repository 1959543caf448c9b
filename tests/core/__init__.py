"""The core's tests: standard library and pytest alone, so that they also run on Kodi's oldest Python."""
