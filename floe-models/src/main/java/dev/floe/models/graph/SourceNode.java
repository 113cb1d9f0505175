package dev.floe.models.graph;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of a source.
 *
 * @param sourceName the source it belongs to
 * @param sourceDescription what is said of the source
 * @param relation where it is
 */
public record SourceNode(
        NodeHead head,
        NodeConfig config,
        String sourceName,
        String sourceDescription,
        RelationName relation,
        List<Column> columns)
        implements Node, RelationNode {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

    /** Copies the list. */
    public SourceNode {
        columns = List.copyOf(columns);
    }

    /**
     * The file or table function that SQL reads instead of a table: {@code external_location} of the source's {@code meta} or
     * {@code config}, with {@code {name}}, {@code {identifier}}, {@code {schema}} and keys of {@code meta} put in.
     */
    public Optional<String> externalLocation() {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        known.put("name", name());
        known.put("identifier", relation.identifier());
        known.put("schema", relation.schema());
        known.put("database", relation.database());
        known.putAll(config.map("meta"));
        config.values().forEach((key, value) -> {
            if (value instanceof String) {
                known.put(key, value);
            }
        });
        if (!(known.get("external_location") instanceof String location)) {
            return Optional.empty();
        }
        String text = FIELD.matcher(location)
                .replaceAll(field -> Matcher.quoteReplacement(
                        known.containsKey(field.group(1)) ? String.valueOf(known.get(field.group(1))) : field.group()));
        return Optional.of(text.contains("(") || text.startsWith("'") ? text : "'" + text + "'");
    }

    @Override
    public List<String> dependsOn() {
        return List.of();
    }
}
