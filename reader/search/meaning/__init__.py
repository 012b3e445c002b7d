"""What was typed stands nowhere in the report: what may it mean? By sound, by slips, by everyday words."""
