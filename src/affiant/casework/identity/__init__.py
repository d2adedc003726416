"""People to contact: names and ways of contact, behind the identity door."""
