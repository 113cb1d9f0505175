package dev.floe.it.manifest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A clock that stands where dbt compiled the node, as near as it can be known; that it was read is noted. */
final class NodeClock extends Clock {
    private final RenderContext context;

    NodeClock(RenderContext context) {
        this.context = context;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        context.uncertain().add("the time of the day");
        for (Object each : Json.list(
                context.session().surroundings().result(context.node().id()).get("timing"))) {
            Map<String, @Nullable Object> timing = Json.map(each);
            Object started = timing.get("started_at");
            if ("compile".equals(timing.get("name")) && started != null) {
                return Session.moment(started.toString());
            }
        }
        return context.session().startedAt(context.uncertain()::add);
    }
}
