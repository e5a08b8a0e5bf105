"""Icons, themes, reference data, fonts and the worked example; read through one function."""
