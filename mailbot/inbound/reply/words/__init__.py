"""What people say for each intent, a language and a subject a file: tables that can be read and extended."""
