"""The page for shared goals: who owns which, how each is framed, filled in by choosing from words."""
