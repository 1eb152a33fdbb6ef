"""The flow: what is due → feeds → store → stories → store.

The only core package that knows feeds, stories and the store; what one of them needs of another's
past is read here and passed in as values.
"""
