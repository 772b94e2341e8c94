"""``python -m briefbook``."""

import sys

from briefbook.cli import main

sys.exit(main())
