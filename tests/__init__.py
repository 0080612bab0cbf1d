"""Tests: rules on plain values, the whole bot through the rehearsal, catalogue, properties, crashes, live."""
