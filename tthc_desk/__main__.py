"""Makes `python -m tthc_desk` the same as `tthc-desk`; the built program starts here."""

import sys

from tthc_desk.app.main import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A training district is made by several processes, each the program started once more.
        from multiprocessing import freeze_support

        freeze_support()
    main()
