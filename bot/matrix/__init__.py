"""The door to Matrix: the only folder that imports nio."""

from bot.matrix.client import LeanClient
from bot.matrix.device import new_device, settle_in
from bot.matrix.door import MatrixDoor
from bot.matrix.session import Credentials, log_in

__all__ = ["Credentials", "LeanClient", "MatrixDoor", "log_in", "new_device", "settle_in"]
