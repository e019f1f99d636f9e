"""Sample plans of a made-up county in the layouts of real offices: what they look like, what is to be read of them.

Each is a file under `tests/data/plans/`; `python -m tests.plans FOLDER` writes them as the files that offices send.
"""
