"""The desk of messages: writing with reporters, what waits for a second officer, contact outside the mailbox."""
