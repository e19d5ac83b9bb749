"""Cases run against rules: what holds, what is covered, and which changes nobody would notice."""
