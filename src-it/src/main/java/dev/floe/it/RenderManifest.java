package dev.floe.it;

import dev.floe.it.manifest.ManifestRun;
import dev.floe.it.manifest.RenderOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Renders the nodes of a dbt-core manifest.json with floe-jinja, in dbt's context, and compares them byte for byte with what dbt
 * compiled. docs/jinja.md says what is compared and where the context comes from.
 */
public final class RenderManifest {
    private RenderManifest() {}

    /**
     * Entry point; ends with status 0 when no node differs and no template failed, 1 when one does, 2 when the arguments or a file
     * cannot be used.
     *
     * @param arguments {@code --manifest FILE --out DIR [--database FILE] …}
     */
    public static void main(String[] arguments) {
        try {
            boolean clean = ManifestRun.run(RenderOptions.parse(List.of(arguments)), System.out);
            System.exit(clean ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + RenderOptions.USAGE);
            System.exit(2);
        } catch (IOException | SQLException e) {
            System.err.println(e);
            System.exit(2);
        }
    }
}
