"""payback: a small service that sends money to connected accounts and takes it back."""

__version__ = "0.1.0"
