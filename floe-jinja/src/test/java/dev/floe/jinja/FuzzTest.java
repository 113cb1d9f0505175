package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.jinja.CaseFile.Case;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the input: a result or a {@link JinjaException}, in bounded time. The seed is fixed; {@code -Dfloe.fuzz.seed} sets another. */
@Timeout(120)
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("floe.fuzz.rounds", 20_000);
    private static final String[] SNIPPETS = {
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "-",
        "+",
        "'",
        "\"",
        "\\",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        ".",
        ",",
        ":",
        "~",
        "*",
        "**",
        "//",
        "%",
        "=",
        "==",
        "<",
        "in",
        "is",
        "not",
        "if",
        "else",
        "elif",
        "endif",
        "for",
        "endfor",
        "recursive",
        "set",
        "endset",
        "macro",
        "endmacro",
        "call",
        "endcall",
        "filter",
        "endfilter",
        "with",
        "endwith",
        "raw",
        "endraw",
        "do",
        "break",
        "continue",
        "loop",
        "x",
        "y",
        "0",
        "1",
        "9".repeat(30),
        "1e400",
        "1e-400",
        "\n",
        " ",
        "\t",
        "\r\n",
        "\u0000",
        "\u00e9",
        "\ud83d\ude00",
        "\ud83d",
        "none",
        "true",
        "range(3)",
        "namespace(a=1)",
        "[1,2]",
        "{'a':1}",
        "()",
        "upper",
        "join",
        "map",
        "sort",
        "batch(0)",
        "slice(-1)",
        "format",
        "'%s'",
        "'{}'",
        "*args",
        "caller()",
        "varargs",
        "kwargs",
        "loop.cycle()",
        "::",
        "-1",
        "materialization",
        "test",
        "docs"
    };

    private final Random random = new Random(Long.getLong("floe.fuzz.seed", 20261124L));
    private final JinjaEnvironment jinja =
            JinjaEnvironment.dbt().limits(new Limits(40, 200_000, 50_000)).build();

    @Test
    void mutatedTemplatesNeverCrash() {
        List<String> corpus = new ArrayList<>(Stream.of("statements", "filters", "methods", "formats", "operators")
                .flatMap(name -> CaseFile.read(name).stream())
                .map(Case::template)
                .toList());
        for (int i = 0; i < ROUNDS; i++) {
            String template = corpus.get(random.nextInt(corpus.size()));
            if (random.nextInt(4) == 0) {
                template += corpus.get(random.nextInt(corpus.size()));
            }
            for (int m = random.nextInt(4); m >= 0; m--) {
                template = mutate(template);
            }
            run(template);
        }
    }

    @Test
    void randomSequencesOfPartsNeverCrash() {
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder template = new StringBuilder(random.nextBoolean() ? "{{ " : "{% ");
            for (int part = random.nextInt(25); part >= 0; part--) {
                template.append(SNIPPETS[random.nextInt(SNIPPETS.length)]).append(random.nextInt(3) == 0 ? " " : "");
            }
            run(template.toString());
        }
    }

    private String mutate(String text) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(6));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + SNIPPETS[random.nextInt(SNIPPETS.length)] + text.substring(at);
            case 2 -> text.substring(0, at) + SNIPPETS[random.nextInt(SNIPPETS.length)] + text.substring(end);
            case 3 -> text.substring(0, at) + text.substring(at, end).repeat(3) + text.substring(end);
            default -> text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(end);
        };
    }

    private void run(String template) {
        try {
            Template parsed = jinja.parse(template, "fuzz");
            parsed.analysis().calls();
            parsed.definitions().forEach(definition -> definition.analysis().contextNames());
            parsed.render(Map.of("x", "text", "y", List.of(3, 1, 2)));
            parsed.renderNative(Context.empty());
        } catch (JinjaException expected) {
            assertThat(expected.detail()).isNotNull();
        } catch (Throwable crash) {
            throw new AssertionError("crashed on: " + template, crash);
        }
        try {
            RawBlock.scan(template, "fuzz", EnumSet.allOf(BlockTag.class));
        } catch (JinjaException expected) {
            assertThat(expected.position()).isPresent();
        } catch (Throwable crash) {
            throw new AssertionError("scanning crashed on: " + template, crash);
        }
    }
}
