#!/usr/bin/env python3
"""Onboards strangers: virtual printers that share nothing with the driver or the virtual office but the published facts.

  run.py PATH/tegata                          40 seeds and the pages that must stop the driver
  run.py PATH/tegata --seeds 0..299           other seeds
  run.py PATH/tegata --seeds 17 --verbose     one, with its requests, events and the pages' dimensions
  run.py PATH/tegata --seeds 17 --set rows=dl one, with a dimension held fixed

Every printer is drawn from its seed and judges what arrives as a browser's: field by field, in order, with the page's
token, cookies and Referer. Ends with 1 if any visit went wrong. Needs Python 3.10 and the program openssl.
"""

import argparse
import collections
import concurrent.futures
import os
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import stops  # noqa: E402
from visit import Visit  # noqa: E402
from wire import certificate  # noqa: E402


def seeds(text):
    result = []
    for part in text.split(","):
        first, _, last = part.partition("..")
        result += range(int(first), int(last or first) + 1)
    return result


def keep_pages(made, folder):
    """Writes what was asked and answered, one file each."""
    os.makedirs(folder, exist_ok=True)
    for number, (method, target, pairs, reply) in enumerate(made.printer.keep):
        name = f"{number:03}-{method}-" + "".join(c if c.isalnum() else "_" for c in target)[-50:] + ".html"
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(f"<!-- {method} {target} {pairs}\n{reply.status} {reply.headers} -->\n{reply.body}")


def visit(program, seed, pem, fixed, arguments):
    made = None
    try:
        made = Visit(program, seed, pem, fixed, verbose=arguments.verbose)
        if arguments.pages:
            made.printer.keep = []
            made.go()
            keep_pages(made, os.path.join(arguments.pages, str(seed)))
            return made
        return made.go()
    except Exception as error:  # a fault of this tester is a failure, not an end
        made = made or type("Broken", (), {"seed": seed, "failures": [], "printer": None, "events": [], "words": "", "seconds": 0})()
        made.failures.append("the tester itself: " + "".join(traceback.format_exception_only(error)).strip() + " " + traceback.format_exc().splitlines()[-3].strip())
        return made


def report(made, verbose):
    print(f"\nseed {made.seed}: FAILED after {made.seconds:.1f} s")
    for failure in made.failures[:6]:
        print("   " + failure[:600])
    if made.printer:
        print("   " + "; ".join(f"{name}={value}" for name, value in made.printer.dice.drawn.items()))
    if verbose and made.printer:
        print("   requests:\n      " + "\n      ".join(made.printer.log))
        print("   notes:", made.printer.notes)
        print("   events:\n      " + "\n      ".join(map(str, made.events)))
        print("   " + made.words.replace("\n", "\n   "))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seeds", default="0..39", type=seeds)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--pages", metavar="FOLDER", help="keep what was asked and answered there")
    parser.add_argument("--no-stops", action="store_true", help="leave out the pages that must stop the driver")
    parser.add_argument("--only-stops", action="store_true")
    arguments = parser.parse_args()
    fixed = dict(item.split("=", 1) for item in arguments.set)
    program = os.path.abspath(arguments.program)
    started = time.monotonic()
    failed, kinds = [], collections.Counter()
    with tempfile.TemporaryDirectory(prefix="strangers-") as folder, concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        pem = certificate(folder)
        visits = [] if arguments.only_stops else [pool.submit(visit, program, seed, pem, fixed, arguments) for seed in arguments.seeds]
        requests = []
        for future in visits:
            made = future.result()
            if made.failures:
                failed.append(made.seed)
                kinds[made.failures[0][:110]] += 1
                report(made, arguments.verbose)
            else:
                requests.append(made.wire.requests)
                if arguments.verbose:
                    print(f"seed {made.seed}: passed, {made.wire.requests} requests\n      " + "\n      ".join(made.printer.log))
            sys.stdout.flush()
        stopped = []
        if not arguments.no_stops and not fixed:
            stopped = [future.result() for future in [pool.submit(stops.check, program, pem, case) for case in stops.cases()]]
    print()
    for text, count in kinds.most_common():
        print(f"{count:4} × {text}")
    wrong = [line for line in stopped if line]
    for line in wrong:
        print("must stop: " + line)
    average = f", {sum(requests) / len(requests):.1f} requests each" if requests else ""
    if visits:
        print(f"{len(visits) - len(failed)} of {len(visits)} printers onboarded{average}.")
    if stopped:
        print(f"{len(stopped) - len(wrong)} of {len(stopped)} spoilt printers stopped the driver as they should.")
    print(f"{time.monotonic() - started:.0f} s.")
    return 1 if failed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
