package org.s2slab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.s2slab.refusal.Refusal;

/**
 * The pages of the schema in a SQLite file from somebody else, which are read without SQLite: SQLite reads a schema of
 * any size into memory when it opens a file. The form is that of the
 * <a href="https://www.sqlite.org/fileformat2.html">database file format</a>, sections 1.3 and 1.6.
 */
final class SchemaPages {
    /** The size of a page in bytes, SQLite's default, with which the lab creates its files. */
    private static final int PAGE = 4096;

    /** The length of the header of the file, which is on the first page. */
    private static final int HEADER = 100;

    private static final int PAGE_SIZE_AT = 16;
    private static final int LEAF = 13;
    private static final int INTERIOR = 5;

    /** How often a schema may have the rows and the bytes of the lab's. It is compared exactly after that. */
    private static final int MOST = 2;

    private final SeekableByteChannel file;
    private final String place;
    private final long mostRows;
    private final long mostBytes;
    private long rows;
    private long bytes;

    private SchemaPages(SeekableByteChannel file, String place, Set<String> own) {
        this.file = file;
        this.place = place;
        mostRows = (long) MOST * own.size();
        mostBytes = MOST
                * own.stream()
                        .mapToLong(object -> object.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
    }

    /**
     * Refuses a file whose schema is larger than twice the lab's schema.
     *
     * @param place the name of the file in messages
     * @param own the objects of the lab's schema
     */
    static void requireSmall(Path file, String place, Set<String> own) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            new SchemaPages(channel, place, own).readAll();
        }
    }

    private void readAll() throws IOException {
        ByteBuffer first = page(1);
        if (first.getShort(PAGE_SIZE_AT) != PAGE) {
            throw wrong("has pages of another size than " + PAGE + " bytes");
        }
        if (first.get(HEADER) == LEAF) {
            readLeaf(first, HEADER);
            return;
        }
        requireKind(first, HEADER, INTERIOR);
        int cells = first.getShort(HEADER + 3) & 0xffff;
        for (int i = 0; i < cells; i++) {
            readLeaf(page(first.getInt(cell(first, HEADER + 12, i))), 0);
        }
        readLeaf(page(first.getInt(HEADER + 8)), 0);
    }

    /** Counts the rows of a page and the bytes that they have here and on overflow pages. */
    private void readLeaf(ByteBuffer page, int start) {
        requireKind(page, start, LEAF);
        int cells = page.getShort(start + 3) & 0xffff;
        rows += Math.max(cells, 1);
        for (int i = 0; i < cells && rows <= mostRows && bytes <= mostBytes; i++) {
            bytes += length(page, cell(page, start + 8, i));
        }
        if (rows > mostRows || bytes > mostBytes) {
            throw wrong("has a schema of more than " + mostRows + " objects or " + mostBytes + " bytes");
        }
    }

    /** The place of a cell on its page. No cell of the lab begins in the last four bytes. */
    private int cell(ByteBuffer page, int pointers, int index) {
        int at = pointers + 2 * index;
        if (at + 2 > PAGE) {
            throw wrong("has a page with too many cells");
        }
        int cell = page.getShort(at) & (PAGE - 1);
        if (cell > PAGE - Integer.BYTES) {
            throw wrong("has a damaged page");
        }
        return cell;
    }

    /** A number of variable length: seven bits of each byte, and the highest bit if another byte follows. */
    private static long length(ByteBuffer page, int at) {
        long value = 0;
        for (int i = at; i < at + 9 && i < PAGE; i++) {
            byte part = page.get(i);
            value = (value << 7) | (part & 0x7f);
            if (part >= 0) {
                return value;
            }
        }
        return Long.MAX_VALUE >> 1;
    }

    private void requireKind(ByteBuffer page, int start, int kind) {
        if (page.get(start) != kind) {
            throw wrong("has a schema on more pages than the lab's, or on damaged pages");
        }
    }

    private ByteBuffer page(int number) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        if (number > 0) {
            file.position((number - 1L) * PAGE);
            while (page.hasRemaining() && file.read(page) >= 0) {
                // The channel may give a part of the page.
            }
        }
        if (page.hasRemaining()) {
            throw wrong("ends before the pages of its schema");
        }
        return page;
    }

    private Refusal wrong(String fault) {
        return Refusal.invalid(place + ": the database " + fault + ", so it is not the lab's");
    }
}
