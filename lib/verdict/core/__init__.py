"""The pure core: values, events and decisions. No I/O, clock, thread or log in here."""
