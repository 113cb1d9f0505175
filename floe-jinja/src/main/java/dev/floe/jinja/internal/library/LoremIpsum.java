package dev.floe.jinja.internal.library;

import static java.util.Objects.requireNonNull;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.Casing;
import dev.floe.jinja.internal.value.Markup;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The global {@code lipsum}: paragraphs of random words. */
final class LoremIpsum {
    private static final Signature SIGNATURE = Signature.of("generate_lorem_ipsum(n=5, html=True, min=20, max=100)");
    private static final List<String> WORDS = List.of(
            "aqua", "ignis", "terra", "ventus", "lux", "umbra", "mons", "vallis", "flumen", "silva", "mare", "stella",
            "luna", "sol", "herba", "avis");

    private LoremIpsum() {}

    static Object generate(Arguments arguments) {
        Object[] bound = SIGNATURE.bind(arguments);
        boolean html = Py.truth(bound[1]);
        StringBuilder out = new StringBuilder();
        for (int i = 0, count = integer(bound[0]); i < count; i++) {
            Budget.work(1);
            // without a paragraph nobody looks at them
            BigInteger least = bound(bound[2]);
            BigInteger most = bound(bound[3]);
            if (least.compareTo(most) >= 0) {
                throw PyError.value(
                        "empty range for randrange() (" + least + ", " + most + ", " + most.subtract(least) + ")");
            }
            out.append(i == 0 ? "" : html ? "\n" : "\n\n").append(html ? "<p>" : "");
            paragraph(ThreadLocalRandom.current().nextInt(Numbers.clamp(least), Numbers.clamp(most)), out);
            out.append(html ? "</p>" : "");
        }
        return html ? new Markup(out.toString()) : out.toString();
    }

    private static int integer(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamp(value);
    }

    private static BigInteger bound(@Nullable Object value) {
        Object whole = value instanceof Double number && number == Math.rint(number) ? Numbers.truncate(number) : value;
        integer(whole);
        return Numbers.big(requireNonNull(whole));
    }

    private static void paragraph(int words, StringBuilder out) {
        for (int i = 0; i < words; i++) {
            String word = WORDS.get(ThreadLocalRandom.current().nextInt(WORDS.size()));
            boolean first = i % 8 == 0;
            out.append(i == 0 ? "" : first ? ". " : " ").append(first ? Casing.capitalize(word) : word);
            Budget.check(out.length());
        }
        out.append('.');
    }
}
