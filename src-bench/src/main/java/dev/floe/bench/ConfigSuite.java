package dev.floe.bench;

import java.util.ArrayList;
import java.util.List;

/** How long it takes to have a configuration. */
final class ConfigSuite implements Suite {
    private static final double BAR = 20;

    @Override
    public String name() {
        return "config";
    }

    @Override
    public String title() {
        return "floe.yaml and platform.yaml: read, checked together, secrets resolved";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        List<Measure> measures = new ArrayList<>();
        for (Jmh.Score score : Jmh.warm(ConfigLoad.class, effort)) {
            measures.add(Measure.of("load both files", "floe", score.micros() / 1000, "ms")
                    .plusMinus(score.error() / 1000)
                    .within(BAR));
        }
        for (Jmh.Score score : Jmh.cold(ConfigLoad.class, effort)) {
            measures.add(Measure.of("first in a JVM: load both files", "floe", score.micros() / 1000, "ms")
                    .plusMinus(score.error() / 1000));
        }
        return measures;
    }
}
