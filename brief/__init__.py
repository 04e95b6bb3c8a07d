"""brief: a folder of Markdown becomes a policy brief fit to be handed across a desk."""

__version__ = "0.1.0"
