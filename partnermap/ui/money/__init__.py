"""The page of joint money."""
