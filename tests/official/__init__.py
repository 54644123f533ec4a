"""The official statistics: files as their publishers give them, made small here, and the figures delivered."""
