package dev.floe.it.manifest;

import dev.floe.it.manifest.NodeRenderer.Rendered;
import dev.floe.jinja.JinjaException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renders all nodes of a manifest and compares them with what dbt compiled. */
public final class ManifestRun {
    private static final int LONGEST_NAME = 200;

    private final RenderOptions options;
    private final Report report;

    private ManifestRun(RenderOptions options, Report report) {
        this.options = options;
        this.report = report;
    }

    /**
     * Renders and compares.
     *
     * @param out where the listing and the summary go
     * @return whether no node differs and no template failed
     * @throws IOException if a file cannot be read or written
     * @throws SQLException if the database cannot be opened
     */
    public static boolean run(RenderOptions options, PrintStream out) throws IOException, SQLException {
        Report report = new Report();
        new ManifestRun(options, report).renderAll();
        report.print(out);
        return report.isClean();
    }

    private void renderAll() throws IOException, SQLException {
        Files.createDirectories(options.out());
        try (Session session = Session.open(options)) {
            NodeRenderer renderer = new NodeRenderer(session);
            for (Node node : session.manifest().withCode()) {
                if (node.text("raw_code").filter(code -> !code.isEmpty()).isEmpty()) {
                    continue;
                }
                if (node.compiledCode().isEmpty()) {
                    report.add(node, new Outcome.NotCompared("dbt has no compiled code for it"));
                } else {
                    report.add(node, outcome(renderer, node));
                }
            }
        }
    }

    private Outcome outcome(NodeRenderer renderer, Node node) throws IOException {
        String wanted = node.compiledCode().orElseThrow();
        try {
            Rendered first = renderer.render(node, State.AS_IS);
            write(node, first.text());
            if (first.text().equals(wanted)) {
                return new Outcome.Equal(State.AS_IS);
            }
            List<State> others = first.selfLookedUp() ? List.of(State.BEFORE_FIRST_RUN, State.FULL_REFRESH) : List.of();
            for (State state : others) {
                @Nullable String again = renderer.render(node, state).text();
                if (again.equals(wanted)) {
                    write(node, again);
                    return new Outcome.Equal(state);
                }
            }
            List<String> uncertain = new ArrayList<>(first.uncertain());
            if (!renderer.render(node, State.AS_IS).text().equals(first.text())) {
                uncertain.add("what changes from one rendering to the next");
            }
            if (!renderer.render(node, State.SETS_REVERSED).text().equals(first.text())) {
                uncertain.add("the order of a set, which Python leaves to chance");
            }
            return uncertain.isEmpty()
                    ? new Outcome.Different(FirstDifference.of(wanted, first.text()))
                    : new Outcome.NotCompared(
                            "what is not in the manifest, and may have been otherwise for dbt: "
                                    + String.join(", ", uncertain),
                            FirstDifference.of(wanted, first.text()));
        } catch (NeedsMore e) {
            return new Outcome.NotCompared(String.valueOf(e.getMessage()));
        } catch (JinjaException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private void write(Node node, String text) throws IOException {
        Files.writeString(options.out().resolve(fileName(node.id())), text, StandardCharsets.UTF_8);
    }

    /** The id, which is shortened where file systems would refuse it. */
    private static Path fileName(String id) {
        String safe = id.replaceAll("[^A-Za-z0-9._-]", "_");
        String name = safe.length() <= LONGEST_NAME
                ? safe
                : safe.substring(0, LONGEST_NAME) + "-" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        return Path.of(name + ".sql");
    }
}
