"""Renders templates with the real Jinja2, for the tests that compare.

usage: python jinja_reference.py CASES OUTCOMES

CASES is a JSON object: "context" the variables, "cases" a list of {"environment", "template"}. An environment is "dbt" (dbt's own, but that
macros keep their names), "native" (dbt's for YAML, the outcome is the value's repr), or "plain" and, each after a comma, any of trim,
lstrip, keep, strict, chainable. OUTCOMES is a JSON list with, per case, {"output"} or {"error", "message", "lines"}: the kind, the text,
and the lines of the template from the outermost to the innermost frame.
"""

import json
import resource
import signal
import sys
import warnings

import jinja2
from dbt_common.clients import jinja as dbt
from jinja2.sandbox import SandboxedEnvironment

SECONDS = 4
MEMORY = 3 << 30
EXTENSIONS = ["jinja2.ext.do", "jinja2.ext.loopcontrols"]


class Parser(dbt.MacroFuzzParser):
    """dbt's parser, without its prefix before the names of macros."""

    def parse_macro(self):
        node = jinja2.nodes.Macro(lineno=next(self.stream).lineno)
        node.name = self.parse_assign_target(name_only=True).name
        self.parse_signature(node)
        node.body = self.parse_statements(("name:endmacro",), drop_needle=True)
        return node


def unprefixed(base, template_base):
    class Environment(base):
        def _parse(self, source, name, filename):
            return Parser(self, source, name, filename).parse()

    class Template(template_base):
        environment_class = Environment

    Environment.template_class = Template
    return Environment


def environment(name):
    kind, *options = name.split(",")
    if kind in ("dbt", "native"):
        base = dbt.MacroFuzzEnvironment if kind == "dbt" else dbt.NativeSandboxEnvironment
        template = dbt.MacroFuzzTemplate if kind == "dbt" else dbt.NativeSandboxTemplate
        result = unprefixed(base, template)(
            undefined=dbt.create_undefined() if "capturing" in options else jinja2.Undefined,
            extensions=EXTENSIONS
            + [dbt.MaterializationExtension, dbt.DocumentationExtension, dbt.TestExtension],
        )
        result.filters.update(dbt.TEXT_FILTERS if kind == "dbt" else dbt.NATIVE_FILTERS)
        return result
    undefined = jinja2.Undefined
    if "strict" in options:
        undefined = jinja2.StrictUndefined
    if "chainable" in options:
        undefined = jinja2.ChainableUndefined
    return SandboxedEnvironment(
        trim_blocks="trim" in options,
        lstrip_blocks="lstrip" in options,
        keep_trailing_newline="keep" in options,
        undefined=undefined,
        extensions=EXTENSIONS,
    )


class Late(BaseException):
    pass


def late(*_):
    raise Late()


def lines(error):
    found = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found.append(trace.tb_lineno)
        trace = trace.tb_next
    return found


def render(jinja, template, context):
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        result = jinja.from_string(template).render(context)
        if not isinstance(result, str) or "Native" in type(jinja).__mro__[1].__name__:
            result = repr(result)
        result.encode("utf-8")
        return {"output": result}
    except (RecursionError, MemoryError) as e:
        return {"error": type(e).__name__, "message": "", "lines": []}
    except jinja2.TemplateSyntaxError as e:
        return {"error": "TemplateSyntaxError", "message": e.message or "", "lines": [e.lineno]}
    except Exception as e:
        return {"error": type(e).__name__, "message": str(e), "lines": lines(e)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(cases_file, outcomes_file):
    assert jinja2.__version__ == "3.1.6", jinja2.__version__
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with open(cases_file, encoding="utf-8") as file:
        given = json.load(file)
    context = json.dumps(given["context"])
    environments = {}
    outcomes = []
    for case in given["cases"]:
        name = case["environment"]
        if name not in environments:
            environments[name] = environment(name)
        try:
            outcomes.append(render(environments[name], case["template"], json.loads(context)))
        except Late:
            outcomes.append({"error": "Late", "message": "", "lines": []})
    with open(outcomes_file, "w", encoding="utf-8") as file:
        json.dump(outcomes, file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
