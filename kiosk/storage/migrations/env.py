"""Alembic runs this file; the connection comes from `kiosk.storage.schema`, already in a transaction."""

from alembic import context

from kiosk.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True
)
context.run_migrations()
