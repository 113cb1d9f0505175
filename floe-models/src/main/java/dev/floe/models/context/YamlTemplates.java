package dev.floe.models.context;

import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.models.project.ProjectException;
import dev.floe.models.project.SourceFile;
import dev.floe.models.project.TemplateText;
import dev.floe.models.project.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders the Jinja of YAML files, which see {@code env_var}, {@code var} and {@code target}. Immutable. */
public final class YamlTemplates implements TemplateText {
    private final JinjaEnvironment jinja;
    private final Map<String, @Nullable Object> variables;
    private final Context context;
    private final @Nullable DocFunction docs;

    /**
     * @param target where the project runs; empty while that is found out
     * @param variables the run's own variables
     * @param environment environment variables
     * @param hidden names that are refused
     * @param secretsAllowed whether secrets may be read: in profiles.yml only
     */
    public YamlTemplates(
            JinjaEnvironment jinja,
            Optional<TargetInfo> target,
            Map<String, @Nullable Object> variables,
            Map<String, String> environment,
            Set<String> hidden,
            boolean secretsAllowed) {
        this.jinja = jinja;
        this.variables = variables;
        this.docs = null;
        Callable envVar = new EnvVar(environment, hidden, secretsAllowed);
        Context others = name -> switch (name) {
            case "env_var" -> envVar;
            case "target" -> target.<Object>map(known -> known.asMap("duckdb")).orElse(Values.MISSING);
            default -> Functions.find(name);
        };
        Callable var = new Variables(variables, jinja, others);
        this.context = name -> name.equals("var") ? var : others.lookup(name);
    }

    private YamlTemplates(
            JinjaEnvironment jinja,
            Map<String, @Nullable Object> variables,
            Context context,
            @Nullable DocFunction docs) {
        this.jinja = jinja;
        this.variables = variables;
        this.context = context;
        this.docs = docs;
    }

    @Override
    public TemplateText withDocs(Map<String, List<SourceFile>> files) {
        DocFunction all = DocFunction.of(files, jinja);
        return new YamlTemplates(jinja, variables, name -> name.equals("doc") ? all : context.lookup(name), all);
    }

    @Override
    public TemplateText within(String packageName, Map<String, @Nullable Object> preset) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(preset);
        merged.putAll(variables);
        Callable var = new Variables(merged, jinja, context);
        @Nullable Callable doc = docs == null ? null : new DocFunction(docs.blocks(), packageName);
        return new YamlTemplates(
                jinja,
                variables,
                name -> switch (name) {
                    case "var" -> var;
                    case "doc" -> doc == null ? Values.MISSING : doc;
                    default -> context.lookup(name);
                },
                docs);
    }

    @Override
    public @Nullable Object render(String text, String path, YamlNode at) {
        try {
            return jinja.parse(text, path).renderNative(context);
        } catch (JinjaException e) {
            throw new ProjectException(
                    List.of(new dev.floe.models.project.ProjectProblem(path, at.line(), at.column(), e.detail())));
        }
    }
}
