package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.RawBlock;
import java.util.List;
import java.util.Set;

/** Finds top-level blocks in a text without parsing the rest. */
@SuppressWarnings("DoNotCallSuggester")
public final class BlockScanner {
    @SuppressWarnings("UnusedVariable")
    public BlockScanner(String source, String fileName, Set<BlockTag> tags) {}

    public List<RawBlock> scan() {
        throw new UnsupportedOperationException();
    }
}
