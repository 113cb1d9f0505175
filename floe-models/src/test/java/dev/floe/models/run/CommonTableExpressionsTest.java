package dev.floe.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommonTableExpressionsTest {
    private static String prepend(String select, String... expressions) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : expressions) {
            all.put(name, "select 1");
        }
        return CommonTableExpressions.prepend(select, all);
    }

    @Test
    void nothingToPrependLeavesTheSelectAlone() {
        assertThat(prepend("select 2")).isEqualTo("select 2");
    }

    @Test
    void aPlainSelectGetsAWith() {
        assertThat(prepend("select * from x", "x")).isEqualTo("with x as (\nselect 1\n) select * from x");
    }

    @Test
    void anOwnWithIsJoined() {
        assertThat(prepend("-- a comment\n/* with */ WITH a as (select 2) select * from a, x", "x"))
                .isEqualTo("-- a comment\n/* with */ with  x as (\nselect 1\n), a as (select 2) select * from a, x");
    }

    @Test
    void aRecursiveWithStaysRecursive() {
        assertThat(prepend("with recursive a as (select 2) select * from a", "x", "y"))
                .startsWith("with recursive  x as (\nselect 1\n),  y as (\nselect 1\n), a as");
    }

    @Test
    void aNameThatBeginsLikeWithIsNone() {
        assertThat(prepend("without_it", "x")).startsWith("with x as (");
    }
}
