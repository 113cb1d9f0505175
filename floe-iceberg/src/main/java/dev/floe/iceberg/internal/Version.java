package dev.floe.iceberg.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which floe this is. */
final class Version {
    private static final String RESOURCE = "/dev/floe/iceberg/version.properties";

    private Version() {}

    static String current() {
        return Holder.VERSION;
    }

    private static final class Holder {
        static final String VERSION = read();

        private static String read() {
            Properties properties = new Properties();
            try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
                if (in != null) {
                    properties.load(in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return properties.getProperty("version", "unknown");
        }
    }
}
