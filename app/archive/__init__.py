"""Everything out of a notebook in one file that anybody can open, and back into an empty one."""
