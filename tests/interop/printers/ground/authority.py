"""Microsoft's side of the device code, as far as a printer sees it: codes that somebody signs in with, or not."""

import random
import threading


class Authority:
    ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

    def __init__(self, seed):
        self._random, self._lock, self._signed_in = random.Random(seed), threading.Lock(), {}

    def new_code(self):
        code = "".join(self._random.choice(self.ALPHABET) for _ in range(9))
        while code.isdigit() or code.isalpha():
            code = code[:-2] + self._random.choice("23456789") + self._random.choice("ABCDEFGH")
        with self._lock:
            self._signed_in[code] = False
        return code

    def sign_in(self, code):
        """What the person does at Microsoft's page. True if that code was ever given out."""
        with self._lock:
            if code not in self._signed_in:
                return False
            self._signed_in[code] = True
            return True

    def granted(self, code):
        with self._lock:
            return self._signed_in.get(code, False)
