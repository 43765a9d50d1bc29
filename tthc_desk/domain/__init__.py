"""Rules of the counter: standard library only, no clock, no I/O, no Qt."""
