package org.s2slab.authz.grants;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The assertions that were used and are not over, in memory: three numbers each in one array (two of the identity, and until
 * when it could be used), in which a garbage collector has nothing to follow. Times are in seconds since 1970.
 */
final class AssertionReplayCache {
    /** Numbers for each assertion. */
    private static final int WIDTH = 3;

    /** Assertions there is room for at first; a power of two, as every later size. */
    private static final int SMALLEST = 1_024;

    /** Of a place that no assertion ever had; the search for one ends there. */
    private static final long EMPTY = 0;

    /** Of one that was taken back. */
    private static final long NEVER_USED = -1;

    private long[] table = new long[WIDTH * SMALLEST];
    private int taken;
    private long complete = Long.MAX_VALUE;

    /** Whether every assertion that is not over at this moment is here. */
    synchronized boolean isCompleteAt(long now) {
        return now >= complete;
    }

    /** Says that every assertion that is not over at this moment is here, or is about to be. */
    synchronized void completeAt(long now) {
        complete = now;
    }

    /** Remembers an assertion; false when it is remembered already and not over. */
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

    /** Forgets an assertion that was not used after all. */
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

    /** Where an assertion is, or else the empty place it can have. Identities are hashes, so their bits are as good as random. */
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

    /** Where two of three places are taken: leaves out what is over, and makes what is left at most a third. */
    private void makeRoom(long now) {
        if (taken < table.length / WIDTH / 3 * 2) {
            return;
        }
        int left = 0;
        for (int i = 0; i < table.length; i += WIDTH) {
            left += table[i + 2] >= now ? 1 : 0;
        }
        int places = Integer.highestOneBit(Math.max(SMALLEST, 3 * left + 1) - 1) * 2;
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
