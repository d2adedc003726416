"""Files on their way in: tus 1.0 for browsers with scripts, plain forms for those without."""
