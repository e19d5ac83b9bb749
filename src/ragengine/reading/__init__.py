"""Document to model: what an author wrote, made precise, with every problem at once."""
