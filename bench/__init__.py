"""The figures that the README quotes: `python -m bench` measures them and prints one table."""
