package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.jinja.JinjaException.MacroCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static final JinjaEnvironment DBT = JinjaEnvironment.dbt().build();

    private static JinjaException failure(String source, Map<String, ?> variables) {
        return catchThrowableOfType(
                JinjaException.class, () -> DBT.parse(source, "models/a.sql").render(variables));
    }

    @Test
    void anErrorShowsItsKindTemplateLineAndTheLineItself() {
        JinjaException error = failure("select 1\n,  {{ nope.x }} as y\nfrom t", Map.of());
        assertThat(error.kind()).isEqualTo(ErrorKind.UNDEFINED);
        assertThat(error.detail()).isEqualTo("'nope' is undefined");
        assertThat(error.position()).contains(new JinjaException.Position("models/a.sql", 2, ",  {{ nope.x }} as y"));
        assertThat(error).hasMessage("UndefinedError: 'nope' is undefined\n  models/a.sql:2: ,  {{ nope.x }} as y");
    }

    @Test
    void syntaxErrorsHaveTheLineOfWhatIsWrong() {
        assertThat(failure("a\nb\n{% if x %}\n{{ 1 + }}", Map.of())
                        .position()
                        .orElseThrow()
                        .line())
                .isEqualTo(4);
        assertThat(failure("a\n{% nosuch %}\n", Map.of())
                        .position()
                        .orElseThrow()
                        .line())
                .isEqualTo(2);
        assertThat(failure("a\n\n{{ x|nosuch }}\n", Map.of())
                        .position()
                        .orElseThrow()
                        .line())
                .isEqualTo(3);
        assertThat(failure("a\n{# open\n\n", Map.of()).position().orElseThrow().line())
                .isEqualTo(2);
        assertThat(failure("a\n{% if x %}\nb\n", Map.of()).detail())
                .isEqualTo(
                        "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'."
                                + " The innermost block that needs to be closed is 'if'.");
    }

    @Test
    void anErrorInAMacroShowsTheWholeStack() {
        Definition inner = DBT.parse("\n{% macro inner(x) %}\n{{ x + 1 }}\n{% endmacro %}", "macros/inner.sql")
                .definitions()
                .get(0);
        JinjaException error = failure(
                "{% macro outer() %}\n{{ inner('a') }}{% endmacro %}\n\n{{ outer() }}",
                Map.of("inner", inner.bind(Context.empty())));
        assertThat(error.position().orElseThrow())
                .isEqualTo(new JinjaException.Position("macros/inner.sql", 3, "{{ x + 1 }}"));
        assertThat(error.macroStack())
                .containsExactly(new MacroCall("inner", "models/a.sql", 2), new MacroCall("outer", "models/a.sql", 4));
        assertThat(error.getMessage())
                .endsWith("\n  in macro inner, called at models/a.sql:2\n  in macro outer, called at models/a.sql:4");
    }

    @Test
    void theLineIsTheCallersAgainAfterAMacroReturned() {
        JinjaException error = failure("{% macro m() %}\n\n\n{{ 1 }}{% endmacro %}\n{{ m() }}{{ nope() }}", Map.of());
        assertThat(error.position().orElseThrow().line()).isEqualTo(5);
        assertThat(error.macroStack()).isEmpty();
    }

    @Test
    void anExceptionOfTheHostIsTheCause() {
        IllegalStateException cause = new IllegalStateException("no connection");
        Callable query = arguments -> {
            throw cause;
        };
        JinjaException error = failure("\n{{ query() }}", Map.of("query", query));
        assertThat(error.kind()).isEqualTo(ErrorKind.HOST);
        assertThat(error).hasCause(cause).hasMessageContaining("no connection").hasMessageContaining("models/a.sql:2");
    }

    @Test
    void aTemplateErrorThrownByTheHostIsGivenThePosition() {
        Callable raise = arguments -> {
            throw JinjaException.of(ErrorKind.RUNTIME, "refused");
        };
        assertThat(failure("\n\n{{ raise() }}", Map.of("raise", raise))
                        .position()
                        .orElseThrow()
                        .line())
                .isEqualTo(3);
    }

    @Test
    void filtersAndTestsOfTheHostFailTheSameWay() {
        JinjaEnvironment jinja = JinjaEnvironment.builder()
                .filter("boom", (value, arguments) -> {
                    throw new IllegalArgumentException("filter");
                })
                .test("boom", (value, arguments) -> {
                    throw new IllegalArgumentException("test");
                })
                .build();
        for (String source : new String[] {
            "{{ 1|boom }}", "{{ 1 is boom }}", "{{ [1]|map('boom')|list }}", "{{ [1]|select('boom')|list }}"
        }) {
            JinjaException error = catchThrowableOfType(
                    JinjaException.class, () -> jinja.parse(source, "t").render(Context.empty()));
            assertThat(error.kind()).as(source).isEqualTo(ErrorKind.HOST);
        }
    }
}
