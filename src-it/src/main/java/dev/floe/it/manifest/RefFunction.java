package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ref}, of which packages also ask for {@code ref.config}: how the project is set up. */
record RefFunction(References references, Session session) implements HostObject, Callable {
    @Override
    public Object call(Arguments arguments) {
        return references.ref(arguments);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals("config") ? new RuntimeConfig(session) : Values.MISSING;
    }

    @Override
    public String typeName() {
        return "RuntimeRefResolver";
    }

    /** What dbt_project.yml of the project and of its packages says. */
    private record RuntimeConfig(Session session) implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case "dependencies" -> dependencies();
                case "project_name" -> session.manifest().project();
                case "profile_name", "target_name", "threads" ->
                    session.target().get(name);
                case "version", "vars", "dispatch", "models" ->
                    session.surroundings().projectFile().get(name);
                default -> throw new NeedsMore("ref.config." + name);
            };
        }

        private Object dependencies() {
            Map<String, Object> projects = new LinkedHashMap<>();
            session.surroundings().projects().forEach((name, file) -> {
                Map<String, @Nullable Object> described = new LinkedHashMap<>(file);
                described.put("project_name", name);
                projects.put(name, described);
            });
            return Values.dict(projects);
        }

        @Override
        public String typeName() {
            return "RuntimeConfig";
        }
    }
}
