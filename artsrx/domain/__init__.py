"""plain values and rules: vocabulary, dates, identifiers, permissions, statistics, disclosure, value of wellbeing; the kinds of error; `_`"""
