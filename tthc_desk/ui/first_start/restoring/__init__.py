"""Pages on which a backup is put back as the ward's book."""
