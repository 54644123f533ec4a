"""The sentences of the budget: what is spent and for what, why a rate is missing, what a sign means."""
