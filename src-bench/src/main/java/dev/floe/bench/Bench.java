package dev.floe.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs suites by name, prints a table for each, and writes {@code NAME.json}. */
public final class Bench {
    private static final List<Suite> SUITES = List.of(
            new JinjaSuite(),
            new ConfigSuite(),
            new AttachSuite(),
            new TablesSuite(),
            new ProjectSuite(),
            new BuildSuite(),
            new ColdSuite());

    private Bench() {}

    /**
     * Entry point; ends with status 0 when all was measured, whatever the figures, and 2 when a name is not known.
     *
     * @param arguments {@code --out FOLDER}, {@code --quick}, and the names of suites; without names, the suites are listed
     * @throws Exception if a suite cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Effort effort = Effort.FULL;
        Path out = Path.of("target");
        List<Suite> chosen = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--quick")) {
                effort = Effort.QUICK;
            } else if (argument.equals("--out") && i + 1 < arguments.length) {
                out = Path.of(arguments[++i]);
            } else if (argument.equals("all")) {
                chosen.addAll(SUITES);
            } else {
                chosen.add(find(argument).orElseGet(() -> unknown(argument)));
            }
        }
        if (chosen.isEmpty()) {
            list();
        }
        for (Suite suite : chosen) {
            Machine machine = Machine.here();
            List<Measure> measures = suite.measure(effort);
            System.out.println("\n" + suite.name() + ": " + suite.title() + "\n" + machine.line() + "\n\n"
                    + Report.table(measures));
            Report.write(out.resolve(suite.name() + ".json"), suite, machine, measures);
        }
    }

    private static Optional<Suite> find(String name) {
        return SUITES.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }

    private static Suite unknown(String name) {
        System.err.println("There is no suite " + name + ". The suites:");
        list();
        System.exit(2);
        throw new IllegalStateException();
    }

    private static void list() {
        SUITES.forEach(suite -> System.out.printf("  %-10s %s%n", suite.name(), suite.title()));
    }
}
