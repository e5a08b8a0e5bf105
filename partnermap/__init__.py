"""Partnermap: who works with whom in a place, what holds each link, what a reorganisation will break."""
