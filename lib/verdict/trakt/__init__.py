"""The bundled minimal Trakt client: both APIs behind one protocol, usable by itself."""
