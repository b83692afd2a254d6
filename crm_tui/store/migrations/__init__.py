"""Alembic's folder: each file in ``versions`` brings a database from one schema to the next."""
