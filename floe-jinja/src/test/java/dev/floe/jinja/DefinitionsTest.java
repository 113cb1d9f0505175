package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final JinjaEnvironment DBT = JinjaEnvironment.dbt().build();

    private static Definition only(String source) {
        List<Definition> definitions = DBT.parse(source, "macros/m.sql").definitions();
        assertThat(definitions).hasSize(1);
        return definitions.get(0);
    }

    @Test
    void aMacroTellsItsNameParametersTextAndLine() {
        Definition macro =
                only("\n{% macro cents(column, scale: int = 2) -%}\n round({{ column }})\n{%- endmacro %}\nrest");
        assertThat(macro.tag()).isEqualTo(BlockTag.MACRO);
        assertThat(macro.name()).isEqualTo("cents");
        assertThat(macro.macroName()).isEqualTo("cents");
        assertThat(macro.parameters())
                .extracting(
                        Definition.Parameter::name,
                        p -> p.type().orElse("-"),
                        p -> p.defaultValue().orElse("-"))
                .containsExactly(tuple("column", "-", "-"), tuple("scale", "int", "2"));
        assertThat(macro.source()).startsWith("{% macro cents").endsWith("{%- endmacro %}");
        assertThat(macro.contents()).isEqualTo("\n round({{ column }})\n");
        assertThat(macro.line()).isEqualTo(2);
    }

    @Test
    void testsAndMaterializationsAreMacrosUnderTheirLongNames() {
        Template file = DBT.parse(
                "{% test positive(model, column_name) %}t{% endtest %}{% data_test other(model) %}d{% enddata_test %}"
                        + "{% materialization incremental, adapter='duckdb', supported_languages=['sql', 'python'] %}m{% endmaterialization %}"
                        + "{% materialization view, default %}v{% endmaterialization %}{% docs orders %}o{% enddocs %}",
                "macros/all.sql");
        assertThat(file.definitions())
                .extracting(Definition::macroName)
                .containsExactly(
                        "test_positive",
                        "test_other",
                        "materialization_incremental_duckdb",
                        "materialization_view_default",
                        "orders");
        assertThat(file.definitions().get(2).options())
                .isEqualTo(Map.of("adapter", "duckdb", "supported_languages", List.of("sql", "python")));
        assertThat(file.definitions().get(3).options()).isEqualTo(Map.of("default", true));
        assertThat(file.render(Context.empty())).isEmpty();
    }

    @Nested
    class Bound {
        @Test
        void sameMacroSeesTheContextItIsBoundTo() {
            Definition macro = only("{% macro where() %}{{ this }} in {{ target.schema }}{% endmacro %}");
            Object dev = macro.bind(Context.of(Map.of("this", "a", "target", Map.of("schema", "dev"))))
                    .call(Arguments.NONE);
            Object prod = macro.bind(Context.of(Map.of("this", "b", "target", Map.of("schema", "prod"))))
                    .call(Arguments.NONE);
            assertThat(List.of(dev, prod)).containsExactly("a in dev", "b in prod");
        }

        @Test
        void macroFindsItsNeighboursAndItselfThroughTheContextOnly() {
            Template file = DBT.parse(
                    "{% set x = 'file' %}{% macro a() %}{{ b() }}{{ x }}{% endmacro %}{% macro b() %}neighbour{% endmacro %}",
                    "m");
            Callable other = arguments -> "override";
            assertThat(file.definitions()
                            .get(0)
                            .bind(Context.of(Map.of("b", other)))
                            .call(Arguments.NONE))
                    .isEqualTo("override");
        }

        @Test
        void argumentsAreCheckedAsJinjaDoes() {
            Callable macro =
                    only("{% macro m(a, b='x') %}{{ a }}{{ b }}{% endmacro %}").bind(Context.empty());
            assertThat(macro.call(Arguments.of(List.of(1), Map.of("b", 2)))).isEqualTo("12");
            assertThatThrownBy(() -> macro.call(Arguments.of(1, 2, 3)))
                    .hasMessageContaining("TypeError: macro 'm' takes not more than 2 argument(s)");
            assertThatThrownBy(() -> macro.call(Arguments.of(List.of(), Map.of("c", 1))))
                    .hasMessageContaining("macro 'm' takes no keyword argument 'c'");
        }

        @Test
        void whatACallBlockGivesMattersOnlyIfTheMacroIsNotLeftBefore() {
            Callable wrapper = only("{% macro w() %}{% set text = caller() %}{{ text }}{% endmacro %}")
                    .bind(Context.of(Map.of("return", Callable.returnFunction())));
            Context context = Context.of(Map.of("w", wrapper, "return", Callable.returnFunction()));
            String block = "{% macro m() %}{% call w() %}{{ return([1]) }}{% endcall %}";

            assertThat(only(block + "{{ return('left') }}{% endmacro %}")
                            .bind(context)
                            .call(Arguments.NONE))
                    .isEqualTo("left");
            assertThatThrownBy(
                            () -> only(block + "{% endmacro %}").bind(context).call(Arguments.NONE))
                    .hasMessageContaining("sequence item 0: expected str instance, list found");
        }

        @Test
        void oneMacroServesManyThreadsAtOnce() throws Exception {
            Definition macro =
                    only("{% macro m(n) %}{% for i in range(n) %}{{ name }}{{ i }},{% endfor %}{% endmacro %}");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<Object>> results = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    Callable bound = macro.bind(Context.of(Map.of("name", "n" + i)));
                    results.add(threads.submit(() -> bound.call(Arguments.of(2L))));
                }
                for (int i = 0; i < 200; i++) {
                    assertThat(results.get(i).get()).isEqualTo("n" + i + "0,n" + i + "1,");
                }
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void callBlocksReachMacrosOfOtherFiles() {
            Definition statement = only("{% macro statement(name) %}<{{ name }}:{{ caller() }}>{% endmacro %}");
            Callable bound = statement.bind(Context.empty());
            String text = DBT.parse("{% call statement('main') %}select 1{% endcall %}", "model")
                    .render(Map.of("statement", bound));
            assertThat(text).isEqualTo("<main:select 1>");
        }
    }

    @Nested
    class Returning {
        private final Context context = Context.of(Map.of("return", Callable.returnFunction()));

        @Test
        void returnLeavesTheMacroWithAValueOfAnyType() {
            Callable macro = only("{% macro m() %}ignored{{ return([1, {'a': none}]) }}never{% endmacro %}")
                    .bind(context);
            Map<Object, Object> entry = new HashMap<>();
            entry.put("a", null);
            assertThat(macro.call(Arguments.NONE)).isEqualTo(List.of(1L, entry));
        }

        @Test
        void returnWorksFromWithinLoopsConditionsAndCallBlocks() {
            String text = DBT.parse(
                            "{% macro find(list) %}{% for i in list %}{% if i > 2 %}{{ return(i) }}{% endif %}{% endfor %}{% endmacro %}"
                                    + "{% macro runs() %}{{ caller() }}after{% endmacro %}"
                                    + "{% macro outer() %}{% call runs() %}{{ return('inner') }}{% endcall %}|{% endmacro %}"
                                    + "{{ find([1, 5, 9]) + 1 }} {{ find([1]) }} {{ outer() }}",
                            "model")
                    .render(context);
            assertThat(text).isEqualTo("6  inner|");
        }

        @Test
        void returnOutsideOfAMacroIsAnError() {
            assertThatThrownBy(() -> DBT.parse("x\n{{ return(1) }}", "model").render(context))
                    .isInstanceOf(JinjaException.class)
                    .hasMessageContaining("outside of a macro")
                    .hasMessageContaining("model:2");
        }
    }

    @Nested
    class RawBlocks {
        @Test
        void blocksAreFoundWhateverIsAroundThem() {
            String file =
                    "# Docs {{ not jinja }}\n{# {% docs hidden %} #}\n{% docs a %}A {{ x }} {% raw %}{% enddocs %}{% endraw %}{% enddocs %}\n\n"
                            + "{% if %}{% endif %}{%- docs b -%}\nB\n{%- enddocs -%}";
            assertThat(RawBlock.scan(file, "docs.md", EnumSet.of(BlockTag.DOCS)))
                    .extracting(RawBlock::name, RawBlock::line)
                    .containsExactly(tuple("a", 3), tuple("b", 5));
        }

        @Test
        void aBlockKeepsItsContentsAndItsWholeSource() {
            RawBlock block = RawBlock.scan(
                            "x{% snapshot s %}\nselect '%}'\n{% endsnapshot %}y",
                            "s.sql", EnumSet.of(BlockTag.SNAPSHOT))
                    .get(0);
            assertThat(block.contents()).isEqualTo("\nselect '%}'\n");
            assertThat(block.source()).isEqualTo("{% snapshot s %}\nselect '%}'\n{% endsnapshot %}");
        }

        @Test
        void blocksThatAreOpenNestedOrConditionalAreErrorsWithTheirLine() {
            EnumSet<BlockTag> tags = EnumSet.of(BlockTag.DOCS);
            assertThatThrownBy(() -> RawBlock.scan("\n{% docs a %}", "d.md", tags))
                    .hasMessageContaining("d.md:2");
            assertThatThrownBy(() -> RawBlock.scan("{% docs a %}\n{% docs b %}", "d.md", tags))
                    .hasMessageContaining("nested")
                    .hasMessageContaining("d.md:2");
            assertThatThrownBy(() -> RawBlock.scan("{% if x %}{% docs a %}{% enddocs %}{% endif %}", "d.md", tags))
                    .hasMessageContaining("control flow");
        }
    }
}
