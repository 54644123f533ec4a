"""The read-only API, ``/api/v1``: what the pages read, for the city's own site and for whoever reuses the data.

One table of operations (``operations``) makes the routes, the checks of what is asked, the OpenAPI description and the
page that says what is promised; the fields are those of the records (``fields``). Answers are kept as bytes until the
database comes to another state (``keeping``).
"""
