"""How hanzi are read: dictionary, lexicons, contexts, tones."""
