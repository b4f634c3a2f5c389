"""`python -m fogline` is `fogline`."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; who stops it while it is being loaded is spared a traceback too."""
    try:
        from fogline.views.cli.main import main as run  # noqa: PLC0415 - takes a second or two
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
