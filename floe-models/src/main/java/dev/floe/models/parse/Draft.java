package dev.floe.models.parse;

import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.TestNode.Generic;
import dev.floe.models.project.Project;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Column;
import dev.floe.models.project.SourceProperties;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node that is being read: complete but for what its references resolve to. */
final class Draft {
    final Project from;
    final NodeHead head;
    final String rawCode;
    final List<Mention<RefCall>> refs = new ArrayList<>();
    final List<Mention<SourceCall>> sources = new ArrayList<>();
    final Set<String> macros = new LinkedHashSet<>();
    final ConfigLayers layers = new ConfigLayers();
    NodeConfig config = NodeConfig.EMPTY;
    RelationName relation = new RelationName("", "", "");
    List<Column> columns = List.of();
    Optional<ResourceProperties> properties = Optional.empty();

    /** Entries that speak of it below another kind's section. */
    final List<ResourceProperties> misplaced = new ArrayList<>();

    Optional<SourceProperties> source = Optional.empty();
    Optional<Generic> generic = Optional.empty();
    Optional<Draft> attached = Optional.empty();
    Optional<UnitTestDrafts.Spec> unitTest = Optional.empty();
    Optional<String> latestVersion = Optional.empty();

    /** The call of {@code config} that dbt writes behind the text of a generic test. */
    String configCall = "";

    /**
     * @param from the project or package it belongs to
     */
    Draft(Project from, NodeHead head, String rawCode) {
        this.from = from;
        this.head = head;
        this.rawCode = rawCode;
    }

    /** A source's table, as a template names it. */
    record SourceCall(String source, String table) {}

    /**
     * A reference and the line it stands on.
     *
     * @param line 0 when it is not known
     */
    record Mention<T>(T call, int line) {}
}
