"""The door to Matrix: the only folder that imports nio."""

from bot.matrix.client import LeanClient
from bot.matrix.crosssigning import NotTrusted, Trust, grouped
from bot.matrix.device import look_at_device, new_device, settle_in, show_fingerprint
from bot.matrix.door import MatrixDoor
from bot.matrix.sending import is_encrypted
from bot.matrix.session import Credentials, log_in

__all__ = [
    "Credentials",
    "LeanClient",
    "MatrixDoor",
    "NotTrusted",
    "Trust",
    "grouped",
    "is_encrypted",
    "log_in",
    "look_at_device",
    "new_device",
    "settle_in",
    "show_fingerprint",
]
