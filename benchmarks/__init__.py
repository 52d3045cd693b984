"""Speed and memory, measured on generated articles."""
