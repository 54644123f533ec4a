"""Mail to who asked for it: subscriptions, a queue, words made when a message leaves, one click to end it."""

#: Where the link of a message leads.
PATH = "/courriel/desabonnement"
