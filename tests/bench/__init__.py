"""What costs how much: `python -m tests.bench [NAME…] [--tasks 1000,10000] [--json]`.

Each figure stands beside a floor that is measured in the same run: the least that the same result could cost.
Machines differ and their speed wanders, so what carries over is the ratio. These are no tests: nothing fails here.
"""
