package dev.floe.jinja;

import dev.floe.jinja.internal.syntax.BlockScanner;
import java.util.List;
import java.util.Set;

/**
 * A top-level block of a file, found without parsing what is around or inside it.
 *
 * @param tag which block
 * @param name the first name after the tag's word; empty if there is none
 * @param contents the text between the opening and the closing tag
 * @param source the whole block, both tags included
 * @param line the line of the opening tag, counted from 1
 */
public record RawBlock(BlockTag tag, String name, String contents, String source, int line) {
    /**
     * Finds the blocks of a file: dbt's way to read files of macros, docs and snapshots, of which the rest may be anything.
     *
     * @param source the text of the file
     * @param fileName the name for errors
     * @param tags which blocks to look for
     * @return the blocks in order
     * @throws JinjaException of kind {@link ErrorKind#SYNTAX} if a block is not closed, is nested in another or stands inside of
     *     {@code if} or {@code for}
     */
    public static List<RawBlock> scan(String source, String fileName, Set<BlockTag> tags) {
        return new BlockScanner(source, fileName, tags).scan();
    }
}
