"""« Expliquer ce chiffre »: the computation of a figure as a tree, from its value down to the rows that it is made of."""

from indicators.present.explained.drawn import html_tree, plain_tree
from indicators.present.explained.step import RowOf, Step, rows_of
from indicators.present.explained.trees import explain
from indicators.present.explained.words import said, said_of

__all__ = ["RowOf", "Step", "explain", "html_tree", "plain_tree", "rows_of", "said", "said_of"]
