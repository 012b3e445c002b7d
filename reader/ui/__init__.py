"""Qt widgets; the only place that knows pixels."""
