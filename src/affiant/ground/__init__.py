"""Django-aware, feature-ignorant floor: what every room above stands on."""
