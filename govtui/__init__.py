"""govtui: an offline terminal ledger (工作台账) for government offices.

This file imports nothing, so that no part of the program drags in another.
"""

__version__ = "0.1.0"
