package org.s2slab.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Records what event loops wait for, by the Flight Recorder of the JDK: each read and write of a file or a blocking socket,
 * each wait for a lock, a condition or a future, each sleep and each start of a process. It counts calls and measures no
 * time, so it finds the same on a busy machine. Calls of which the recorder knows nothing (a folder's list, the database's
 * native code, making a key) it finds by looking at what event loops do, every 10 ms of their processor time.
 */
final class BlockingCallRecorder implements AutoCloseable {
    /** Recorded each time they occur, however short they were. */
    private static final List<String> WAITS = List.of(
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.ThreadPark",
            "jdk.ThreadSleep",
            "jdk.JavaMonitorWait",
            "jdk.ProcessStart");

    private static final List<String> SAMPLES = List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

    /** What no event loop may be found in. */
    private static final List<String> FORBIDDEN = List.of(
            "java.nio.file.Files.",
            "sun.nio.fs.",
            "java.io.UnixFileSystem.",
            "java.net.Inet4AddressImpl.lookup",
            "java.net.Inet6AddressImpl.lookup",
            "java.security.KeyPairGenerator.generate",
            "java.security.KeyStore.load",
            "javax.crypto.SecretKeyFactory.generate",
            "org.sqlite.core.",
            "org.postgresql.core.");

    /**
     * Code that may read a file on an event loop. Loading and initialising a class, the JDK's trust store and the limits of
     * the machine: once in a process. Random numbers: the device never makes anybody wait. A node's start: nobody has asked
     * it anything yet. A log line is written where it is said. Entering a lock: whether two threads meet there is chance.
     */
    private static final Pattern ALLOWED = Pattern.compile("java\\.lang\\.ClassLoader\\.loadClass.*"
            + "|jdk\\.internal\\.(loader|platform)\\..*"
            + "|.*\\.<clinit>:.*"
            + "|sun\\.security\\.ssl\\.TrustStoreManager.*"
            + "|sun\\.security\\.provider\\.NativePRNG.*"
            + "|org\\.s2slab\\.[a-z]+\\.[A-Za-z]+Node\\.start:.*"
            + "|java\\.util\\.concurrent\\.locks\\.[A-Za-z$]+Lock\\.(lock|readLock|writeLock):.*"
            + "|ch\\.qos\\.logback\\..*");

    /** Channels never block, and a class that another thread initialises is not waited for by the code that is shown. */
    private static boolean isOfAnEventLoop(String event, List<String> stack) {
        String innermost = stack.get(0);
        return innermost.startsWith("sun.nio.ch.SocketChannelImpl.")
                || (event.equals("jdk.JavaMonitorWait") && !innermost.startsWith("java.lang.Object.wait"));
    }

    private final Recording recording = new Recording();

    BlockingCallRecorder() {
        WAITS.forEach(
                wait -> recording.enable(wait).withThreshold(Duration.ZERO).withStackTrace());
        SAMPLES.forEach(sample -> recording.enable(sample).withPeriod(Duration.ofMillis(10)));
        recording.start();
    }

    /** Ends the recording; where event loops waited, and how often. */
    Map<String, Integer> found(Path folder) throws IOException {
        Path file = folder.resolve("event-loops.jfr");
        recording.stop();
        recording.dump(file);
        Map<String, Integer> found = new TreeMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                List<String> stack = stackOnLoop(event);
                if (isBlocked(event, stack)) {
                    found.merge(
                            event.getEventType().getName() + "\n    at " + String.join("\n    at ", stack),
                            1,
                            Integer::sum);
                }
            }
        }
        return found;
    }

    private static boolean isBlocked(RecordedEvent event, List<String> stack) {
        String name = event.getEventType().getName();
        if (stack.isEmpty()
                || isOfAnEventLoop(name, stack)
                || stack.stream().anyMatch(frame -> ALLOWED.matcher(frame).matches())) {
            return false;
        }
        return !SAMPLES.contains(name)
                || stack.stream().anyMatch(frame -> FORBIDDEN.stream().anyMatch(frame::startsWith));
    }

    /** What an event loop was doing, the innermost call first; empty for any other thread. */
    private static List<String> stackOnLoop(RecordedEvent event) {
        boolean sampled = SAMPLES.contains(event.getEventType().getName());
        var thread = sampled ? event.getThread("sampledThread") : event.getThread();
        boolean onLoop = thread != null && String.valueOf(thread.getJavaName()).startsWith("vert.x-eventloop-thread");
        return !onLoop || event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .map(BlockingCallRecorder::shown)
                        .toList();
    }

    private static String shown(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }

    @Override
    public void close() {
        recording.close();
    }
}
