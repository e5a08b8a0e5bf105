"""Pure functions of a Place or a network: measures, layouts, disruption, health."""
