"""The door to Matrix: the only folder that imports nio."""

from bot.matrix.client import LeanClient
from bot.matrix.crosssigning import NotTrusted, Trust, grouped
from bot.matrix.device import look_at_device, new_device, settle_in, show_fingerprint, sign_out
from bot.matrix.door import MatrixDoor
from bot.matrix.keyed import KeyedClient
from bot.matrix.sending import is_encrypted, is_known
from bot.matrix.session import Credentials, log_in
from bot.matrix.verification import last_verification

__all__ = [
    "Credentials",
    "KeyedClient",
    "LeanClient",
    "MatrixDoor",
    "NotTrusted",
    "Trust",
    "grouped",
    "is_encrypted",
    "is_known",
    "last_verification",
    "log_in",
    "look_at_device",
    "new_device",
    "settle_in",
    "show_fingerprint",
    "sign_out",
]
