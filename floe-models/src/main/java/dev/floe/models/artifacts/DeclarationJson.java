package dev.floe.models.artifacts;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.StaticCall;
import dev.floe.models.context.DocBlock;
import dev.floe.models.context.Macros;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.graph.Exposure;
import dev.floe.models.parse.NodeFacts;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.Project;
import dev.floe.models.project.PropertiesEntry;
import dev.floe.models.project.PropertiesFile;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Kind;
import dev.floe.models.project.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a project declares besides its nodes, as the manifest has it: macros, docs, exposures, groups, unit tests. */
final class DeclarationJson {
    private final ParsedProject parsed;
    private final double createdAt;

    DeclarationJson(ParsedProject parsed, double createdAt) {
        this.parsed = parsed;
        this.createdAt = createdAt;
    }

    Map<String, @Nullable Object> macros() {
        Map<String, ResourceProperties> described = new HashMap<>();
        for (Project each : parsed.project().all()) {
            each.properties()
                    .forEach(file -> file.of(Kind.MACROS)
                            .forEach(said -> described.put("macro." + each.name() + "." + said.name(), said)));
        }
        Map<String, @Nullable Object> macros = new LinkedHashMap<>();
        for (Macro macro : parsed.contexts().macros().all()) {
            macros.put(macro.uniqueId(), macro(macro, Optional.ofNullable(described.get(macro.uniqueId()))));
        }
        return macros;
    }

    private Map<String, @Nullable Object> macro(Macro macro, Optional<ResourceProperties> said) {
        Map<String, @Nullable Object> config =
                said.map(ResourceProperties::config).orElse(Map.of());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", macro.name());
        json.put("resource_type", "macro");
        json.put("package_name", macro.packageName());
        json.put("path", macro.path());
        json.put("original_file_path", macro.path());
        json.put("unique_id", macro.uniqueId());
        json.put("macro_sql", macro.definition().source());
        json.put("depends_on", Map.of("macros", List.copyOf(calls(macro))));
        json.put("description", said.map(ResourceProperties::description).orElse(""));
        json.put("meta", config.getOrDefault("meta", Map.of()));
        json.put("docs", ConfigJson.docs(ConfigJson.map(config.get("docs"))));
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("meta", json.get("meta"));
        kept.put("docs", json.get("docs"));
        json.put("config", kept);
        json.put(
                "patch_path",
                said.map(found -> macro.packageName() + "://" + found.path()).orElse(null));
        json.put("arguments", arguments(macro, said));
        json.put("created_at", createdAt);
        json.put(
                "supported_languages",
                macro.definition().tag() == BlockTag.MATERIALIZATION
                        ? macro.definition().options().getOrDefault("supported_languages", List.of("sql"))
                        : null);
        return json;
    }

    /** What a properties file says of the arguments, or their names as the macro has them. */
    private List<Object> arguments(Macro macro, Optional<ResourceProperties> said) {
        List<Object> arguments = new ArrayList<>();
        if (said.isPresent() && said.get().rest().get("arguments") instanceof List<?> all) {
            for (Object each : all) {
                Map<?, ?> values = ConfigJson.map(each);
                Object description = values.get("description");
                arguments.add(argument(values.get("name"), values.get("type"), description == null ? "" : description));
            }
        } else if (!ofTestFile(macro)) {
            macro.definition().parameters().forEach(parameter -> arguments.add(argument(parameter.name(), null, "")));
        }
        return arguments;
    }

    /** dbt does not look at the arguments of tests that are defined among the tests. */
    private boolean ofTestFile(Macro macro) {
        return parsed.project().all().stream()
                .filter(each -> each.name().equals(macro.packageName()))
                .flatMap(each -> each.config().testPaths().stream())
                .anyMatch(folder -> macro.path().startsWith(folder + "/"));
    }

    private static Map<String, @Nullable Object> argument(
            @Nullable Object name, @Nullable Object type, Object description) {
        Map<String, @Nullable Object> argument = new LinkedHashMap<>();
        argument.put("name", name);
        argument.put("type", type);
        argument.put("description", description);
        return argument;
    }

