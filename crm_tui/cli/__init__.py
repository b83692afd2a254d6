"""The command line: one file per command group, imported when it is called. See :mod:`crm_tui.cli.main`."""
