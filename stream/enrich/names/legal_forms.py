"""What a company's legal name adds to the name that people use; each rule adds its own to these."""

LEGAL_FORMS = (
    "Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|LLC|AG|SA|S\\.A|NV|SE|GmbH|SpA|ASA|AB|Oyj"
)
"""Parts of a pattern, before a dot that may follow."""
