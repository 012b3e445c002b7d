"""带回家: what of the report, and as what."""
