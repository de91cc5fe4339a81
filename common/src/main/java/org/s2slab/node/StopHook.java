package org.s2slab.node;

import java.time.Duration;

/** Ends a process that a signal stops: in an orderly way if this is possible, but always after a maximum time. */
public final class StopHook {
    /** Long enough for the last commits and any request; shorter than the 90 s of systemd. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** The exit code of a halted process: 128 and the number of SIGKILL, as a shell reports it. */
    static final int HALTED = 137;

    private StopHook() {}

    /** Runs the stop when the process ends, and halts the process if the stop takes longer than 20 seconds. */
    public static void register(Runnable stop) {
        register(stop, LONGEST);
    }

    /** Neither a busy thread nor full memory may keep the process alive. */
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
