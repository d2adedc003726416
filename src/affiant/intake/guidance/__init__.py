"""What a person should know before they begin."""
