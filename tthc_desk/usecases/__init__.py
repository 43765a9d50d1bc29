"""What an officer can do; the ports are Protocols here."""
