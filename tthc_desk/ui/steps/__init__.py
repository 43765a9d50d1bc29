"""Steps of one dossier asked inline, for every screen that takes them."""
