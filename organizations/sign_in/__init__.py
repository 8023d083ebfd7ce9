"""Where accounts lived before; what stays here is only what sessions hold by this name."""
