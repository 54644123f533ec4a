"""The strategy in words: chapters, boxes of the matrix, shares of priorities, proposals and promises."""
