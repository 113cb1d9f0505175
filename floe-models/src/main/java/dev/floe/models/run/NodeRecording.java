package dev.floe.models.run;

import dev.floe.models.NodeResult;
import dev.floe.models.graph.Node;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A node's run in a recording of Java Flight Recorder. */
@Name("dev.floe.Node")
@Label("floe node")
@Category("floe")
@StackTrace(false)
final class NodeRecording extends Event {
    @Label("Run")
    String run = "";

    @Label("Node")
    String node = "";

    @Label("Type")
    String type = "";

    @Label("Status")
    String status = "";

    @Label("Rows")
    long rows = -1;

    static NodeRecording started() {
        NodeRecording recording = new NodeRecording();
        recording.begin();
        return recording;
    }

    /** Ends it; nothing is filled in where nobody records. */
    void ended(String runId, Node ran, NodeResult result) {
        end();
        if (shouldCommit()) {
            run = runId;
            node = ran.uniqueId();
            type = ran.type().word();
            status = result.status().name().toLowerCase(Locale.ROOT);
            rows = result.rows().orElse(-1);
            commit();
        }
    }
}
