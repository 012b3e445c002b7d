"""Finding places in the report, however they are typed: no Qt, no window."""
