"""Whether two customers, or two people, may be the same: evidence in bits, and why."""
