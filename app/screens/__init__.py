"""One screen each: a pure view of values, and the thin component around it."""
