"""Notes of the glossary."""
