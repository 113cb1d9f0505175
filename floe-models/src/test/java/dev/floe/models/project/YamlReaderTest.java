package dev.floe.models.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private final Problems problems = new Problems();

    private Object plain(String text) {
        return YamlReader.read("x.yml", text, problems).orElseThrow().plain();
    }

    @Test
    void valuesAreThoseOfYaml11() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("a", true);
        expected.put("b", 8L);
        expected.put("c", 1000L);
        expected.put("d", 31L);
        expected.put("e", 1.5);
        expected.put("f", null);
        expected.put("g", "no");
        expected.put("h", new BigInteger("12345678901234567890"));
        expected.put("i", "2024-01-02");
        assertThat(plain("""
                        a: yes
                        b: 010
                        c: 1_000
                        d: 0x1f
                        e: 1.5
                        f: ~
                        g: 'no'
                        h: 12345678901234567890
                        i: 2024-01-02
                        """)).isEqualTo(expected);
    }

    @Test
    void aLaterDuplicateWinsAndIsTold() {
        assertThat(plain("a: 1\na: 2\n")).isEqualTo(Map.of("a", 2L));
        assertThat(problems.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.line()).isEqualTo(2);
            assertThat(notice.message()).contains("'a'").contains("twice");
        });
    }

    @Test
    void aliasesAndMergeKeysAreFollowed() {
        assertThat(plain("base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n"))
                .isEqualTo(Map.of("base", Map.of("x", 1L, "y", 2L), "more", Map.of("x", 1L, "y", 3L)));
    }

    @Test
    void brokenSyntaxIsAProblemAtItsPlace() {
        assertThat(YamlReader.read("models/schema.yml", "models:\n  - name: a\n\tcolumns: []\n", problems))
                .isEmpty();
        assertThat(problems.any()).isTrue();
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("models/schema.yml:3:")
                .hasMessageContaining("TAB");
    }

    @Test
    void anEmptyFileIsEmpty() {
        assertThat(YamlReader.read("x.yml", "# nothing\n", problems)).isEmpty();
        assertThat(problems.any()).isFalse();
    }

    @Test
    void placesAreKept() {
        YamlNode.Mapping file = (YamlNode.Mapping)
                YamlReader.read("x.yml", "models:\n  - name: a\n", problems).orElseThrow();
        YamlNode item =
                ((YamlNode.Sequence) file.get("models").orElseThrow()).items().get(0);
        assertThat(List.of(item.line(), item.column())).containsExactly(2, 5);
    }

    @Test
    void anAliasThatContainsItselfAndAliasesThatExpandWithoutEndAreStopped() {
        StringBuilder bomb = new StringBuilder("x0: &x0 {k: v}\n");
        for (int i = 1; i < 24; i++) {
            bomb.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }
        for (String text : new String[] {"x: &a [*a]\n", "x: &a {y: *a}\n", "x: &a {<<: *a}\n", bomb.toString()}) {
            Problems found = new Problems();
            assertThat(YamlReader.read("x.yml", text, found)).isEmpty();
            assertThat(found.any()).isTrue();
        }
    }
}
