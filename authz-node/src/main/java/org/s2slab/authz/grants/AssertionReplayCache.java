package org.s2slab.authz.grants;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Cache of the used assertions that have not expired. Each assertion takes three numbers in one array (two for its
 * identity, one for its expiry), so the garbage collector has no objects to follow. Times are in seconds since 1970.
 */
final class AssertionReplayCache {
    /** Numbers per assertion. */
    private static final int WIDTH = 3;

    /** Initial capacity in assertions; a power of two, like every later capacity. */
    private static final int SMALLEST = 1_024;

    /** Marks a slot that was never used, where a search ends. */
    private static final long EMPTY = 0;

    /** Marks a slot whose assertion was removed. */
    private static final long NEVER_USED = -1;

    private long[] table = new long[WIDTH * SMALLEST];
    private int taken;
    private long complete = Long.MAX_VALUE;

    /** Whether the cache contains every used assertion that has not expired at this moment. */
    synchronized boolean isCompleteAt(long now) {
        return now >= complete;
    }

    /** Records that the cache contains, or is about to contain, every used unexpired assertion. */
    synchronized void completeAt(long now) {
        complete = now;
    }

    /** Adds an assertion; false if the cache already has it and it has not expired. */
    synchronized boolean use(String identity, long until, long now) {
        makeRoom(now);
        ByteBuffer halves = halves(identity);
        long high = halves.getLong();
        long low = halves.getLong();
        int place = place(table, high, low);
        if (table[place + 2] == EMPTY) {
            taken++;
        } else if (table[place + 2] >= now) {
            return false;
        }
        put(table, place, high, low, until);
        return true;
    }

    /** Removes an assertion that was not used in the end. */
    synchronized void takeBack(String identity) {
        ByteBuffer halves = halves(identity);
        int place = place(table, halves.getLong(), halves.getLong());
        if (table[place + 2] != EMPTY) {
            table[place + 2] = NEVER_USED;
        }
    }

    private static ByteBuffer halves(String identity) {
        return ByteBuffer.wrap(Base64.getUrlDecoder().decode(identity));
    }

    /** The slot of an assertion, or a free slot for it. Identities are hashes, so they are evenly distributed. */
    private static int place(long[] table, long high, long low) {
        int places = table.length / WIDTH;
        int place = (int) low & places - 1;
        while (table[WIDTH * place + 2] != EMPTY && (table[WIDTH * place] != high || table[WIDTH * place + 1] != low)) {
            place = place + 1 & places - 1;
        }
        return WIDTH * place;
    }

    private static void put(long[] table, int place, long high, long low, long until) {
        table[place] = high;
        table[place + 1] = low;
        table[place + 2] = until;
    }

    /** If two thirds of the slots are used, removes expired assertions, and resizes to use at most a third. */
    private void makeRoom(long now) {
        if (taken < table.length / WIDTH / 3 * 2) {
            return;
        }
        int left = 0;
        for (int i = 0; i < table.length; i += WIDTH) {
            left += table[i + 2] >= now ? 1 : 0;
        }
        int places = Integer.highestOneBit(Math.max(SMALLEST - 1, 3 * left)) * 2;
        long[] larger = new long[WIDTH * places];
        for (int i = 0; i < table.length; i += WIDTH) {
            if (table[i + 2] >= now) {
                put(larger, place(larger, table[i], table[i + 1]), table[i], table[i + 1], table[i + 2]);
            }
        }
        table = larger;
        taken = left;
        complete = Math.max(complete, now);
    }
}
