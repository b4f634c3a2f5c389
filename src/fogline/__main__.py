"""`python -m fogline` is `fogline`."""

from fogline.views.cli.main import main

if __name__ == "__main__":
    main()
