"""七宝读报 (Qibao Reader): read, hear, search and understand a town government's work report."""

__version__ = "0.1.0"
