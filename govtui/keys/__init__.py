"""Every action of the screens with its keys, as plain data."""
