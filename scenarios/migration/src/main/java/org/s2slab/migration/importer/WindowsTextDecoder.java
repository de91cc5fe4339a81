package org.s2slab.migration.importer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.s2slab.engine.language.SourceFileReader;
import org.s2slab.engine.text.FileSyntaxException;

/** Decodes the text of a file from Windows: UTF-16 ({@code >}, Out-File) or UTF-8, with or without a BOM. */
final class WindowsTextDecoder {
    /** Maximum size of a complete import in bytes. A tenant's list of all applications has a few megabytes. */
    static final int MOST_BYTES = 20_000_000;

    private static final char MARK = '\ufeff';

    private WindowsTextDecoder() {}

    /**
     * Reads a file.
     *
     * @param name the name of the file in messages
     * @throws FileSyntaxException if the file cannot be read, is too large, or has an unknown encoding
     */
    static String read(String name, Path file) {
        byte[] bytes = SourceFileReader.read(name, file, MOST_BYTES);
        try {
            String text =
                    charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FileSyntaxException(
                    name, "is not UTF-8 or UTF-16; write it with | Out-File -Encoding utf8 " + name);
        }
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return (first == 0xfe && second == 0xff) || (first == 0 && second != 0)
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
    }
}
