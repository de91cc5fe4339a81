package org.s2slab.engine.kill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.kill.Network.Trap;
import org.s2slab.engine.kill.Relay.Message;
import org.s2slab.engine.kill.Relay.Moment;

/** How often and when one node is killed in one story; each time its database is looked at, and it is started again. */
final class Kills {
    private final Office office;
    private final String victim;
    private final Deque<Trap> traps = new ArrayDeque<>();
    private Runnable proof = () -> {};
    private @Nullable Trap armed;
    private int done;

    Kills(Office office, String victim) {
        this.office = office;
        this.victim = victim;
    }

    /** A kill after those before it: at a moment of the first message that fits. */
    void add(Predicate<Message> message, Moment moment) {
        traps.add(new Trap(victim, message, moment));
    }

    /** What must be true of the database after each kill, so that it came when it was meant to. */
    void provedBy(Runnable check) {
        proof = check;
    }

    /** The next kill becomes possible. */
    void arm() {
        armed = traps.poll();
        if (armed != null) {
            office.network().arm(armed);
        }
    }

    /** Kills now. */
    void now() {
        office.kill();
        back();
    }

    /** Waits for all the kills, each followed by a start. */
    void whenDone() {
        while (armed != null) {
            office.awaitKill(armed);
            back();
        }
    }

    private void back() {
        done++;
        proof.run();
        arm();
        office.restart();
    }

    int done() {
        return done;
    }
}
