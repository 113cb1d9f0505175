package dev.floe.it.manifest;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the project is set up, as {@code ref.config} and {@code adapter.config} tell it: what its dbt_project.yml says. */
record RuntimeConfig(Session session) implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "dependencies" -> new Dependencies(session);
            case "project_name" -> session.manifest().project();
            case "profile_name", "target_name", "threads" -> session.target().get(name);
            case "version", "vars", "dispatch", "models" -> {
                Map<String, @Nullable Object> file = session.surroundings().projectFile();
                if (file.isEmpty()) {
                    throw new NeedsMore("dbt_project.yml");
                }
                yield file.get(name);
            }
            default -> throw new NeedsMore("the configuration's " + name);
        };
    }

    @Override
    public String typeName() {
        return "RuntimeConfig";
    }

    /** The project and its packages, by name. */
    private record Dependencies(Session session) implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return name.startsWith("_") ? Values.MISSING : getItem(name);
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            String name = Values.text(key);
            Map<String, @Nullable Object> file =
                    session.surroundings().projects().get(name);
            if (file == null) {
                throw new NeedsMore("dbt_project.yml of " + name);
            }
            Map<String, @Nullable Object> described = new LinkedHashMap<>(file);
            described.put("project_name", name);
            return Values.dict(described);
        }

        @Override
        public String typeName() {
            return "dict";
        }
    }
}
