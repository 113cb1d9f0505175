package dev.floe.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.profiles.internal.JinjaText;
import dev.floe.profiles.internal.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class QuotingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a b",
                "yes",
                "NO",
                "on",
                "null",
                "~",
                "true",
                "1",
                "1e3",
                "0x1f",
                "12:30",
                ".5",
                "-",
                "- a",
                "a: b",
                "a #b",
                "#",
                "'",
                "\"",
                "\\",
                "\n",
                "\r\n",
                "\t",
                "a\n",
                "\u0000",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "{{ x }}",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "[",
                "{",
                "?",
                "|",
                ">",
                "\u00e4",
                "\uD83D\uDE00",
                "2026-11-24",
                "=",
                "<<",
                "e1",
                "Y"
            })
    void everyTextComesBackThroughYaml(String text) {
        assertThat(roundTrip(text)).isEqualTo(text);
    }

    @Test
    void randomTextsComeBackThroughYaml() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x11000);
                if (c < 0xD800 || c > 0xDFFF) {
                    text.appendCodePoint(c);
                }
            }
            assertThat(roundTrip(text.toString())).isEqualTo(text.toString());
        }
    }

    @Test
    void listsAndMapsNest() {
        Map<String, Object> tree = Map.of("a b", List.of(Map.of("c", List.of("d", 1)), "e"));

        Object read = new Yaml().load(YamlText.document(tree));

        assertThat(read).isEqualTo(tree);
    }

    @Test
    void jinjaLiteralsAreClosedAndEscaped() {
        assertThat(JinjaText.literal("it's")).isEqualTo("'it\\'s'");
        assertThat(JinjaText.literal("a\\")).isEqualTo("'a\\\\'");
        assertThat(JinjaText.literal("a\r\nb\u0001")).isEqualTo("'a\\r\\nb\\u0001'");
        assertThat(JinjaText.variable("A'B", "x')}}")).isEqualTo("{{ env_var('A\\'B', 'x\\')}}') }}");
    }

    @Test
    void textsWithJinjaMarkupBecomeExpressionsAndOthersStayAsTheyAre() {
        assertThat(JinjaText.text("/data/lake.duckdb")).isEqualTo("/data/lake.duckdb");
        assertThat(JinjaText.text("/data/{{ x }}")).isEqualTo("{{ '/data/{{ x }}' }}");
        assertThat(JinjaText.text("a{%b")).isEqualTo("{{ 'a{%b' }}");
        assertThat(JinjaText.text("a{#b")).isEqualTo("{{ 'a{#b' }}");
        assertThat(JinjaText.text("a\n")).isEqualTo("{{ 'a\\n' }}");
    }

    private static String roundTrip(String text) {
        Map<String, Object> read = new Yaml().load(YamlText.document(Map.of("k", text)));
        assertThat(read.get("k")).isInstanceOf(String.class);
        return (String) read.get("k");
    }
}
