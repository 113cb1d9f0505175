package dev.floe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobalOptionsTest {
    private static String arranged(String line) {
        return String.join(" ", GlobalOptions.behindTheVerb(line.split(" ")));
    }

    @Test
    void optionsBeforeTheVerbComeBehindIt() {
        assertThat(arranged("--quiet --log-format json run --select a"))
                .isEqualTo("run --quiet --log-format json --select a");
        assertThat(arranged("--log-format=json build")).isEqualTo("build --log-format=json");
    }

    @Test
    void verbsOfTwoWordsStayTogether() {
        assertThat(arranged("--no-use-colors source freshness -s source:raw"))
                .isEqualTo("source freshness --no-use-colors -s source:raw");
    }

    @Test
    void whatNeedsNoChangeStaysAsItIs() {
        assertThat(arranged("run --quiet")).isEqualTo("run --quiet");
        assertThat(arranged("--version")).isEqualTo("--version");
        assertThat(arranged("--quiet")).isEqualTo("--quiet");
    }
}
