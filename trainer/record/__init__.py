"""The nouns of the product: plain, frozen, and importing nothing of the project."""
