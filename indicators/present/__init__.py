"""Everything a person sees, built from the same domain objects: charts, maps, reports and words."""
