"""The official statistics: files read as their publishers give them, kept as facts, shown as indicators.

A file is recognised by what it holds (:mod:`~indicators.official.head`, :mod:`~indicators.official.layouts`), becomes
facts (:mod:`~indicators.official.facts`), and the facts become values (:mod:`~indicators.official.computing`) of a cube
(:mod:`~indicators.official.cube`) that is read by filter. All of it is reference data beside the store.
"""
