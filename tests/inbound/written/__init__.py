"""What mail programs and people put around an answer, as data: program, language, and the text itself."""
