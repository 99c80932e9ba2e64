"""The configuration: one YAML file, validated whole, secrets from the environment or from files."""
