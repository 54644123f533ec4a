"""What every page uses: the reader's context, addresses, layout, choices, the list of pages."""
