package dev.floe.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Options that stand before the verb, where dbt takes them too: {@code --quiet run} is {@code run --quiet}. */
final class GlobalOptions {
    private static final Set<String> WITH_VALUE = Set.of(
            "--log-format",
            "--log-format-file",
            "--log-level",
            "--log-level-file",
            "--log-path",
            "--printer-width",
            "--profile",
            "--profiles-dir",
            "--project-dir",
            "--target",
            "-t",
            "--target-path",
            "--threads",
            "--vars");

    /** Those that are about floe itself. */
    private static final Set<String> OWN = Set.of("-h", "--help", "-V", "--version");

    /** Verbs of two words. */
    private static final Set<String> TWO_WORDS = Set.of("source", "docs");

    private GlobalOptions() {}

    /** The arguments with the verb first. */
    static String[] behindTheVerb(String[] arguments) {
        int verb = 0;
        while (verb < arguments.length && arguments[verb].startsWith("-")) {
            if (OWN.contains(arguments[verb])) {
                return arguments;
            }
            verb += WITH_VALUE.contains(arguments[verb]) ? 2 : 1;
        }
        if (verb == 0 || verb >= arguments.length) {
            return arguments;
        }
        int behind = verb + 1;
        if (TWO_WORDS.contains(arguments[verb]) && behind < arguments.length && !arguments[behind].startsWith("-")) {
            behind++;
        }
        List<String> all = Arrays.asList(arguments);
        List<String> arranged = new ArrayList<>(all.subList(verb, behind));
        arranged.addAll(all.subList(0, verb));
        arranged.addAll(all.subList(behind, arguments.length));
        return arranged.toArray(String[]::new);
    }
}
