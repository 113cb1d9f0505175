package dev.floe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.models.ListedNode;
import dev.floe.models.graph.ResourceType;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code floe ls}: the nodes that a selection means. */
@Command(
        name = "ls",
        aliases = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the nodes that a selection means; connects to nothing.")
final class ListCommand implements Callable<Integer> {
    private static final List<String> KEYS = List.of(
            "alias",
            "name",
            "package_name",
            "depends_on",
            "tags",
            "config",
            "resource_type",
            "source_name",
            "original_file_path",
            "unique_id");

    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "selector",
            description = "selector, name, path or json. Default: selector.")
    private Output output = Output.SELECTOR;

    @Option(
            names = "--output-keys",
            paramLabel = "KEY",
            arity = "1..*",
            split = " ",
            description = "The keys of each node with --output json.")
    private List<String> keys = List.of();

    /** How nodes are listed. */
    enum Output {
        SELECTOR,
        NAME,
        PATH,
        JSON
    }

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = FloeCommand.out(spec);
        ObjectMapper mapper = new ObjectMapper();
        for (ListedNode node : options.pipeline().build().list()) {
            if (node.type() != ResourceType.ANALYSIS || options.asksFor(ResourceType.ANALYSIS)) {
                out.println(
                        switch (output) {
                            case SELECTOR -> node.selector();
                            case NAME -> node.name();
                            case PATH -> node.path();
                            case JSON -> mapper.writeValueAsString(json(node));
                        });
            }
        }
        out.flush();
        return FloeCommand.OK;
    }

    private Map<String, @Nullable Object> json(ListedNode node) {
        List<String> wanted = keys.isEmpty() ? KEYS : keys;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        node.json().forEach((key, value) -> {
            if (wanted.contains(key)) {
                json.put(key, value);
            }
        });
        return json;
    }
}
