"""What Alembic runs: the migrations in one transaction of the connection that it was given."""

from alembic import context

from crm_tui.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
