package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loading the configuration asks of the class path of a JVM in which nothing of floe was used before. */
class ConfigStartupTest {

    /** A class path of its own that notes every resource it is asked for. */
    private static final class NotingClassLoader extends URLClassLoader {
        private final List<String> resources = Collections.synchronizedList(new ArrayList<>());

        NotingClassLoader(URL[] classPath) {
            super(classPath, ClassLoader.getPlatformClassLoader());
        }

        @Override
        public URL findResource(String name) {
            resources.add(name);
            return super.findResource(name);
        }

        @Override
        public Enumeration<URL> findResources(String name) throws IOException {
            resources.add(name);
            return super.findResources(name);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static Object call(Object target, String method, Class<?> parameter, Object argument) throws Exception {
        return target.getClass().getMethod(method, parameter).invoke(target, argument);
    }

    @Test
    void looksForTheProviderOfItsLogAndForNothingElse(@TempDir Path folder) throws Exception {
        Path platform = Files.writeString(
                folder.resolve("platform.yaml"), "catalogs:\n  default:\n    type: duckdb\n    path: lake.duckdb\n");
        Files.writeString(folder.resolve("floe.yaml"), "name: sample\n");
        try (NotingClassLoader loader = new NotingClassLoader(classPath())) {
            Class<?> configLoader = loader.loadClass("dev.floe.config.ConfigLoader");
            assertThat(configLoader.getClassLoader()).isSameAs(loader);
            Object builder = configLoader.getMethod("builder").invoke(null);
            call(builder, "projectDirectory", Path.class, folder);
            call(builder, "platformFile", Path.class, platform);
            call(builder, "environment", Map.class, Map.of());
            Object configuration = configLoader
                    .getMethod("load")
                    .invoke(builder.getClass().getMethod("build").invoke(builder));

            assertThat(configuration.getClass().getSimpleName()).isEqualTo("ResolvedConfig");
            assertThat(loader.resources)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name).contains("slf4j"));
        }
    }
}
