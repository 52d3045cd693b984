"""From the bytes of one input to an article row or a rejection. No database and no Dagster here."""
