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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders the Jinja of YAML files, which see {@code env_var}, {@code var} and {@code target}. Immutable. */
public final class YamlTemplates implements TemplateText {
    private final JinjaEnvironment jinja;
    private final Context context;

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
        Callable envVar = new EnvVar(environment, hidden, secretsAllowed);
        Callable var = new Variables(variables);
        this.context = name -> switch (name) {
            case "env_var" -> envVar;
            case "var" -> var;
            case "target" -> target.<Object>map(known -> known.asMap("duckdb")).orElse(Values.MISSING);
            default -> Functions.ALL.getOrDefault(name, Values.MISSING);
        };
    }

    private YamlTemplates(JinjaEnvironment jinja, Context context) {
        this.jinja = jinja;
        this.context = context;
    }

    @Override
    public TemplateText withDocs(List<SourceFile> files) {
        Callable doc = DocFunction.of(files, jinja);
        return new YamlTemplates(jinja, name -> name.equals("doc") ? doc : context.lookup(name));
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
