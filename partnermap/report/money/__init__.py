"""The sections on joint money and on payments, with their charts."""
