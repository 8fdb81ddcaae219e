"""The inputs of every form: a label, saving when left, and a reason beside what cannot be saved."""
