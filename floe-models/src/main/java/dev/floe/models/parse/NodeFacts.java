package dev.floe.models.parse;

import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.project.Frozen;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.SourceProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What artifacts say of a node and running it does not need.
 *
 * @param refs what it names by {@code ref}, in order
 * @param sources what it names by {@code source}: the source's name and the table's
 * @param macros the ids of the macros that its template calls
 * @param said the configuration as files give it, before it is put together
 * @param properties what a properties file says of it
 * @param source what a properties file says, of a source's table
 * @param configCall the call of {@code config} that dbt writes behind the text of a generic test
 * @param latestVersion of a model with versions, the one that a {@code ref} without a version means
 */
public record NodeFacts(
        List<RefCall> refs,
        List<List<String>> sources,
        List<String> macros,
        Map<String, @Nullable Object> said,
        Optional<ResourceProperties> properties,
        Optional<SourceProperties> source,
        String configCall,
        Optional<String> latestVersion) {
    /** Nothing known. */
    public static final NodeFacts NONE = new NodeFacts(
            List.of(), List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty(), "", Optional.empty());

    /** Copies the collections. */
    public NodeFacts {
        refs = List.copyOf(refs);
        sources = List.copyOf(sources);
        macros = List.copyOf(macros);
        said = Frozen.copy(said);
    }

    static NodeFacts of(Draft draft) {
        return new NodeFacts(
                draft.refs.stream().map(Draft.Mention::call).toList(),
                draft.sources.stream()
                        .map(mention ->
                                List.of(mention.call().source(), mention.call().table()))
                        .toList(),
                List.copyOf(draft.macros),
                draft.layers.said(draft.generic.isPresent()),
                draft.properties,
                draft.source,
                draft.configCall,
                draft.latestVersion);
    }
}
