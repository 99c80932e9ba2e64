"""What was learnt from labelled sentences: words as ideas, weights in a file, and how they are weighed."""
