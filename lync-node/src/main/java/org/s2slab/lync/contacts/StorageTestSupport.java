package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.archiving.MailboxItemCodec;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/**
 * The common parts of the cmdlets that test the storage service.
 *
 * @param pool the pool of all users
 */
record StorageTestSupport(String pool, Clock clock) {
    private static final String SERVICE = "HostNameStorageService";

    /** Refuses a storage service that does not exist. */
    void checkService(CmdletArguments parameters) {
        Optional<String> server = parameters.optionalText(SERVICE);
        boolean tcp = "NetTCP".equals(parameters.optionalText("Binding").orElse("NetNamedPipe"));
        if (tcp && server.isEmpty()) {
            throw Refusal.invalid(SERVICE + ": needed when Binding is NetTCP.");
        }
        server.ifPresent(host -> checkPool(SERVICE, host));
    }

    void checkPool(String parameter, String given) {
        if (!given.equalsIgnoreCase(pool)) {
            throw Refusal.invalid(parameter + ": cannot find \"" + given + "\"; this is " + pool + ".");
        }
    }

    /** The test message from a user to the same user. A user without mail address gets a refusal. */
    MailboxItemCodec.Message item(LyncUser user, String cmdlet, CallContext context) {
        var mail = new MailboxItemCodec.Mail(user.displayName(), user.smtp().get(0));
        return new MailboxItemCodec.Message(
                "IPM.Note",
                "Test item of " + cmdlet,
                "<html><body>Lync could write this.</body></html>",
                mail,
                List.of(mail),
                "test." + context.trace().traceId() + "@" + pool,
                clock.instant());
    }

    /** The report of a test that began at this time. Without an error the test succeeded. */
    CmdletOutput report(Instant begin, @Nullable String error, @Nullable String diagnosis) {
        return CmdletOutput.of(CmdletObject.empty()
                .with("Target Fqdn", pool)
                .with("Result", error == null ? "Success" : "Failure")
                .with("Latency", latency(Duration.between(begin, clock.instant())))
                .with("Error Message", error)
                .with("Diagnosis", diagnosis));
    }

    /**
     * Reports a refusal as the result of a test. After an internal failure of this node, the cmdlet itself fails.
     *
     * @param error makes the test's own message for a refusal
     */
    Function<Throwable, Future<CmdletOutput>> reporting(Instant begin, Function<Refusal, String> error) {
        return failure -> failure instanceof Refusal refusal && Refusal.isPurposeful(refusal)
                ? Future.succeededFuture(report(begin, error.apply(refusal), refusal.detail()))
                : Future.failedFuture(failure);
    }

    /** A duration in .NET's form: hours, minutes, seconds and ten-millionths of a second. */
    private static String latency(Duration duration) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%07d",
                duration.toHours(),
                duration.toMinutesPart(),
                duration.toSecondsPart(),
                duration.toNanosPart() / 100);
    }
}
