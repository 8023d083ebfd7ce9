"""Teams and people from a spreadsheet: reading it, checking each row, carrying out all of it or nothing."""
