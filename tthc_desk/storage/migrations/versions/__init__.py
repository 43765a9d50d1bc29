"""One module per schema version, frozen once released."""
