"""Alembic's folder: env.py, and one module per revision in versions/, named by the schema version.

A new revision is `versions/v0002_what_it_does.py` with `revision = "0002"`; with it go
`SCHEMA_VERSION` in db/header.py, the mapped classes, and a stored file of the schema before it.
"""
