"""Access tokens for mail servers that take no passwords (OAuth 2.0, RFC 6749): consent, renewal, keeping."""
