"""The workbook: one sheet for each kind of record, as .xlsx or as a folder of .csv files, both ways."""
