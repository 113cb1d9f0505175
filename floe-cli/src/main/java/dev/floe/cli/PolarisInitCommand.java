package dev.floe.cli;

import dev.floe.cli.Terminal.Style;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Secret;
import dev.floe.config.StorageType;
import dev.floe.duckdb.HttpOptions;
import dev.floe.duckdb.PolarisAdmin;
import dev.floe.duckdb.PolarisSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe polaris init}: creates a catalog, roles, grants, a principal and namespaces, as far as they are not there. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Creates a catalog, roles, grants, a principal and namespaces, as far as they are not there.",
            "The administrator's credentials come from the variables POLARIS_ADMIN_ID and POLARIS_ADMIN_SECRET."
        })
final class PolarisInitCommand implements Callable<Integer> {
    private static final String ADMIN_ID = "POLARIS_ADMIN_ID";
    private static final String ADMIN_SECRET = "POLARIS_ADMIN_SECRET";

    @Spec
    private CommandSpec spec;

    @Option(names = "--uri", required = true, paramLabel = "URL", description = "https://host/api/catalog")
    private URI uri;

    @Option(names = "--catalog", required = true, paramLabel = "NAME", description = "The catalog's name.")
    private String catalog;

    @Option(
            names = "--location",
            required = true,
            paramLabel = "URL",
            description = "Where its tables lie: s3://bucket/prefix or file:///folder.")
    private String location;

    @Option(names = "--endpoint", paramLabel = "URL", description = "The S3-compatible store, if it is not AWS.")
    private @Nullable URI endpoint;

    @Option(names = "--region", paramLabel = "NAME", description = "The store's region.")
    private @Nullable String region;

    @Option(names = "--path-style", description = "The bucket is part of the path, not of the host name.")
    private boolean pathStyle;

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "The role that Polaris takes on to vend credentials.")
    private @Nullable String roleArn;

    @Option(names = "--no-vending", description = "The store has no STS: credentials cannot be vended.")
    private boolean noVending;

    @Option(names = "--principal", paramLabel = "NAME", description = "A principal that may work in the catalog.")
    private @Nullable String principal;

    @Option(
            names = "--credentials-file",
            paramLabel = "FILE",
            description =
                    "Where the new principal's client id and secret go: two lines, readable by you alone. Never overwritten.")
    private @Nullable Path credentialsFile;

    @Option(names = "--namespace", paramLabel = "NAME", description = "A namespace, its levels separated by dots.")
    private List<String> namespaces = List.of();

    @Option(names = "--realm", paramLabel = "NAME", description = "Polaris's realm.")
    private @Nullable String realm;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "The authorities to trust, as PEM.")
    private @Nullable Path caFile;

    @Override
    public Integer call() throws IOException {
        if (principal != null && credentialsFile == null) {
            throw new ParameterException(
                    spec.commandLine(), "--principal needs --credentials-file: Polaris shows its secret only once.");
        }
        PolarisAdmin polaris;
        PolarisSetup setup;
        try {
            polaris = admin();
            setup = setup();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Optional<Path> file = Optional.empty();
        if (credentialsFile != null) {
            file = Optional.of(reserve(credentialsFile));
        }
        PolarisAdmin.Result result;
        try {
            result = polaris.init(setup);
        } catch (RuntimeException e) {
            discard(file);
            throw e;
        }
        if (result.credentials().isPresent() && file.isPresent()) {
            write(file.get(), result.credentials().get());
        } else {
            discard(file);
        }
        Terminal terminal = Terminal.of(FloeCommand.out(spec), System.getenv("NO_COLOR") == null);
        for (PolarisAdmin.Step step : result.steps()) {
            String mark =
                    step.created() ? terminal.styled(Style.GOOD, "created") : terminal.styled(Style.FAINT, "exists ");
            terminal.line("  " + mark + "  " + step.what());
        }
        String place = file.map(Path::toString).orElse("");
        result.credentials()
                .ifPresent(made -> terminal.line("The credentials are in " + place + "; its scope is " + made.scope()));
        return FloeCommand.OK;
    }

    private PolarisAdmin admin() {
        HttpOptions http = HttpOptions.none();
        if (realm != null) {
            http = http.withRealm(realm);
        }
        if (caFile != null) {
            http = http.withCaFile(caFile.toAbsolutePath());
        }
        OAuth2Credentials admin = new OAuth2Credentials(
                Secret.of(ADMIN_ID, () -> variable(ADMIN_ID)),
                Secret.of(ADMIN_SECRET, () -> variable(ADMIN_SECRET)),
                OAuth2Credentials.DEFAULT_SCOPE,
                URI.create(uri.toString().replaceFirst("/+$", "") + OAuth2Credentials.TOKEN_PATH));
        return PolarisAdmin.of(uri, admin, http);
    }

    /**
     * Makes the file before anything is created, for Polaris shows the secret once. What an earlier run wrote stays: beside it, one
     * that goes again if the principal is there.
     */
    private Path reserve(Path wanted) {
        Path file = Files.exists(wanted) ? wanted.resolveSibling(wanted.getFileName() + ".new") : wanted;
        try {
            if (file.toAbsolutePath()
                    .getFileSystem()
                    .supportedFileAttributeViews()
                    .contains("posix")) {
                return Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.createFile(file);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The file " + file + " for the credentials cannot be made: "
                            + e.getClass().getSimpleName() + ".",
                    e);
        }
    }

    private static void discard(Optional<Path> reserved) throws IOException {
        if (reserved.isPresent()) {
            Files.deleteIfExists(reserved.get());
        }
    }

    private PolarisSetup setup() {
        boolean s3 = location.startsWith("s3://");
        PolarisSetup.Storage storage = s3
                ? new PolarisSetup.Storage(
                        StorageType.S3,
                        Optional.ofNullable(endpoint),
                        Optional.ofNullable(region),
                        pathStyle,
                        Optional.ofNullable(roleArn),
                        !noVending)
                : PolarisSetup.Storage.local();
        PolarisSetup setup = PolarisSetup.of(catalog, location, storage);
        if (principal != null) {
            setup = setup.withPrincipal(principal);
        }
        for (String namespace : namespaces) {
            List<String> levels = List.of(namespace.split("\\.", -1));
            if (levels.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("the namespace '" + namespace + "' has an empty level");
            }
            setup = setup.withNamespace(levels);
        }
        return setup;
    }

    private String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "The variable " + name + " is not set: the administrator's credentials.");
        }
        return value;
    }

    private static void write(Path file, OAuth2Credentials made) throws IOException {
        Files.write(
                file,
                List.of(made.clientId().reveal(), made.clientSecret().reveal()),
                StandardOpenOption.TRUNCATE_EXISTING);
    }
}
