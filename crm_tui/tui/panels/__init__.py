"""The panels of Today, one module each; ``table.py`` says which stand there, and in what order."""
