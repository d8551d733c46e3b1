"""What a company's legal name adds to the name that people use; each rule adds its own to these."""

LEGAL_FORMS = (
    "Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|LLC|AG|SA|S\\.A|NV|SE|GmbH|SpA|ASA|AB|Oyj"
    "|Bhd|Berhad|Pty|Pvt|KG|KGaA|Tbk|PJSC|OJSC|JSC|OAO|BV|Srl|Sarl|KK|ApS|Nyrt"
)
"""Parts of a pattern, before a dot that may follow."""
