"""Makes `python -m tthc_desk` the same as `tthc-desk`."""

from tthc_desk.app.main import main

if __name__ == "__main__":
    main()
