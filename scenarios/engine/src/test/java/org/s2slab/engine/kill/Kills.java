package org.s2slab.engine.kill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.kill.Network.Trap;
import org.s2slab.engine.kill.Relay.Message;
import org.s2slab.engine.kill.Relay.Moment;

/** The planned kills of one node in a test. After each kill, the test checks the database and restarts the node. */
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

    /** Adds a kill after the earlier kills, at a moment of the first matching message. */
    void add(Predicate<Message> message, Moment moment) {
        traps.add(new Trap(victim, message, moment));
    }

    /** Sets the check of the database after each kill, which proves that the kill happened at the intended moment. */
    void provedBy(Runnable check) {
        proof = check;
    }

    /** Enables the next kill. */
    void arm() {
        armed = traps.poll();
        if (armed != null) {
            office.network().arm(armed);
        }
    }

    /** Kills the node immediately. */
    void now() {
        office.kill();
        back();
    }

    /** Waits for all kills, and restarts the node after each kill. */
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
