"""The pages: each defines render() and nothing else; app.py registers them."""
