"""With whom: the map, the sheets, the networks, the search for partners."""
