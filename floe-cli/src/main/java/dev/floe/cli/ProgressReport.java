package dev.floe.cli;

import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunEvent;
import dev.floe.models.RunListener;
import dev.floe.models.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a run as it goes, and its summary. */
final class ProgressReport implements RunListener {
    private static final int NAME_WIDTH = 52;

    private final Terminal terminal;
    private final Map<String, String> running = new LinkedHashMap<>();

    ProgressReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            terminal.line("floe " + started.command().word() + ": "
                    + count(started.nodes().size(), "node") + ", " + count(started.threads(), "thread"));
        } else if (event instanceof RunEvent.NodeStarted started) {
            running.put(started.uniqueId(), started.name());
            status(started.index() - 1, started.total());
        } else if (event instanceof RunEvent.NodeFinished finished) {
            running.remove(finished.result().uniqueId());
            terminal.line(line(finished.result()));
            status(finished.index(), finished.total());
        } else if (event instanceof RunEvent.TemplateMessage message) {
            terminal.line(message.text());
        } else if (event instanceof RunEvent.RunFinished finished) {
            summary(finished.result());
        }
    }

    private void status(int done, int total) {
        if (!running.isEmpty()) {
            terminal.status("  … " + done + " of " + total + " done; running " + String.join(", ", running.values()));
        }
    }

    private String line(NodeResult result) {
        String name = result.relation().orElse(result.name());
        String text = String.format(
                Locale.ROOT,
                "  %s %-6s %-" + NAME_WIDTH + "s %12s %8s",
                mark(result.status()),
                result.materialized(),
                name,
                outcome(result),
                seconds(result.executionTime()));
        return terminal.styled(style(result.status()), text);
    }

    private static String mark(NodeStatus status) {
        return switch (status) {
            case SUCCESS, PASS -> "ok  ";
            case WARN -> "warn";
            case FAIL, ERROR -> "FAIL";
            case SKIPPED -> "skip";
        };
    }

    private static Terminal.Style style(NodeStatus status) {
        return switch (status) {
            case SUCCESS, PASS -> Terminal.Style.GOOD;
            case WARN -> Terminal.Style.WARNING;
            case FAIL, ERROR -> Terminal.Style.BAD;
            case SKIPPED -> Terminal.Style.FAINT;
        };
    }

    private static String outcome(NodeResult result) {
        if (result.rows().isPresent()) {
            return count(result.rows().getAsLong(), "row");
        }
        if (result.failures().isPresent() && result.failures().getAsLong() > 0) {
            return count(result.failures().getAsLong(), "failure");
        }
        return switch (result.status()) {
            case SUCCESS -> "built";
            case PASS -> "pass";
            case WARN -> "warn";
            case FAIL -> "fail";
            case ERROR -> "error";
            case SKIPPED -> "skipped";
        };
    }

    private void summary(RunResult result) {
        for (NodeResult node : result.failed()) {
            terminal.line("");
            terminal.line(terminal.styled(Terminal.Style.BAD, node.name() + ": " + code(node) + " in " + node.path()));
            node.message().lines().forEach(line -> terminal.line("  " + line));
        }
        terminal.line("");
        List<String> parts = new ArrayList<>();
        add(parts, result.count(NodeStatus.SUCCESS), "built");
        add(parts, result.count(NodeStatus.PASS), "passed");
        add(parts, result.count(NodeStatus.WARN), "warned");
        add(parts, result.count(NodeStatus.FAIL), "did not pass");
        add(parts, result.count(NodeStatus.ERROR), "failed");
        add(parts, result.count(NodeStatus.SKIPPED), "skipped");
        String what = parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
        terminal.line(terminal.styled(
                result.success() ? Terminal.Style.GOOD : Terminal.Style.BAD,
                (result.success() ? "Done" : "Failed") + " in " + seconds(result.elapsed()) + ": " + what));
    }

    private static String code(NodeResult node) {
        return node.error().map(error -> error.code().name()).orElse("");
    }

    /** What the user should know, after everything else. */
    void notices(RunResult result) {
        for (String notice : result.notices()) {
            terminal.line(terminal.styled(Terminal.Style.FAINT, "note: " + notice));
        }
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
