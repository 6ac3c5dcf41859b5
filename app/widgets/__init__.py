"""Controls shared by several screens: values and callbacks in, controls out."""
