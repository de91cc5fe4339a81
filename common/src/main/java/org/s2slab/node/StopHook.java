package org.s2slab.node;

import java.time.Duration;

/** Ends a process that a signal stops: in order where that succeeds, and in any case after a while. */
public final class StopHook {
    /** Long enough for the last commits; below the 90 s of systemd, and more than a request may take. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** The exit code of a process that was halted: 128 and the number of SIGKILL, as a shell reports it. */
    static final int HALTED = 137;

    private StopHook() {}

    /** Runs the stop when the process ends, and halts the process if the stop takes longer than 20 seconds. */
    public static void register(Runnable stop) {
        register(stop, LONGEST);
    }

    /** A thread that a client's work keeps busy, or memory that is full, must not keep the process alive. */
    static void register(Runnable stop, Duration longest) {
        Thread stopping = new Thread(stop, "stop");
        stopping.setDaemon(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopping, longest), "await the stop"));
    }

    private static void await(Thread stopping, Duration longest) {
        try {
            stopping.start();
            stopping.join(longest.toMillis());
        } catch (InterruptedException | OutOfMemoryError e) {
            // The process ends in this case, too.
        }
        if (stopping.isAlive()) {
            System.err.println("The process did not stop within " + longest.toSeconds()
                    + " seconds and ends now. What was not committed is lost.");
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
