"""The page of joint posts."""
