"""What the pages show: figures turned into words, tables and charts. No query is made here."""
