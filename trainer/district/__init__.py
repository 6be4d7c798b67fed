"""The District: its pack, money, calendar, tariff, rules and manual. The code knows no agency by name."""
