"""Claims to evidence: what they weigh, who contradicts whom, where a claim stands, who has earned belief."""
