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
                "{{ lipsum(n=1000000000) }}",
                "{{ lipsum(n=1, min=1000000000, max=1000000001) }}",
                "{{ range(20000)|slice(1000000000)|list }}",
                "{{ [1, 2]|batch(1000000000, 0)|list }}",
                "{{ [[1]]|tojson(1000000000) }}",
                "{{ [[1]]|tojson(indent=90000) }}",
                "{{ 'x'.expandtabs(9) }}{{ '\t'.expandtabs(1000000000) }}",
                "{{ '%.1000000000f' % 1.5 }}",
                "{{ '%*d' % (1000000000, 1) }}",
                "{{ '{:.1000000000f}'.format(1.5) }}",
                "{{ '{:>{w}}'.format('x', w=1000000000) }}",
                "{{ 'a' * 99999 ~ 'b' * 99999 }}",
                "{{ ('a' * 50000)|center(1000000000) }}",
                "{{ ['a' * 50000, 'b']|join('c' * 60000) }}",
                "{{ ('a\nb' * 20000)|indent(60000) }}",
                "{{ ('a b ' * 20000)|wordwrap(1, true, 'x' * 100) }}",
                "{{ 2 ** 1000000000 }}",
                "{{ (10 ** 100000) ** 100000 }}",
                "{{ 3 * 10 ** 900000 * 10 ** 900000 }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|tojson }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|pprint }}",
                "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}",
                "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ [ns.x, ns.y]|sort }}",
                "{% set ns = namespace(x=(1,)) %}{% for i in range(60) %}{% set ns.x = (ns.x, ns.x) %}{% endfor %}{{ {ns.x: 1} }}",
                "{% set l = [] %}{% do l.append(l) %}{% do l.append(l) %}{{ l|pprint }}",
                "{% set l = [] %}{% do l.append(l) %}{% for i in l recursive %}{{ loop(i) }}{% endfor %}",
            })
    void whatRunsAwayIsStopped(String source) {
        JinjaException error = failure(SMALL, source);
        assertThat(error).isNotNull();
        assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
        assertThat(error.position()).isPresent();
    }

    /** As {@link #whatRunsAwayIsStopped}, with the limits that everybody has, and the heap that tests have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'x' * 1000000000 }}",
                "{{ [1] * 250000000 }}",
                "{{ [[1]] * 250000000 }}",
                "{{ range(100000)|slice(250000000)|list }}",
            })
    void neitherTimeNorMemoryRunOut(String source) {
        JinjaException error = failure(JinjaEnvironment.dbt().build(), source);
        assertThat(error).isNotNull();
        assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
    }

    @Test
    void aCycleCannotBeJson() {
        JinjaException error = failure(SMALL, "{% set l = [] %}{% do l.append(l) %}{{ l|tojson }}");
        assertThat(error.kind()).isEqualTo(ErrorKind.VALUE);
        assertThat(error.detail()).isEqualTo("Circular reference detected");
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

    /** Chains that are read in a loop, but make a deep tree. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ x%s }}|.a",
                "{{ x%s }}|[0]",
                "{{ x%s }}|()",
                "{{ x%s }}||upper",
                "{{ x%s }}| is defined",
                "{{ x%s }}| and x",
                "{{ x%s }}| or x",
                "{{ x%s }}| ~ x",
                "{{ x%s }}| ** 1",
                "{{ x%s }}| // 1",
                "{{ x%s }}| < 1",
                "{{ x%s }}| if x",
                "{{ [x%s] }}|, x",
                "{{ f(x%s) }}|, x",
                "{{ {1: x%s} }}|, 1: x",
                "{{ 'x'%s }}| 'x'",
                "{{ not %s x }}| not",
                "{%% filter upper%s %%}x{%% endfilter %%}||upper",
                "{%% set x%s %%}x{%% endset %%}||upper",
                "{%% for x%s in [] %%}{%% endfor %%}|, x",
                "{%% if 1 %%}%s{%% endif %%}|{% elif 1 %}",
                "{{ 1 }}%s|{{ 1 }}",
            })
    void longChainsNeverExhaustTheStack(String format) {
        int bar = format.indexOf('|');
        String source = String.format(
                format.substring(0, bar), format.substring(bar + 1).repeat(30_000));
        try {
            Template template = SMALL.parse(source, "t");
            assertThat(template.analysis().calls()).isNotNull();
            assertThat(template.render(Map.of("x", 1L))).isNotNull();
        } catch (JinjaException e) {
            assertThat(e.detail()).isNotBlank();
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
                "{% for a in range(100000) %}{{ range(100000)|map('string')|list|length }}{% endfor %}",
                "{% for a in range(100000) %}{{ 100000 in range(100000)|list }}{% endfor %}",
                "{% for a in range(100000) %}{{ range(100000)|join|length }}{% endfor %}",
                "{% for a in range(100000) %}{{ range(100000)|list|string|length }}{% endfor %}",
                "{% for a in range(100000) %}{{ range(100000)|sort|length }}{% endfor %}",
                "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}",
                "{{ lipsum(n=1000000000) }}",
            })
    void anInterruptedThreadStopsRendering(String source) throws InterruptedException {
        JinjaEnvironment jinja = JinjaEnvironment.builder()
                .limits(new Limits(100, 1L << 40, 1L << 60))
                .build();
        Template endless = jinja.parse(source, "t");
        JinjaException[] error = new JinjaException[1];
        boolean[] flag = new boolean[1];
        Thread thread = new Thread(() -> {
            error[0] = catchThrowableOfType(JinjaException.class, () -> endless.render(Context.empty()));
            flag[0] = Thread.currentThread().isInterrupted();
        });
        thread.start();
        thread.interrupt();
        thread.join(Duration.ofSeconds(50).toMillis());
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
