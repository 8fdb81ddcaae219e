"""The impact report: who was referred, who came, what changed, how sure anybody can be."""
