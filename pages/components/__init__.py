"""What the pages share on the screen: selections, figures, headers, messages."""
