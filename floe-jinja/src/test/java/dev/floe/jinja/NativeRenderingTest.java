package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What dbt's native environment, which reads YAML, gives for the same templates. */
class NativeRenderingTest {
    private static final JinjaEnvironment DBT = JinjaEnvironment.dbt().build();
    private static final Map<String, Object> VARIABLES = Map.of("n", 5, "l", List.of(1, 2), "t", "true", "s", "7");

    private static Object render(String source) {
        return DBT.parse(source, "schema.yml").renderNative(Context.of(VARIABLES));
    }

    @Test
    void aSingleExpressionKeepsItsType() {
        assertThat(render("{{ n }}")).isEqualTo(5L);
        assertThat(render("{{ l }}")).isEqualTo(List.of(1L, 2L));
        assertThat(render("{{ n + 1 }}")).isEqualTo(6L);
        assertThat(render("{{ s }}")).isEqualTo("7");
        assertThat(render("{% if true %}{{ n }}{% endif %}")).isEqualTo(5L);
    }

    @Test
    void severalPartsAreText() {
        assertThat(render("{{ n }}{{ n }}")).isEqualTo("55");
        assertThat(render("a {{ l }}")).isEqualTo("a [1, 2]");
        assertThat(render("")).isEqualTo("");
        assertThat(render("plain")).isEqualTo("plain");
    }

    @Test
    void constantsAreTextAsInDbt() {
        assertThat(render("{{ 1 }}")).isEqualTo("1");
        assertThat(render("{{ [1, 2] }}")).isEqualTo("[1, 2]");
        assertThat(render("{{ none }}")).isEqualTo("None");
    }

    @Test
    void filtersSayHowATextIsRead() {
        assertThat(render("{{ 'True' | as_bool }}")).isEqualTo(true);
        assertThatThrownBy(() -> render("{{ t | as_bool }}"))
                .hasMessageContaining("Could not convert value 'true' into type 'bool'");
    }

    @Test
    void textInPythonsNotationIsRead() {
        assertThat(render("{{ 'True' | as_bool }}")).isEqualTo(true);
        assertThat(render("{{ s | as_number }}")).isEqualTo(7L);
        assertThat(render("{{ '[1, None, {\"a\": (2.5,)}]' | as_native }}").toString())
                .isEqualTo("[1, null, {a=[2.5]}]");
        assertThat(render("{{ s | as_text }}")).isEqualTo("7");
        assertThat(render("{{ 'x y' | as_native }}")).isEqualTo("x y");
        assertThatThrownBy(() -> render("{{ 'x' | as_number }}"))
                .hasMessageContaining("Could not convert value 'x' into type 'number'");
    }

    @Test
    void inATextTheSameFiltersChangeNothing() {
        assertThat(DBT.parse("{{ s | as_number }}{{ s | as_native }}", "t").render(VARIABLES))
                .isEqualTo("77");
    }

    @Test
    void macrosOfOtherTemplatesWriteTextsWhereverTheyAreCalledFrom() {
        Definition definition = DBT.parse(
                        "{% macro wrap(x) %}{% set text %}<{{ x }}>{% endset %}{{ text }}{% endmacro %}", "m.sql")
                .definitions()
                .get(0);
        Callable wrap = definition.bind(Context.of(Map.of()));
        assertThat(DBT.parse("{{ wrap(n) }}", "schema.yml").renderNative(Context.of(Map.of("wrap", wrap, "n", 5))))
                .isEqualTo("<5>");
        assertThat(DBT.parse("{{ wrap(n) }}{{ n }}", "schema.yml")
                        .renderNative(Context.of(Map.of("wrap", wrap, "n", 5))))
                .isEqualTo("<5>5");
    }
}
