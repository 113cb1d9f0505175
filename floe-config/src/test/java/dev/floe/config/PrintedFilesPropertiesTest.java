package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.internal.keys.FloeShape;
import dev.floe.config.internal.keys.PlatformShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.yaml.snakeyaml.Yaml;

/** What is read from a file, printed and read again is the same. */
class PrintedFilesPropertiesTest {
    private Path folder = Path.of("");

    @BeforeProperty
    void begin() throws IOException {
        folder = Files.createTempDirectory("floe-properties");
    }

    @AfterProperty
    void end() throws IOException {
        Files.deleteIfExists(folder.resolve("floe.yaml"));
        Files.deleteIfExists(folder.resolve("platform.yaml"));
        Files.deleteIfExists(folder);
    }

    @Property(tries = 200, seed = "20261124")
    void parsingPrintingAndParsingIsStable(
            @ForAll("floe") Map<String, Object> floe, @ForAll("platform") Map<String, Object> platform) {
        ConfigTiers first = read(floe, platform);
        Map<String, Object> printedFloe = FloeShape.SHAPE.print("", first.spec());
        Map<String, Object> printedPlatform = PlatformShape.SHAPE.print("", first.platform());

        ConfigTiers second = read(printedFloe, printedPlatform);

        assertThat(second.spec()).isEqualTo(first.spec());
        assertThat(second.platform()).isEqualTo(first.platform());
        assertThat(FloeShape.SHAPE.print("", second.spec())).isEqualTo(printedFloe);
        assertThat(PlatformShape.SHAPE.print("", second.platform())).isEqualTo(printedPlatform);
    }

    @Provide
    Arbitrary<Map<String, Object>> floe() {
        return GoodDocuments.floe();
    }

    @Provide
    Arbitrary<Map<String, Object>> platform() {
        return GoodDocuments.platform();
    }

    private ConfigTiers read(Map<String, Object> floe, Map<String, Object> platform) {
        Project project = Project.of(folder, new Yaml().dump(floe), new Yaml().dump(platform));
        return project.loader().build().read();
    }
}
