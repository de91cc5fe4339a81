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
 * Records blocking calls on event loops with the JDK Flight Recorder: reads and writes of files and blocking sockets,
 * waits for locks, conditions and futures, sleeps, and process starts. It counts calls and measures no times, so a busy
 * machine does not change the result.
 *
 * <p>The Flight Recorder does not report some blocking calls, such as listing a folder, native code of the database,
 * and key generation. Samples of the event loops' stacks, after every 10 ms of processor time, detect these calls.
 */
final class BlockingCallRecorder implements AutoCloseable {
    /** The events that are always recorded, independently of their duration. */
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

    /** Calls that are not permitted on event loops. */
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
     * Code that may block on an event loop. Class loading, class initialisation, the JDK's trust store and the limits
     * of the machine: only once in each process. Random numbers: the device never blocks. The start of a node: no
     * request can wait. Log output: it is written synchronously. Entering a lock: contention depends on chance.
     */
    private static final Pattern ALLOWED = Pattern.compile("java\\.lang\\.ClassLoader\\.loadClass.*"
            + "|jdk\\.internal\\.(loader|platform)\\..*"
            + "|.*\\.<clinit>:.*"
            + "|sun\\.security\\.ssl\\.TrustStoreManager.*"
            + "|sun\\.security\\.provider\\.NativePRNG.*"
            + "|org\\.s2slab\\.[a-z]+\\.[A-Za-z]+Node\\.start:.*"
            + "|java\\.util\\.concurrent\\.locks\\.[A-Za-z$]+Lock\\.(lock|readLock|writeLock):.*"
            + "|ch\\.qos\\.logback\\..*");

    /**
     * Whether an event belongs to code on an event loop. Channels never block, and a wait for class initialisation by
     * another thread is not caused by the recorded code.
     */
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

    /** Ends the recording. Returns the places at which event loops were blocked, with the number of calls. */
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

    /** The stack of an event loop, innermost call first; empty for any other thread. */
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
