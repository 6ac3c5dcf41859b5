"""Pure rules of synchronisation: values in, values out, no clock, no I/O."""
