"""Where the two faces are put together: environment, settings, addresses, servers."""
