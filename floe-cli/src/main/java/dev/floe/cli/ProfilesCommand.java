package dev.floe.cli;

import dev.floe.config.ConfigTiers;
import dev.floe.profiles.DbtProfilesGenerator;
import dev.floe.profiles.ProfileStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code floe profiles}: dbt's profiles.yml from both tiers; connects to nothing and looks up no secret. */
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = "Writes dbt's profiles.yml from floe.yaml and platform.yaml; no secret is read or written.")
final class ProfilesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigFiles files = new ConfigFiles();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "The file, or the folder for profiles.yml. Default: the folder of floe.yaml.")
    private @Nullable Path output;

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            defaultValue = "native",
            description =
                    "native, with dbt-duckdb's own keys, or plugin, with a plugin that is written beside the profile."
                            + " Default: ${DEFAULT-VALUE}.")
    private ProfileStyle style;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = DbtProfilesGenerator.DEFAULT_PROFILE,
            description = "The profile's name, as dbt_project.yml has it. Default: ${DEFAULT-VALUE}.")
    private String profile;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME[=ENVIRONMENT]",
            description =
                    "An output, and the environment whose platform file it is made of (by default the output's own"
                            + " name, where there are several); may be given more than once. Default: dev, of this environment.")
    private List<String> targets = List.of();

    @Option(
            names = "--resource-profile",
            paramLabel = "NAME",
            description = "The resource profile to take DuckDB's settings from. Default: transform, if it is there.")
    private @Nullable String resourceProfile;

    @Option(
            names = "--companion",
            description = "Also write macros/floe_dbt: with it dbt-duckdb builds tables in Iceberg catalogs, by layer.")
    private boolean companion;

    @Option(names = "--no-plugin-module", description = "In style plugin: floe_dbt is installed, do not write it.")
    private boolean noPluginModule;

    @Option(names = "--dbt-secret-names", description = "Name variables of secrets DBT_ENV_SECRET_…, which dbt masks.")
    private boolean dbtSecretNames;

    @Option(names = "--force", description = "Replace files that floe did not write.")
    private boolean force;

    @Option(names = "--print", description = "Print the profile and write nothing.")
    private boolean print;

    @Override
    public Integer call() {
        DbtProfilesGenerator.Builder builder = DbtProfilesGenerator.builder()
                .profile(profile)
                .style(style)
                .companion(companion)
                .pluginModule(!noPluginModule)
                .dbtSecretNames(dbtSecretNames)
                .overwrite(force);
        if (resourceProfile != null) {
            builder.resourceProfile(resourceProfile);
        }
        outputs(builder);
        DbtProfilesGenerator generator = builder.build();
        Terminal terminal = Terminal.of(FloeCommand.out(spec), false);
        if (print) {
            terminal.line(generator.text().stripTrailing());
            return FloeCommand.OK;
        }
        Path target = output == null ? files.folder() : output;
        generator.write(target).forEach(file -> terminal.line("written: " + file));
        Set<String> variables = generator.variables();
        if (!variables.isEmpty()) {
            terminal.line("dbt needs these variables: " + String.join(", ", variables));
        }
        return FloeCommand.OK;
    }

    private void outputs(DbtProfilesGenerator.Builder builder) {
        if (targets.isEmpty()) {
            builder.output(DbtProfilesGenerator.DEFAULT_TARGET, files.loader().read());
        }
        for (String target : targets) {
            int equals = target.indexOf('=');
            String name = equals < 0 ? target : target.substring(0, equals);
            ConfigTiers tiers = equals < 0 && targets.size() == 1
                    ? files.loader().read()
                    : files.loader(target.substring(equals + 1)).read();
            builder.output(name, tiers);
        }
    }
}
