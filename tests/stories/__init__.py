"""Stories told in a real browser, with every part a process of its own."""
