"""Times Jinja2 on the templates of the benchmark: reads them as JSON, prints microseconds of processor time and outputs as JSON."""
import json
import statistics
import sys
import time
import timeit

import jinja2

given = json.load(sys.stdin)


def environment():
    made = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    made.globals.update(
        ref=lambda name: f'"lake"."main"."{name}"',
        source=lambda schema, table: f'"lake"."{schema}"."{table}"',
        config=lambda **keywords: "",
        var=lambda name, default=None: default,
        is_incremental=lambda: True,
        this='"lake"."main"."fct_orders"',
        target={"name": "dev", "schema": "main"},
        schema="main",
    )
    return made


env = environment()
macros = env.from_string(given["macros"]).module
names = {name: getattr(macros, name) for name in dir(macros) if not name.startswith("_")}


def microseconds(work):
    work()
    timer = timeit.Timer(work, timer=time.process_time)
    number, taken = timer.autorange()
    if taken > 0.5:
        return min(taken / number, timer.timeit(number) / number) * 1e6
    return statistics.median(timer.repeat(5, number)) / number * 1e6


def compiled(source):
    return env.compile(source)


model = env.from_string(given["model"])
report = env.from_string(given["report"])
print(json.dumps({
    "version": jinja2.__version__,
    "python": sys.version.split()[0],
    "output": {"model": model.render(names), "report": report.render()},
    "parse": {
        "model": microseconds(lambda: compiled(given["model"])),
        "report": microseconds(lambda: compiled(given["report"])),
    },
    "render": {
        "model": microseconds(lambda: model.render(names)),
        "report": microseconds(lambda: report.render()),
    },
    "large": {lines: microseconds(lambda: compiled(source)) for lines, source in given["large"].items()},
    "macros": microseconds(lambda: [compiled(source) for source in given["library"]]),
}))
