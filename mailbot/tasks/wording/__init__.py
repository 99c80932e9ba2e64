"""The firm's own texts: which there are, how one looks before it is kept, keeping it, its versions."""
