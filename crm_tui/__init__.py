"""crm-tui: a customer-relationship desk in the terminal."""
