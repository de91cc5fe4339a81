package org.s2slab.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.s2slab.pki.OwnerOnlyFiles;

/** The adjustable clock of one node in a rehearsal. It runs at the speed of the machine's clock. */
public final class AdjustableClock extends Clock {
    /** The file in a node's data folder with the offset of its clock, which survives a restart. */
    private static final String FILE = "clock";

    private final Clock ticking;
    private volatile Duration moved = Duration.ZERO;

    /** A clock with the time of {@code ticking} until it is moved. */
    public AdjustableClock(Clock ticking) {
        this.ticking = ticking;
    }

    /** Loads the clock of a node from its data folder. Blocks the calling thread. */
    public static AdjustableClock keptIn(Path data, Clock ticking) {
        AdjustableClock clock = new AdjustableClock(ticking);
        Path file = data.resolve(FILE);
        try {
            clock.moved = Duration.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return clock;
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalStateException("file " + file + ": not readable as a duration such as P7D", e);
        }
        return clock;
    }

    /** Stores the offset of this clock in a node's data folder. Blocks the calling thread. */
    public void keepIn(Path data) {
        try {
            if (moved.isZero()) {
                Files.deleteIfExists(data.resolve(FILE));
            } else {
                OwnerOnlyFiles.write(data.resolve(FILE), moved.toString().getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clock of " + data, e);
        }
    }

    /** The machine's clock behind the clock of a node. Its time is never moved. */
    public static Clock machine(Clock clock) {
        return clock instanceof AdjustableClock adjustable ? adjustable.ticking : clock;
    }

    /** Moves this clock; a negative duration moves it back. */
    public synchronized void advance(Duration by) {
        moved = moved.plus(by);
    }

    /** Sets this clock to a moment. */
    public synchronized void set(Instant moment) {
        moved = Duration.between(ticking.instant(), moment);
    }

    /** Sets the offset of this clock from the machine's. */
    public synchronized void move(Duration distance) {
        moved = distance;
    }

    /** The offset of this clock from the machine's. */
    public Duration moved() {
        return moved;
    }

    @Override
    public Instant instant() {
        return ticking.instant().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
