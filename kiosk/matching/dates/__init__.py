"""生年月日: days in any notation, as one day, a slip, or two."""
