"""The documentation of exchangelib, section by section."""
import exchangelib

import board
import connecting  # noqa: F401
import folders  # noqa: F401
import items  # noqa: F401
import searching  # noqa: F401
import calendars  # noqa: F401
import people  # noqa: F401
import extended  # noqa: F401
import settings  # noqa: F401
import changes  # noqa: F401
import documented  # noqa: F401

board.run(exchangelib.__version__)
