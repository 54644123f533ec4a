"""Charts as pure functions: domain objects in, :class:`~indicators.present.figure.Figure` out."""
