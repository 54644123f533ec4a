"""``python -m indicators.cli``: the command line where its script is not installed."""

from indicators.cli.main import main

if __name__ == "__main__":
    main()
