"""Tables of reports that organisations make: read line by line, and turned into the documents of envelopes."""
