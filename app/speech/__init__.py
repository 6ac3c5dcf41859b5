"""From sound to words, on the device."""
