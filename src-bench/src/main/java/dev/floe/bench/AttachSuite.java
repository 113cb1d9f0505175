package dev.floe.bench;

import java.util.List;

/** What floe takes to attach a catalog, beside the same statements by JDBC. */
final class AttachSuite implements Suite {
    private static final String WHAT = "attach to a new instance";
    private static final double BAR = 1.05;

    @Override
    public String name() {
        return "attach";
    }

    @Override
    public String title() {
        return "load DuckDB's extensions and attach an Iceberg REST catalog of this machine, without and with preflight";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        List<Jmh.Score> scores = Jmh.clock(AttachCost.class, effort);
        double statements = milliseconds(scores, "statements");
        double attach = milliseconds(scores, "attach");
        double preflight = milliseconds(scores, "attachAfterPreflight");
        return List.of(
                Measure.of(WHAT, "floe, without preflight", attach, "ms"),
                Measure.of(WHAT, "the same statements by JDBC", statements, "ms"),
                Measure.of(WHAT, "floe / by JDBC", attach / statements, "").within(BAR),
                Measure.of(WHAT, "floe, with preflight", preflight, "ms"));
    }

    private static double milliseconds(List<Jmh.Score> scores, String method) {
        return scores.stream()
                        .filter(score -> score.method().equals(method))
                        .findFirst()
                        .orElseThrow()
                        .micros()
                / 1000;
    }
}
