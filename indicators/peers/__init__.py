"""A collectivity beside those that resemble it: the median of its peers, never a rank."""
