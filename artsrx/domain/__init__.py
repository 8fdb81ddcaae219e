"""plain values and rules: vocabulary, dates, identifiers, consent, statistics, disclosure; the kinds of error; `_`"""
