package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LimitsTest {
    private static final JinjaEnvironment SMALL =
            JinjaEnvironment.builder().limits(new Limits(50, 100_000, 20_000)).build();

    private static JinjaException failure(JinjaEnvironment jinja, String source) {
        return catchThrowableOfType(
                JinjaException.class, () -> jinja.parse(source, "t").render(Context.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
                "{% for a in [[]] recursive %}{% do a.append(a) %}{{ loop(a) }}{% endfor %}",
                "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
                "{% set l = [1] %}{% for a in l %}{% do l.append(1) %}{% endfor %}",
                "{% for a in range(1000) %}{{ 'x' * 1000 }}{% endfor %}",
                "{{ 'x' * 1000000000 }}",
                "{{ [1] * 1000000000 }}",
                "{{ 'x'.center(1000000000) }}",
                "{{ '%1000000000d' % 1 }}",
                "{{ '{:1000000000}'.format(1) }}",
                "{{ 'x'|indent(1000000000, true) }}",
                "{{ 'x'.ljust(1000000000) }}{{ 'x'.zfill(1000000000) }}",
                "{{ 9 ** (9 ** (9 ** 9)) }}",
                "{% set ns = namespace(x='xx') %}{% for i in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                "{% set l = [1] %}{% for i in range(100) %}{% do l.extend(l) %}{% endfor %}",
                "{{ range(20000)|map('string')|map('string')|list|length }}",
                "{{ [1, 2]|batch(2000000000, 'x')|list }}",
                "{{ 'a'.replace('', 'x' * 100000).replace('', 'y' * 99999) }}",
            })
    void whatRunsAwayIsStopped(String source) {
        JinjaException error = failure(SMALL, source);
        assertThat(error).isNotNull();
        assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
        assertThat(error.position()).isPresent();
    }

    @Test
    void nestedSourcesAreRefusedInsteadOfExhaustingTheStack() {
        for (String part : new String[] {
            "(", "[", "{'a':", "-", "not ", "a if b else ", "x[", "f(", "{% if 1 %}", "{% for a in b %}", "{% set a %}"
        }) {
            String source = part.startsWith("{%") ? part.repeat(50_000) : "{{ " + part.repeat(50_000);
            JinjaException error = failure(SMALL, source);
            assertThat(error).as(part).isNotNull();
            assertThat(error.kind()).as(part).isEqualTo(ErrorKind.SYNTAX);
        }
    }

    @Test
    void longChainsOfOperatorsEndInAValueOrAClearError() {
        String source = "{{ 1" + " + 1".repeat(20_000) + " }}";
        try {
            assertThat(SMALL.parse(source, "t").render(Context.empty())).isEqualTo("20001");
        } catch (JinjaException e) {
            assertThat(e.kind()).isIn(ErrorKind.SYNTAX, ErrorKind.LIMIT);
        }
    }

    @Test
    void valuesThatContainThemselvesPrint() {
        assertThat(SMALL.parse(
                                "{% set l = [] %}{% do l.append(l) %}{{ l }}{% set d = {} %}{% do d.update(a=d) %}{{ d }}",
                                "t")
                        .render(Context.empty()))
                .isEqualTo("[[...]]{'a': {...}}");
    }

    @Test
    void comparingValuesThatContainThemselvesIsAClearError() {
        JinjaException error =
                failure(SMALL, "{% set a = [] %}{% do a.append(a) %}{% set b = [] %}{% do b.append(b) %}{{ a == b }}");
        assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
    }

    @Test
    void theDepthHoldsAcrossMacrosThatTheHostCalls() {
        JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
        Definition macro = jinja.parse("{% macro m() %}{{ again() }}{% endmacro %}", "m")
                .definitions()
                .get(0);
        Callable[] self = new Callable[1];
        self[0] = arguments -> macro.bind(Context.of(Map.of("again", self[0]))).call(Arguments.NONE);
        JinjaException error = catchThrowableOfType(
                JinjaException.class, () -> jinja.parse("{{ m() }}", "t").render(Map.of("m", self[0])));
        assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
        assertThat(error.macroStack()).hasSizeGreaterThan(100);
    }

    @Test
    void anInterruptedThreadStopsRendering() throws InterruptedException {
        JinjaEnvironment jinja = JinjaEnvironment.builder()
                .limits(new Limits(100, 1L << 40, 1L << 60))
                .build();
        Template endless = jinja.parse(
                "{% set l = [1] %}{% for i in l %}{% for j in range(100000) %}{% for k in range(100000) %}{% endfor %}{% endfor %}{% endfor %}",
                "t");
        JinjaException[] error = new JinjaException[1];
        boolean[] flag = new boolean[1];
        Thread thread = new Thread(() -> {
            error[0] = catchThrowableOfType(JinjaException.class, () -> endless.render(Context.empty()));
            flag[0] = Thread.currentThread().isInterrupted();
        });
        thread.start();
        thread.interrupt();
        thread.join(Duration.ofSeconds(30).toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(error[0].kind()).isEqualTo(ErrorKind.INTERRUPTED);
        assertThat(flag[0]).isTrue();
    }

    @Test
    void aLongTemplateParsesAndRenders() {
        String source = "{% if x %}{{ x }}{% else %}y{% endif %} line of text, {{ 1 + 1 }}\n".repeat(20_000);
        assertThat(SMALL.parse(source, "t").source()).hasSize(source.length() - 1);
    }
}
