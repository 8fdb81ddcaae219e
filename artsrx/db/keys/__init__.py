"""who may open a record: vault, key file, crypto, recovery code, attempts"""
