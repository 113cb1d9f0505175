package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final Set<String> FUNCTIONS = Set.of("ref", "source", "config", "var");
    private static final JinjaEnvironment DBT = JinjaEnvironment.dbt().build();

    private static TemplateAnalysis analyze(String source) {
        return DBT.parse(source, "model").analysis();
    }

    @Test
    void callsComeWithTheirLiteralArgumentsAndPositions() {
        String source =
                "{{ config(materialized='table', tags=['a', \"b\"], n=-1) }}\nselect * from {{ ref('p', 'orders', v=2) }}";
        List<StaticCall> calls = analyze(source).calls();
        assertThat(calls)
                .extracting(StaticCall::name, StaticCall::positional, StaticCall::keywords, StaticCall::line)
                .containsExactly(
                        tuple(
                                "config",
                                List.of(),
                                Map.of("materialized", "table", "tags", List.of("a", "b"), "n", -1L),
                                1),
                        tuple("ref", List.of("p", "orders"), Map.of("v", 2L), 2));
        assertThat(calls).allMatch(StaticCall::literal).noneMatch(StaticCall::conditional);
        StaticCall ref = calls.get(1);
        assertThat(source.substring(ref.start(), ref.end())).isEqualTo("ref('p', 'orders', v=2)");
    }

    @Test
    void argumentsThatAreNoLiteralsAreUndefined() {
        StaticCall call = analyze("{{ ref(name, 'b', *more) }}").calls("ref").get(0);
        assertThat(call.literal()).isFalse();
        assertThat(Values.isUndefined(call.positional().get(0))).isTrue();
        assertThat(call.positional().get(1)).isEqualTo("b");
    }

    @Test
    void callsThatMayBeLeftOutOrRepeatedAreConditional() {
        assertThat(analyze(
                                "{% if a() %}{{ b() }}{% endif %}{% for x in c() %}{{ d() }}{% endfor %}{{ e() if f() else g() }}"
                                        + "{% set y %}{{ h() }}{% endset %}{{ i() and j() }}{% call k() %}{{ l() }}{% endcall %}")
                        .calls())
                .extracting(StaticCall::name, StaticCall::conditional)
                .containsExactlyInAnyOrder(
                        tuple("a", false),
                        tuple("b", true),
                        tuple("c", false),
                        tuple("d", true),
                        tuple("f", false),
                        tuple("e", true),
                        tuple("g", true),
                        tuple("h", false),
                        tuple("i", false),
                        tuple("j", true),
                        tuple("k", false),
                        tuple("l", true));
    }

    @Test
    void qualifiedCallsKeepTheirQualifier() {
        assertThat(analyze("{{ dbt_utils.star(from=ref('a')) }}{{ adapter.dispatch('m', 'p')(1) }}")
                        .calls())
                .extracting(StaticCall::name)
                .containsExactly("dbt_utils.star", "ref", "adapter.dispatch");
    }

    @Test
    void contextNamesLeaveOutWhatTheTemplateDefines() {
        assertThat(analyze(
                                "{% set a = b %}{% for c in d %}{{ c }}{{ loop.index }}{% endfor %}{% macro m(e) %}{{ e }}{{ f }}{{ a }}{% endmacro %}{{ m(g) }}")
                        .contextNames())
                .containsExactlyInAnyOrder("b", "d", "f", "g");
    }

    @Test
    void aModelOfTextAndLiteralCallsIsStatic() {
        assertThat(analyze("{{ config(materialized='view') }}\nselect 1 from {{ ref('a') }} {# ref(x) #}")
                        .isStatic(FUNCTIONS))
                .isTrue();
        assertThat(analyze("select {{ 1 }} {{ source('a', 'b') }}").isStatic(FUNCTIONS))
                .isTrue();
    }

    @Test
    void anythingElseIsNotStatic() {
        for (String source : List.of(
                "{{ ref(x) }}",
                "{{ other('a') }}",
                "{% if true %}{{ ref('a') }}{% endif %}",
                "{% set r = ref('a') %}",
                "{{ ref('a').name }}",
                "{{ ref }}",
                "{{ this }}",
                "{{ ref('a') ~ 'x' }}")) {
            assertThat(analyze(source).isStatic(FUNCTIONS)).as(source).isFalse();
        }
    }

    @Test
    void aDefinitionIsAnalyzedByItself() {
        Definition macro = DBT.parse(
                        "{% macro a(x) %}{{ b(x) }}{{ c.d() }}{% endmacro %}{% macro b(x) %}{% endmacro %}", "m")
                .definitions()
                .get(0);
        assertThat(macro.analysis().calls()).extracting(StaticCall::name).containsExactly("b", "c.d");
        assertThat(macro.analysis().contextNames()).containsExactly("b", "c");
    }
}