    /** The macros that a macro calls by name, as far as its text tells. */
    private Set<String> calls(Macro macro) {
        Macros all = parsed.contexts().macros();
        Set<String> found = new LinkedHashSet<>();
        for (StaticCall call : macro.definition().analysis().calls()) {
            int dot = call.name().indexOf('.');
            Optional<Macro> called = dot < 0
                    ? all.find(macro.packageName(), call.name())
                    : all.inPackage(call.name().substring(0, dot), call.name().substring(dot + 1));
            if (call.name().equals("adapter.dispatch") && !call.positional().isEmpty()) {
                called = dispatched(macro, call);
            }
            called.map(Macro::uniqueId)
                    .filter(id -> !id.equals(macro.uniqueId()))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** What a dispatch finds in the package that it names, or in the macro's own. */
    private Optional<Macro> dispatched(Macro macro, StaticCall call) {
        Object second = call.positional().size() > 1 ? call.positional().get(1) : null;
        Object named = second == null ? call.keywords().get("macro_namespace") : second;
        String place = named instanceof String name ? name : macro.packageName();
        String adapter = parsed.contexts().settings().dialect().name();
        return Stream.of(adapter, "default")
                .flatMap(prefix ->
                        parsed
                                .contexts()
                                .macros()
                                .inPackage(
                                        place, prefix + "__" + call.positional().get(0))
                                .stream())
                .findFirst();
    }

    Map<String, @Nullable Object> docs() {
        Map<String, @Nullable Object> docs = new LinkedHashMap<>();
        for (Project each : parsed.project().all()) {
            for (SourceFile file : each.docs()) {
                try {
                    for (Definition block :
                            parsed.jinja().parse(file.text(), file.path()).definitions()) {
                        if (block.tag() == BlockTag.DOCS) {
                            Map<String, @Nullable Object> json = new LinkedHashMap<>();
                            json.put("name", block.name());
                            json.put("resource_type", "doc");
                            json.put("package_name", each.name());
                            json.put("path", file.relativePath());
                            json.put("original_file_path", file.path());
                            json.put("unique_id", "doc." + each.name() + "." + block.name());
                            json.put("block_contents", DocBlock.text(block, parsed.jinja()));
                            docs.put("doc." + each.name() + "." + block.name(), json);
                        }
                    }
                } catch (JinjaException e) {
                    throw new IllegalStateException("docs that were read cannot be read again: " + file.path(), e);
                }
            }
        }
        return docs;
    }

    Map<String, @Nullable Object> exposures() {
        Map<String, @Nullable Object> exposures = new LinkedHashMap<>();
        for (Exposure exposure : parsed.exposures()) {
            Map<String, @Nullable Object> values = exposure.values();
            Map<?, ?> config = ConfigJson.map(values.get("config"));
            Map<String, @Nullable Object> json = declared("exposure", exposure.name(), exposure.packageName());
            json.put("path", below(exposure.path()));
            json.put("original_file_path", exposure.path());
            json.put("fqn", exposure.fqn());
            json.put("type", values.get("type"));
            Map<?, ?> said = ConfigJson.map(values.get("owner"));
            Map<String, @Nullable Object> owner = new LinkedHashMap<>();
            owner.put("email", said.get("email"));
            owner.put("name", said.get("name"));
            json.put("owner", owner);
            json.put("description", exposure.description());
            json.put("label", values.get("label"));
            json.put("maturity", values.get("maturity"));
            Object meta = config.containsKey("meta") ? config.get("meta") : values.getOrDefault("meta", Map.of());
            Object tags = config.containsKey("tags") ? config.get("tags") : values.getOrDefault("tags", List.of());
            json.put("meta", meta);
            json.put("tags", tags instanceof String one ? List.of(one) : tags);
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            kept.put("enabled", true);
            kept.put("tags", json.get("tags"));
            kept.put("meta", meta);
            json.put("config", kept);
            json.put("unrendered_config", config);
            json.put("url", values.get("url"));
            NodeFacts facts = parsed.factsOf(exposure);
            json.put("depends_on", Map.of("macros", List.of(), "nodes", exposure.dependsOn()));
            json.put("refs", facts.refs().stream().map(NodeJson::ref).toList());
            json.put("sources", facts.sources());
            json.put("metrics", List.of());
            json.put("created_at", createdAt);
            exposures.put(exposure.uniqueId(), json);
        }
        return exposures;
    }

    Map<String, @Nullable Object> groups() {
        return each("groups", (project, entry) -> {
            Map<String, @Nullable Object> json = declared("group", entry.name(), project.name());
            json.put("path", below(entry.path()));
            json.put("original_file_path", entry.path());
            Map<String, @Nullable Object> owner = new LinkedHashMap<>();
            owner.put("email", null);
            owner.put("name", null);
            ConfigJson.map(entry.values().get("owner")).forEach((key, value) -> owner.put(String.valueOf(key), value));
            json.put("owner", owner);
            json.put("description", entry.description().isEmpty() ? null : entry.description());
            Object meta = ConfigJson.map(entry.values().get("config")).get("meta");
            json.put("config", Map.of("meta", meta == null ? Map.of() : meta));
            return json;
        });
    }

    private interface Declaration {
        Map<String, @Nullable Object> of(Project project, PropertiesEntry entry);
    }

    private Map<String, @Nullable Object> each(String section, Declaration declaration) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Project project : parsed.project().all()) {
            for (PropertiesFile file : project.properties()) {
                for (PropertiesEntry entry : file.entries(section)) {
                    Map<String, @Nullable Object> json = declaration.of(project, entry);
                    all.put(String.valueOf(json.get("unique_id")), json);
                }
            }
        }
        return all;
    }

    private static Map<String, @Nullable Object> declared(String type, String name, String packageName) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("resource_type", type);
        json.put("package_name", packageName);
        json.put("unique_id", type + "." + packageName + "." + name);
        return json;
    }

    /** A path below its first folder. */
    private static String below(String path) {
        return path.substring(path.indexOf('/') + 1);
    }
}
