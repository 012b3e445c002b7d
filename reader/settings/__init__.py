"""What a resident can choose, declared once, kept across starts."""
