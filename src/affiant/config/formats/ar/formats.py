"""Arabic: no comma before the year, and the point that browsers write in numbers with these digits."""

DATE_FORMAT = "j F Y"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
