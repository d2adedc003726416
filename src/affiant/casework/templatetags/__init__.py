"""What templates of the officers' face can do with text."""
