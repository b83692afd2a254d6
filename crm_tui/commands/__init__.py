"""What a user can do, once: footer, palette, help and the key tables all read it."""
