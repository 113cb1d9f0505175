package dev.floe.it;

import dev.floe.it.JinjaReference.Case;
import dev.floe.it.JinjaReference.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The ways in which floe-jinja is known to differ from Jinja2: each one is a point of the list in {@code docs/jinja.md}. */
enum JinjaDifference {
    ADDRESSES("addresses", "dbt", "{{ range }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return Objects.equals(python.error(), floe.error())
                    && placed(python).equals(placed(floe));
        }

        private String placed(Outcome outcome) {
            return text(outcome).replaceAll("(?i)\\b0x[0-9a-f]*", "0x");
        }
    },
    LIMITS("limits", "dbt", "{{ 'xy' * 9223372036854775807 }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return ("LimitError".equals(floe.error()) && floe.message().endsWith(" elements is too large"))
                    || floe.message().startsWith("Python int too large");
        }
    },
    LOADING("loading", "dbt", "{% block a %}x{% endblock %}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return floe.message().contains("templates here do not load each other")
                    || given.template().contains("{{ self");
        }
    },
    SLICES("slices in tuples", "dbt", "{{ 'abc'[1:2, 3] }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return floe.message().equals("a slice is not allowed here");
        }
    },
    UNHASHABLE("unhashable keys", "dbt", "{% if false %}{{ f({[1]: 1}) }}{% endif %}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return python.message().startsWith("unhashable type")
                    && python.lines().isEmpty();
        }
    },
    BLOCK_FILTERS("filters of set blocks", "dbt", "{% set a | default(x) %}y{% endset %}{{ a }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return python.message().startsWith("Tried to resolve a name to a reference that was unknown to the frame");
        }
    },
    NATIVE_TEXT("native text", "native", "{{ 'a'|as_text|upper }}{{ [1]|as_bool|round }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return given.environment().startsWith("native")
                    && !"TemplateSyntaxError".equals(floe.error())
                    && (python.message().contains("Marker")
                            || given.template().matches("(?s).*\\bas_(text|bool|number|native)\\b.*"));
        }
    },
    STRICT("strict mode", "plain,strict", "{% if false %}{{ ''.__class__ or 1 }}{% endif %}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            boolean undefined = "UndefinedError".equals(python.error());
            return given.environment().contains("strict")
                    && ("SecurityError".equals(python.error())
                            || (undefined && python.lines().isEmpty())
                            || (undefined && given.template().contains("format")));
        }
    },
    ORDER("order of errors", "dbt", "{{ f(a=1, a=2) }}{{ 1|nosuch }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            boolean unknownFilter = python.message().matches(".*\\.t_\\d+\\(\\) got an unexpected keyword argument .*");
            return ("TemplateSyntaxError".equals(floe.error()) && floe.message().matches(LATE_ERRORS))
                    || (unknownFilter && floe.message().matches("No (filter|test) named .* found\\."));
        }
    },
    LINES("lines before", "dbt", "{{ 1 }}\n{{ 2 }}{% set a = 1 %}\n{% set a.b = 1 %}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            String[] lines = given.template().replace("\r\n", "\n").split("\n", -1);
            boolean before = python.line() < floe.line()
                    && (floe.message().equals("cannot assign attribute on non-namespace object")
                            || String.join("\n", Arrays.copyOf(lines, floe.line()))
                                    .matches("(?s).*\\bwith\\s.*"));
            boolean joined = given.environment().equals("native")
                    && given.template().contains(" recursive")
                    && message(floe).startsWith("sequence item N: expected str");
            return message(python).equals(message(floe)) && (before || joined);
        }
    },
    RANDOM("chance", "dbt", "{{ lipsum(1, false) }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            boolean both = (python.output() == null) == (floe.output() == null);
            return (both || "KeyError".equals(python.error()) || "KeyError".equals(floe.error()))
                    && CHANCE.matcher(given.template()).find();
        }
    },
    SAFE_NAMES("safe names", "dbt", "{% macro m() %}{% endmacro %}{{ m(**{'x'|e: 1}) }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return python.message().contains(" keyword argument Markup(")
                    && python.message()
                            .replaceAll(" keyword argument Markup\\((.*)\\)$", " keyword argument $1")
                            .equals(floe.message());
        }
    },
    INFINITY("infinity", "dbt", "{% set x = 'inf'|float %}{{ x }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return python.message().matches("name '(inf|nan)' is not defined");
        }
    },
    LOOP_MACROS(
            "macros of loops",
            "dbt",
            "{% set l = [] %}{% for i in [1] %}{% macro m() %}{{ i }}{% endmacro %}{% do l.append(m) %}{% endfor %}{{ l[0]() }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return python.output() != null && python.output().contains("missing");
        }
    },
    COMPLEX("numbers", "dbt", "{{ (-8) ** 0.5 }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return floe.message().contains("is complex, which is not supported");
        }
    },
    DATA_TEST("data tests", "dbt", "{% data_test t(model) %}x{% enddata_test %}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return python.message().startsWith("Encountered unknown tag 'data_test'");
        }
    },
    ENTITIES("entities", "dbt", "{{ '&eacute;'|striptags }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return given.template().contains("striptags") && given.template().contains("&");
        }
    },
    LONG_TEXTS("long texts", "dbt", "{{ ('abc def ' * 20)|pprint }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return given.template().contains("pprint")
                    && python.output() != null
                    && floe.output() != null
                    && joined(python.output()).equals(joined(floe.output()));
        }

        private String joined(String text) {
            return text.replaceAll("['\"()\\s\\\\]", "");
        }
    },
    ENCODE("bytes", "dbt", "{{ 'a'.encode('utf-8') }}") {
        @Override
        boolean explains(Case given, Outcome python, Outcome floe) {
            return given.template().contains(".encode(");
        }
    };

    /** What Jinja2, or Python, looks for when it has read the whole template. */
    private static final String LATE_ERRORS =
            "keyword argument repeated.*|duplicate argument.*|'break' outside.*|'continue' not.*|No (filter|test) named.*"
                    + "|Can't assign to special loop.*";

    private static final java.util.regex.Pattern CHANCE =
            java.util.regex.Pattern.compile("\\blipsum\\b|\\|\\s*random\\b|'random'");

    /** Python's own kinds of errors that are one of Jinja's here. */
    private static final Map<String, String> KINDS = Map.of(
            "SyntaxError", "TemplateSyntaxError",
            "TemplateAssertionError", "TemplateSyntaxError",
            "MaterializationArgError", "TemplateSyntaxError",
            "RuntimeError", "TemplateRuntimeError");

    /** What Python gives up on in its own way. */
    private static final Set<String> OUT_OF_REACH = Set.of("Late", "RecursionError", "MemoryError");

    private final String title;
    private final String environment;
    private final String template;

    JinjaDifference(String title, String environment, String template) {
        this.title = title;
        this.environment = environment;
        this.template = template;
    }

    /** As the list in the documentation calls it. */
    String title() {
        return title;
    }

    /** A template that shows it. */
    Case example() {
        return new Case(environment, template);
    }

    abstract boolean explains(Case given, Outcome python, Outcome floe);

    /** What is not the same: {@code output}, {@code kind}, {@code message} or {@code line}; empty when all is, or the difference is known. */
    static Optional<String> unknown(Case given, Outcome python, Outcome floe) {
        Optional<String> difference = between(given, python, floe);
        boolean known = Arrays.stream(values()).anyMatch(each -> each.explains(given, python, floe));
        return known ? Optional.empty() : difference;
    }

    static Optional<String> between(Case given, Outcome python, Outcome floe) {
        if (python.error() != null && OUT_OF_REACH.contains(python.error())) {
            return Optional.empty();
        }
        if (python.output() != null || floe.output() != null) {
            return Objects.equals(python.output(), floe.output()) ? Optional.empty() : Optional.of("output");
        }
        if (!KINDS.getOrDefault(python.error(), python.error()).equals(floe.error())) {
            return Optional.of("kind");
        }
        if (!message(python).equals(message(floe))) {
            return Optional.of("message");
        }
        boolean lines = python.lines().isEmpty()
                || python.line() == floe.line()
                || sameTag(
                        given.template(), Math.min(python.line(), floe.line()), Math.max(python.line(), floe.line()));
        return lines ? Optional.empty() : Optional.of("line");
    }

    private static String text(Outcome outcome) {
        return outcome.output() != null ? outcome.output() : message(outcome);
    }

    private static String message(Outcome outcome) {
        return outcome.message()
                .replaceAll("^Compilation Error\n  ", "")
                .replaceAll(" \\(<[a-z]+>, line \\d+\\)$", "")
                .replaceAll("'l_\\d+_(\\w+)'", "'$1'")
                .replaceAll("0x[0-9a-f]{6,}", "0x")
                .replaceAll("^sequence item \\d+", "sequence item N");
    }

    /** Whether one tag reaches over all of the lines. */
    private static boolean sameTag(String template, int first, int last) {
        String text = template.replace("\r\n", "\n").replace('\r', '\n');
        for (int open = nextTag(text, 0); open >= 0; ) {
            int close = endOfTag(text, open + 2);
            if (line(text, open) <= first && line(text, close) >= last) {
                return true;
            }
            open = nextTag(text, close);
        }
        return false;
    }

    private static int nextTag(String text, int from) {
        for (int at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
            if (text.startsWith("{{", at) || text.startsWith("{%", at)) {
                return at;
            }
            int comment = text.startsWith("{#", at) ? text.indexOf("#}", at) : -1;
            at = Math.max(at, comment);
        }
        return -1;
    }

    /** The end of a tag: of its braces, those in quotes and those that are closed within it do not count. */
    private static int endOfTag(String text, int from) {
        int depth = 0;
        char quote = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                at += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (depth == 0 && (text.startsWith("}}", at) || text.startsWith("%}", at))) {
                return at;
            } else {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        }
        return text.length();
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, Math.min(position, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
