"""`python -m affiant` is `affiant`."""

import sys

from affiant.cli.main import main

sys.exit(main())
