package dev.floe.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes templates by the rules of the resource {@code jinja.grammar}: the same ones for the same seed. */
final class JinjaGrammar {
    private static final Pattern SYMBOL = Pattern.compile("\\$([a-z]+)");
    private static final Pattern WEIGHT = Pattern.compile("@(\\d+) (.*)");
    private static final int MAX_DEPTH = 7;
    private static final int MAX_LENGTH = 1500;

    private final Map<String, List<String>> rules = new HashMap<>();
    /** The ways to write a symbol that have no other symbol in them. */
    private final Map<String, List<String>> ends = new HashMap<>();

    private final Random random;

    JinjaGrammar(long seed) {
        random = new Random(seed);
        List<String> section = new ArrayList<>();
        for (String line : PythonEnvironment.resource("jinja.grammar").lines().toList()) {
            if (line.matches("\\[[a-z]+]")) {
                section = new ArrayList<>();
                rules.put(line.substring(1, line.length() - 1), section);
            } else if (!line.isEmpty() && !line.startsWith("# ")) {
                Matcher weighted = WEIGHT.matcher(line);
                int weight = weighted.matches() ? Integer.parseInt(weighted.group(1)) : 1;
                String text = (weighted.matches() ? weighted.group(2) : line);
                for (int i = 0; i < weight; i++) {
                    section.add(text);
                }
            }
        }
        rules.forEach((symbol, ways) -> {
            List<String> plain =
                    ways.stream().filter(way -> !SYMBOL.matcher(way).find()).toList();
            if (plain.isEmpty()) {
                throw new IllegalStateException("The symbol " + symbol + " has no end");
            }
            ends.put(symbol, plain);
        });
    }

    /** The next template. */
    String template() {
        StringBuilder out = new StringBuilder();
        write("template", 0, out);
        String template = whitespace(out.toString());
        return random.nextInt(25) == 0 ? damaged(template) : template;
    }

    private void write(String symbol, int depth, StringBuilder out) {
        List<String> ways = rules.get(symbol);
        if (ways == null) {
            throw new IllegalStateException("There is no symbol " + symbol);
        }
        // statements take more levels than expressions to get anywhere
        boolean deep = depth > MAX_DEPTH || out.length() > MAX_LENGTH;
        String way = choice(deep || (depth > 3 && random.nextInt(4) == 0) ? ends.get(symbol) : ways);
        Matcher symbols = SYMBOL.matcher(way);
        int at = 0;
        while (symbols.find()) {
            unescape(way, at, symbols.start(), out);
            write(symbols.group(1), depth + 1, out);
            at = symbols.end();
        }
        unescape(way, at, way.length(), out);
    }

    /** Line ends are written as escapes only outside of quotes and tags: those are the template's own. */
    private static void unescape(String way, int from, int to, StringBuilder out) {
        String part = way.substring(from, to);
        boolean quoted = way.indexOf('\'') >= 0 || way.indexOf('"') >= 0;
        out.append(
                quoted ? part : part.replace("\\n", "\n").replace("\\t", "\t").replace("\\s", " "));
    }

    /** Signs of whitespace control here and there, and line ends where blanks were. */
    private String whitespace(String template) {
        if (random.nextInt(3) > 0) {
            return template;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            boolean begin = template.startsWith("{% ", i) || template.startsWith("{{ ", i);
            boolean end = template.startsWith(" %}", i) || template.startsWith(" }}", i);
            if (begin && random.nextInt(3) == 0) {
                out.append(random.nextInt(3) == 0 ? choice(List.of("\n", "  ", "\n  ", "\t")) : "");
                out.append(template, i, i + 2).append(random.nextInt(4) == 0 ? '+' : '-');
                i++;
            } else if (end && random.nextInt(3) == 0) {
                out.append(random.nextBoolean() ? " " : "\n");
                out.append(random.nextInt(6) == 0 ? '+' : '-').append(template, i + 1, i + 3);
                out.append(random.nextInt(3) == 0 ? choice(List.of("\n", "  ", "\n  ", "\r\n", "\n\n")) : "");
                i += 2;
            } else {
                out.append(c == ' ' && random.nextInt(30) == 0 ? "\n" : String.valueOf(c));
            }
        }
        return out + (random.nextInt(4) == 0 ? "\n" : "");
    }

    /** With a few characters gone, doubled or moved: what people mistype. */
    private String damaged(String template) {
        int at = whole(template, random.nextInt(template.length()));
        int end = whole(template, Math.min(template.length(), at + 1 + random.nextInt(4)));
        String part = template.substring(at, end);
        return switch (random.nextInt(3)) {
            case 0 -> template.substring(0, at) + template.substring(end);
            case 1 -> template.substring(0, end) + part + template.substring(end);
            default -> {
                String rest = template.substring(0, at) + template.substring(end);
                int to = whole(rest, random.nextInt(rest.length() + 1));
                yield rest.substring(0, to) + part + rest.substring(to);
            }
        };
    }

    /** The position, or the one before it if it is within a character. */
    private static int whole(String text, int position) {
        boolean within = position > 0 && position < text.length() && Character.isLowSurrogate(text.charAt(position));
        return within ? position - 1 : position;
    }

    private <T> T choice(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
