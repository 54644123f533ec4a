"""The database: tables, editions, drafts, the trail; the only place that speaks SQL."""
