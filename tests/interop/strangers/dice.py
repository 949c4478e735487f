"""Draws a printer from a seed.

Every dimension has a name and draws from its own stream, so that adding one never changes another, and a failure can be
repeated with one dimension held fixed (`run.py --set NAME=VALUE`).
"""

import random


class Dice:
    def __init__(self, seed, fixed=None):
        self.seed = seed
        self.fixed = dict(fixed or {})
        self.drawn = {}

    def stream(self, name):
        return random.Random(f"{self.seed}:{name}")

    def pick(self, name, *options):
        """One of the options, remembered under its name; repeat an option to make it likelier."""
        value = self.stream(name).choice(options)
        if name in self.fixed:
            wanted = self.fixed[name]
            value = next((option for option in options if str(option) == wanted), wanted)
        self.drawn[name] = value
        return value

    def chance(self, name, percent):
        return self.pick(name, *([True] * percent + [False] * (100 - percent)))

    def number(self, name, low, high):
        return self.stream(name).randint(low, high)

    def text(self, name, alphabet, length):
        stream = self.stream(name)
        return "".join(stream.choice(alphabet) for _ in range(length))

    def token(self, name):
        return str(self.stream(name).randint(10**8, 10**10 - 1))
