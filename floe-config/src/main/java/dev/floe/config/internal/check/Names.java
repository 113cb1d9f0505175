package dev.floe.config.internal.check;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import java.util.Collection;

/** Rules for names, and for the texts that several sections have. */
final class Names {
    private Names() {}

    /** A name of something that is defined in another section, unless that has problems of its own. */
    static void reference(
            Tier tier, String path, String kind, String section, String name, Collection<String> available) {
        if (!available.contains(name) && !tier.isSpoilt(KeyPath.of(section, name))) {
            tier.problem(path, Codes.UNKNOWN_REFERENCE, unknown(kind, name, available));
        }
    }

    static String unknown(String kind, String name, Collection<String> available) {
        return "there is no " + kind + " '" + Texts.shown(name) + "'" + Texts.didYouMean(name, available)
                + "; available: " + Texts.list(available);
    }
}
