"""The operator's command about organisations."""
