"""Files that spreadsheets write and open: CSV and XLSX read without trust, and cells written safely."""
